package dev.compliancekit.retention.backup;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A copy kept to restore from, as far as rotation looks at it. <em>Immutable.</em>
 *
 * @param id its name, not blank; no personal data
 * @param takenAt when it was taken, with the offset that its maker's clock had, in the years 1 to 9999
 * @param tags what it was tagged with, sorted, unmodifiable
 */
public record Snapshot(String id, OffsetDateTime takenAt, Set<String> tags) {

    private static final int LAST_YEAR = 9999;

    /**
     * Copies the tags and checks the parts.
     *
     * @param id its name, not blank
     * @param takenAt when it was taken
     * @param tags what it was tagged with; copied
     * @throws IllegalArgumentException if the id is blank or the time lies outside the years 1 to 9999
     */
    public Snapshot {
        Objects.requireNonNull(takenAt, "takenAt");
        if (id.isBlank()) {
            throw new IllegalArgumentException("snapshot has a blank id; accepted is a name");
        }
        if (takenAt.getYear() < 1 || takenAt.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "snapshot was taken outside the calendar; accepted are the years 1 to 9999");
        }
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
    }

    /**
     * A copy without tags.
     *
     * @param id its name, not blank
     * @param takenAt when it was taken
     * @return the snapshot
     */
    public static Snapshot of(String id, OffsetDateTime takenAt) {
        return new Snapshot(id, takenAt, Set.of());
    }
}
