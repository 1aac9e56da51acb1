package dev.compliancekit.audit.watch;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.promise.Control;
import java.time.Duration;
import java.util.Objects;

/**
 * The controls that answer promises about alerts. They read what the log holds each time they are asked; each reading
 * is itself an event of the operator. <em>Thread-safe.</em>
 */
public final class WatchControls {

    private final AuditLog log;
    private final Actor reader;

    private WatchControls(AuditLog log, Actor reader) {
        this.log = Objects.requireNonNull(log, "log");
        this.reader = Objects.requireNonNull(reader, "reader");
    }

    /**
     * The controls of a log.
     *
     * @param log the open log that a watch writes to
     * @param reader in whose name it is read
     * @return its controls
     */
    public static WatchControls of(AuditLog log, Actor reader) {
        return new WatchControls(log, reader);
    }

    /**
     * Every alert was delivered in time, with a receipt. Broken if one was not, at risk while one is under way,
     * unproven while there is none; {@link AuditWatch#drill} makes one.
     *
     * @param within the longest time from detection to the receipt; positive
     * @return the control
     * @throws IllegalArgumentException if the time is not positive
     */
    public Control alertsDelivered(Duration within) {
        return new AlertControl(log, reader, AlertControl.Question.DELIVERED, requirePositive(within));
    }

    /**
     * Every alert led to a decision in time. Broken if one did not, at risk while one waits for it, unproven while
     * there is none. Drills and what the watch says of itself count too.
     *
     * @param within the longest time from detection to {@link AuditWatch#review}; positive
     * @return the control
     * @throws IllegalArgumentException if the time is not positive
     */
    public Control alertsReviewed(Duration within) {
        return new AlertControl(log, reader, AlertControl.Question.REVIEWED, requirePositive(within));
    }

    private static Duration requirePositive(Duration within) {
        if (within.isZero() || within.isNegative()) {
            throw new IllegalArgumentException("time is " + within + "; accepted is a positive duration");
        }
        return within;
    }
}
