package dev.compliancekit.audit.incident;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A personal data breach, as the log knows it.
 *
 * @param id what it is called, 1 to 200 characters
 * @param severity {@code low}, {@code medium}, {@code high} or {@code critical}
 * @param reason what happened, for those who are told; 1 to 1,024 characters without personal data
 * @param knownAt when somebody became aware of it, from which the time for its notification runs
 * @param index where the log says that it was opened
 */
@Immutable
public record Incident(String id, String severity, String reason, Instant knownAt, long index) {

    /** How long after becoming aware of a breach it must be notified: 72 hours (GDPR article 33(1)). */
    public static final Duration NOTIFY_WITHIN = Duration.ofDays(3);

    private static final int MAX_ID = 200;
    private static final int MAX_REASON = 1024;

    /**
     * Checks the texts.
     *
     * @param id what it is called
     * @param severity how bad it is; the log's vocabulary checks the word
     * @param reason what happened
     * @param knownAt when somebody became aware of it
     * @param index where the log says that it was opened, from 0
     * @throws IllegalArgumentException if a text is blank or too long, or the index is negative
     */
    public Incident {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(knownAt, "knownAt");
        requireText("id", id, MAX_ID);
        requireText("reason", reason, MAX_REASON);
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + "; accepted is 0 or more");
        }
    }

    static void requireText(String what, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new IllegalArgumentException("incident's " + what + " has " + text.length()
                    + " characters; accepted are 1 to " + max + ", not blank");
        }
    }

    /**
     * By when it must be notified.
     *
     * @return 72 hours after it was known
     */
    public Instant dueBy() {
        return knownAt.plus(NOTIFY_WITHIN);
    }
}
