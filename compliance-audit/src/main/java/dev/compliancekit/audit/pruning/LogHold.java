package dev.compliancekit.audit.pruning;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/**
 * A legal hold on the log entries of one tenant.
 *
 * @param id the hold's id, 1 to 256 characters
 * @param reason why, 1 to 1,024 characters
 * @param from entries recorded from this instant on are held
 * @param toExclusive and before this one; {@link Instant#MAX} for a hold without an end
 */
@Immutable
public record LogHold(String id, String reason, Instant from, Instant toExclusive) {

    private static final int MAX_ID = 256;
    private static final int MAX_REASON = 1024;

    /**
     * Checks the texts and the order of the instants.
     *
     * @param id the hold's id
     * @param reason why
     * @param from from when on entries are held
     * @param toExclusive before when they are
     * @throws IllegalArgumentException if a text is blank or too long, or nothing lies between the instants
     */
    public LogHold {
        Objects.requireNonNull(from, "from");
        requireText("id", id, MAX_ID);
        requireText("reason", reason, MAX_REASON);
        if (!toExclusive.isAfter(from)) {
            throw new IllegalArgumentException(
                    "hold is from " + from + " to " + toExclusive + "; accepted is an end after the start");
        }
    }

    private static void requireText(String what, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new IllegalArgumentException("hold's " + what + " has " + text.length()
                    + " characters; accepted are 1 to " + max + ", not blank");
        }
    }

    /**
     * A hold on everything of the tenant, whenever recorded.
     *
     * @param id the hold's id
     * @param reason why
     * @return the hold
     * @throws IllegalArgumentException if a text is blank or too long
     */
    public static LogHold onAll(String id, String reason) {
        return new LogHold(id, reason, Instant.MIN, Instant.MAX);
    }

    /**
     * Whether an entry is held.
     *
     * @param recordedAt when it was recorded
     * @return true if that lies within the hold
     */
    public boolean holds(Instant recordedAt) {
        return !recordedAt.isBefore(from) && recordedAt.isBefore(toExclusive);
    }
}
