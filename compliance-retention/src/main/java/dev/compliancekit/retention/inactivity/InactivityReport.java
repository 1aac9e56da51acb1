package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/**
 * What a run over inactive accounts did, or why it did nothing.
 *
 * @param asOf when it ran
 * @param ending how it ended
 * @param explanation one sentence for a person
 * @param counts what it saw and did
 */
@Immutable
public record InactivityReport(Instant asOf, Ending ending, String explanation, Counts counts) {

    /** How a run ended. Only a completed one has expired anything. */
    public enum Ending {
        /** Everything due was done. */
        COMPLETED,
        /** The clock shows less than at the last run. */
        STOPPED_CLOCK_WENT_BACK,
        /** The clock shows so much more than at the last run that it may be wrong. */
        STOPPED_CLOCK_JUMPED,
        /** More accounts would expire than a run may without somebody looking. */
        STOPPED_TOO_MANY
    }

    /**
     * What a run saw and did.
     *
     * @param accounts that can be signed in to
     * @param exempt of them, that never expire
     * @param warned of them, that have the receipt of the warning now due
     * @param notWarned of them, whose warning could not be delivered
     * @param expiring of them, that are past their period and may expire now
     * @param expired that were closed
     * @param postponed that are past their period and wait for the time that a late warning gives, or for the warning
     */
    @Immutable
    public record Counts(
            int accounts, int exempt, int warned, int notWarned, int expiring, int expired, int postponed) {}

    /**
     * Checks that nothing is missing.
     *
     * @param asOf when it ran
     * @param ending how it ended
     * @param explanation one sentence for a person
     * @param counts what it saw and did
     */
    public InactivityReport {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(counts, "counts");
    }

    /**
     * Whether somebody has to look before anything expires.
     *
     * @return true unless it completed
     */
    public boolean isStopped() {
        return ending != Ending.COMPLETED;
    }
}
