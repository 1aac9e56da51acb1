package dev.compliancekit.retention.backup;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/**
 * A copy that was expected and is not there.
 *
 * @param source what should have been copied
 * @param expectedAt when
 * @param latest until when it would have been in time
 */
@Immutable
public record MissedBackup(String source, Instant expectedAt, Instant latest) {

    /**
     * Checks that all are there.
     *
     * @param source what should have been copied
     * @param expectedAt when
     * @param latest until when it would have been in time
     */
    public MissedBackup {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(expectedAt, "expectedAt");
        Objects.requireNonNull(latest, "latest");
    }
}
