package dev.compliancekit.audit.watch;

import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that somebody should look at. <em>Immutable.</em>
 *
 * @param tenant whose data or account it is about; the operator where it is about the watch itself
 * @param kind what it is about
 * @param about the series or the actor, for example {@code action sign-in} or {@code customer:u-1017}; it comes from
 *     events, so escape it where you show it
 * @param explanation one sentence with figures, without text from events
 * @param occurredAt when it began: the time of the event, or the start of the interval that was judged
 * @param detectedAt when the watch found it
 */
public record Alert(
        TenantId tenant, AlertKind kind, String about, String explanation, Instant occurredAt, Instant detectedAt) {

    static final int MAX_TEXT = 512;

    /**
     * Checks the texts.
     *
     * @param tenant whose data or account it is about
     * @param kind what it is about
     * @param about 1 to 512 characters
     * @param explanation 1 to 512 characters
     * @param occurredAt when it began
     * @param detectedAt when the watch found it
     * @throws IllegalArgumentException if a text is blank or too long
     */
    public Alert {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(detectedAt, "detectedAt");
        requireText("about", about);
        requireText("explanation", explanation);
    }

    private static void requireText(String what, String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("alert's " + what + " has " + text.length()
                    + " characters; accepted are 1 to " + MAX_TEXT + ", not blank");
        }
    }

    /**
     * How long it took to find.
     *
     * @return from {@link #occurredAt} to {@link #detectedAt}; negative if the clocks disagree
     */
    public Duration detectionDelay() {
        return Duration.between(occurredAt, detectedAt);
    }

    /** The tenant, the kind and the time of detection; without text from events. */
    @Override
    public String toString() {
        return "Alert[" + tenant + " " + kind.code() + " " + detectedAt + "]";
    }
}
