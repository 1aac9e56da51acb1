package dev.compliancekit.retention.backup;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/**
 * A rehearsal: a copy was restored somewhere and compared with what it should hold.
 *
 * @param copy the id of the copy in the catalogue, not blank
 * @param finishedAt when the comparison was done
 * @param result what it showed
 * @param evidence where to look, for example a report with its digest; no personal data, not blank
 */
@Immutable
public record RestoreDrill(String copy, Instant finishedAt, Result result, String evidence) {

    /** What a rehearsal showed. */
    public enum Result {
        /** What was restored is what the copy should hold, by its digest. */
        EQUAL,
        /** Something was restored and differs. */
        DIFFERENT,
        /** Nothing could be restored. */
        FAILED
    }

    /**
     * Checks the parts.
     *
     * @param copy the id of the copy in the catalogue
     * @param finishedAt when the comparison was done
     * @param result what it showed
     * @param evidence where to look
     * @throws IllegalArgumentException if the copy or the evidence is blank
     */
    public RestoreDrill {
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(result, "result");
        if (copy.isBlank() || evidence.isBlank()) {
            throw new IllegalArgumentException("restore drill names no copy or no evidence; accepted is text in both");
        }
    }
}
