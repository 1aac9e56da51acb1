package dev.compliancekit.crypto.control;

import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.key.EpochSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the promise that erased data are gone from backups within a time, as far as they are sealed: no copy of the
 * key store, however old, opens a shredded key any more. It follows from the epochs: the oldest key of an epoch that is
 * not destroyed tells how far back a copy of the key store can still be opened.
 *
 * <p>As thread-safe as the supplier.
 */
public final class ShreddingReach implements Control {

    private final Supplier<List<EpochSummary>> epochs;
    private final EpochPolicy policy;
    private final Duration promised;

    private ShreddingReach(Supplier<List<EpochSummary>> epochs, EpochPolicy policy, Duration promised) {
        this.epochs = Objects.requireNonNull(epochs, "epochs");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.promised = promised;
    }

    /**
     * The control over the epochs of a key store.
     *
     * @param epochs all epochs, for example {@code keys.epochs()::list}; called at each assessment
     * @param policy by which {@code Epochs.advance} is run
     * @param promised how long after a key was shredded a copy of it may still be opened, inclusive; positive
     * @return the control, as thread-safe as the supplier
     * @throws IllegalArgumentException if the promised time is not positive
     */
    public static ShreddingReach within(Supplier<List<EpochSummary>> epochs, EpochPolicy policy, Duration promised) {
        if (promised.isNegative() || promised.isZero()) {
            throw new IllegalArgumentException("promised is " + promised + "; accepted is a positive duration");
        }
        return new ShreddingReach(epochs, policy, promised);
    }

    /**
     * How the promise stands. Broken if the policy allows more than is promised, or if the key of an epoch lives on in
     * which a key could have been shredded longer ago than is promised; at risk if a run of {@code Epochs.advance} is
     * late; unproven if there are no epochs or they cannot be read.
     *
     * @param asOf the instant to answer for
     * @return the standing, with the instant by which the oldest epoch's key must be destroyed as deadline
     */
    @Override
    public Assessment assess(Instant asOf) {
        Optional<EpochSummary> oldest;
        try {
            oldest = epochs.get().stream()
                    .filter(epoch -> epoch.destroyedAt().isEmpty())
                    .findFirst();
        } catch (ComplianceException e) {
            return Assessment.of(Standing.UNPROVEN, "The epochs cannot be read: " + e.getMessage() + ".");
        }
        if (oldest.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "There are no epochs.");
        }
        return judge(oldest.get(), asOf)
                .withFigure("shredded keys unreadable after", hours(policy.reach()))
                .withFigure("promised", hours(promised))
                .withFigure(
                        "age of the oldest epoch key",
                        hours(Duration.between(oldest.get().startedAt(), asOf)))
                .withFigure("time to restore the newest backup of the key store", hours(policy.timeToRestore()))
                .withDeadline(oldest.get().startedAt().plus(promised));
    }

    private Assessment judge(EpochSummary oldest, Instant asOf) {
        if (policy.reach().compareTo(promised) > 0) {
            return Assessment.of(
                    Standing.BROKEN,
                    "By the policy a copy of a shredded key can be opened for up to " + hours(policy.reach())
                            + "; promised are " + hours(promised) + ".");
        }
        String epoch = "The key of epoch " + oldest.number() + ", which began " + oldest.startedAt() + ", ";
        if (asOf.isAfter(oldest.startedAt().plus(promised))) {
            return Assessment.of(Standing.BROKEN, epoch + "is not destroyed; it should have been by now.");
        }
        return asOf.isAfter(policy.unreadableAfter(oldest.startedAt()))
                ? Assessment.of(Standing.AT_RISK, epoch + "is not destroyed; a run that does it is late.")
                : Assessment.of(
                        Standing.KEPT,
                        "No copy of the key store from before epoch " + oldest.number() + " can be opened.");
    }

    private static String hours(Duration duration) {
        return duration.toHours() + " hours";
    }
}
