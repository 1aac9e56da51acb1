package dev.compliancekit.audit.pruning;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Objects;

/**
 * How long a log keeps its entries: at least for the floor, at most for the ceiling, both counted from when an entry
 * was recorded. Since whole bundles of 256 entries go at once, an entry may stay longer than the ceiling where fewer
 * than 256 were recorded in between; the control says so.
 *
 * @param floor no younger entry is removed; positive, for example 12 months
 * @param ceiling an older entry should be gone; longer than the floor
 * @param zone where days are counted
 */
@Immutable
public record LogRetention(Period floor, Period ceiling, ZoneId zone) {

    private static final LocalDate SOME_DAY = LocalDate.of(2001, 1, 1);

    /**
     * Checks the order.
     *
     * @param floor no younger entry is removed
     * @param ceiling an older entry should be gone
     * @param zone where days are counted
     * @throws IllegalArgumentException if the floor is not positive, or the ceiling not longer
     */
    public LogRetention {
        Objects.requireNonNull(zone, "zone");
        if (floor.isZero() || floor.isNegative()) {
            throw new IllegalArgumentException("floor is " + floor + "; accepted is a positive period");
        }
        if (!SOME_DAY.plus(ceiling).isAfter(SOME_DAY.plus(floor))) {
            throw new IllegalArgumentException(
                    "ceiling is " + ceiling + " and floor " + floor + "; accepted is a ceiling longer than the floor");
        }
    }

    /**
     * Until when an entry must be kept.
     *
     * @param recordedAt when it was recorded
     * @return the first instant at which it may be removed
     */
    public Instant keptUntil(Instant recordedAt) {
        return recordedAt.atZone(zone).plus(floor).toInstant();
    }

    /**
     * From when on an entry is too old.
     *
     * @param recordedAt when it was recorded
     * @return the first instant at which it should be gone
     */
    public Instant goneBy(Instant recordedAt) {
        return recordedAt.atZone(zone).plus(ceiling).toInstant();
    }

    /** Floor, ceiling and zone on one line, as the log's own event names the policy. */
    @Override
    public String toString() {
        return "floor " + floor + ", ceiling " + ceiling + ", zone " + zone;
    }
}
