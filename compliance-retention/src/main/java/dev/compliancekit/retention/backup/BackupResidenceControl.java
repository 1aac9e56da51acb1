package dev.compliancekit.retention.backup;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether backups can be unreadable in the time promised, by arithmetic: how long a copy lives and how late production
 * is erased, against the promise. It says nothing about single erasures; an {@code ErasureDeadlineControl} over the
 * backup stores does. <em>Thread-safe</em> if the source is.
 */
public final class BackupResidenceControl implements Control {

    private final Function<Instant, Optional<BackupResidence>> residence;
    private final Duration promised;
    private final Duration productionErasedAfter;

    private BackupResidenceControl(
            Function<Instant, Optional<BackupResidence>> residence, Duration promised, Duration productionErasedAfter) {
        this.residence = Objects.requireNonNull(residence, "residence");
        this.promised = Objects.requireNonNull(promised, "promised");
        this.productionErasedAfter = Objects.requireNonNull(productionErasedAfter, "productionErasedAfter");
    }

    /**
     * A control over a promise about backups.
     *
     * @param residence how long a copy lives, as it is configured at an instant; empty if that is not known
     * @param promised within which time no copy may be readable, counted from the request
     * @param productionErasedAfter how long after the request production is erased at the latest; zero if the promise
     *     counts from the hard deletion
     * @return the control
     */
    public static BackupResidenceControl of(
            Function<Instant, Optional<BackupResidence>> residence, Duration promised, Duration productionErasedAfter) {
        return new BackupResidenceControl(residence, promised, productionErasedAfter);
    }

    @Override
    public Assessment assess(Instant asOf) {
        Optional<BackupResidence> known = residence.apply(asOf);
        if (known.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "how long a backup copy lives is not known");
        }
        BackupResidence actual = known.get();
        Duration together = productionErasedAfter.plus(actual.longest());
        boolean fits = actual.fits(promised, productionErasedAfter);
        return Assessment.of(
                        fits ? Standing.KEPT : Standing.BROKEN,
                        "production erased after " + hours(productionErasedAfter) + " and copies readable for "
                                + hours(actual.longest()) + " by " + actual.means() + " make " + hours(together)
                                + (fits ? ", within " : ", more than ") + hours(promised))
                .withFigure("longest life of a copy", hours(actual.longest()))
                .withFigure("last copy unreadable after", hours(together))
                .withFigure("promised", hours(promised));
    }

    private static String hours(Duration duration) {
        return duration.toSecondsPart() == 0 && duration.toMinutesPart() == 0
                ? duration.toHours() + " h"
                : duration.toString();
    }
}
