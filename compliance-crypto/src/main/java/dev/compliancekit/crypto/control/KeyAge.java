package dev.compliancekit.crypto.control;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.key.KeySummary;
import dev.compliancekit.crypto.spi.KeyPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the promise that no key seals data for longer than a time (NIST SP 800-57 part 1 section 5.3: cryptoperiod):
 * at risk when the oldest active key comes near the limit, broken when it is beyond.
 *
 * <p>As thread-safe as the inventory.
 */
public final class KeyAge implements Control {

    private final Supplier<List<KeySummary>> inventory;
    private final Duration limit;
    private final Duration warning;

    private KeyAge(Supplier<List<KeySummary>> inventory, Duration limit, Duration warning) {
        this.inventory = Objects.requireNonNull(inventory, "inventory");
        this.limit = limit;
        this.warning = warning;
    }

    /**
     * The control over an inventory.
     *
     * @param inventory all keys, for example {@code keys::inventory}; called at each assessment
     * @param limit the longest time that a key may be used, inclusive; positive
     * @param warning how long before the limit the promise is at risk; from zero to the limit
     * @return the control, as thread-safe as the inventory
     * @throws IllegalArgumentException if a duration is out of range
     */
    public static KeyAge atMost(Supplier<List<KeySummary>> inventory, Duration limit, Duration warning) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit of key age is " + limit + "; accepted is a positive duration");
        }
        if (warning.isNegative() || warning.compareTo(limit) > 0) {
            throw new IllegalArgumentException(
                    "warning before the limit is " + warning + "; accepted are durations from zero to the limit");
        }
        return new KeyAge(inventory, limit, warning);
    }

    /**
     * How the promise stands.
     *
     * @param asOf the instant to answer for
     * @return the standing, with the instant at which the oldest active key reaches the limit as deadline; unproven if
     *     there is no active key
     */
    @Override
    public Assessment assess(Instant asOf) {
        List<KeySummary> active = inventory.get().stream()
                .filter(key -> key.status() == KeyStatus.ACTIVE)
                // what wraps a tenant's keys seals no data, and is itself wrapped anew in every epoch
                .filter(key -> !key.purpose().equals(KeyPurpose.TENANT))
                .toList();
        Optional<KeySummary> oldest = active.stream().min(Comparator.comparing(KeySummary::createdAt));
        if (oldest.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "There is no active key.");
        }
        Instant end = oldest.get().createdAt().plus(limit);
        Duration age = Duration.between(oldest.get().createdAt(), asOf);
        return Assessment.of(standing(end, asOf), sentence(oldest.get(), age))
                .withFigure("active keys", Integer.toString(active.size()))
                .withFigure("age of the oldest key", age.toDays() + " days")
                .withDeadline(end);
    }

    private Standing standing(Instant end, Instant asOf) {
        if (asOf.isAfter(end)) {
            return Standing.BROKEN;
        }
        return asOf.isBefore(end.minus(warning)) ? Standing.KEPT : Standing.AT_RISK;
    }

    private String sentence(KeySummary oldest, Duration age) {
        return "The oldest active key is " + oldest.keyId() + " of tenant " + oldest.tenant() + ", " + age.toDays()
                + " days old; the limit is " + limit.toDays() + " days.";
    }
}
