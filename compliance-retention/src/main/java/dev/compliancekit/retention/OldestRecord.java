package dev.compliancekit.retention;

import dev.compliancekit.retention.deadline.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The oldest record of a kind against its limit, as a chart shows it. <em>Immutable.</em>
 *
 * @param label what kind of record, for people
 * @param deadline when the record had to be gone; its event is when the record's period started
 */
public record OldestRecord(String label, Deadline deadline) {

    /**
     * Checks the label.
     *
     * @param label what kind of record, not blank
     * @param deadline when the record had to be gone
     * @throws IllegalArgumentException if the label is blank
     */
    public OldestRecord {
        Objects.requireNonNull(deadline, "deadline");
        if (label.isBlank()) {
            throw new IllegalArgumentException("oldest record has a blank label; accepted is the kind of record");
        }
    }

    /**
     * How old the record is.
     *
     * @param asOf the instant to answer for
     * @return the time since the period started, negative before it
     */
    public Duration age(Instant asOf) {
        return Duration.between(deadline.event(), asOf);
    }

    /**
     * How old the record may become.
     *
     * @return the time from the start of the period to its earliest end
     */
    public Duration limit() {
        return Duration.between(deadline.event(), deadline.actBy());
    }

    /**
     * Whether the record is older than its limit.
     *
     * @param asOf the instant to answer for
     * @return true after the earliest end; at it, it is in time
     */
    public boolean isOverdue(Instant asOf) {
        return asOf.isAfter(deadline.actBy());
    }
}
