package dev.compliancekit.retention.backup;

import java.time.Instant;
import java.util.Collection;

/** What knows which copies exist: the list of a backup program, or a table that its runs write. Thread-safe. */
@FunctionalInterface
public interface BackupCatalogue {

    /**
     * When copies of a source were taken that are complete and could be restored from.
     *
     * @param source the source
     * @param from the first instant that counts
     * @param toExclusive the first instant that no longer counts
     * @return the instants, in any order
     * @throws RuntimeException if the catalogue cannot be asked; it never answers with an empty list then
     */
    Collection<Instant> takenAt(String source, Instant from, Instant toExclusive);
}
