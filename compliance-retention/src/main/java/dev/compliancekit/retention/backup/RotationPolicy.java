package dev.compliancekit.retention.backup;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which copies rotation keeps: the newest of so many hours, days, weeks, months or years, those younger than a span,
 * those with a tag. What the rules mean in detail is the {@link RotationProfile}'s matter. A policy without any rule is
 * refused, as it would delete everything. <em>Immutable.</em>
 */
public final class RotationPolicy {

    private final Map<RotationPeriod, Integer> counts;
    private final Set<RotationPeriod> unlimited;
    private final @Nullable RotationSpan within;
    private final Map<RotationPeriod, RotationSpan> withins;
    private final List<List<String>> tags;

    private RotationPolicy(Builder builder) {
        counts = Collections.unmodifiableMap(new EnumMap<>(builder.counts));
        unlimited = Collections.unmodifiableSet(EnumSet.copyOf(builder.unlimited));
        within = builder.within;
        withins = Collections.unmodifiableMap(new EnumMap<>(builder.withins));
        tags = List.copyOf(builder.tags);
    }

    /**
     * Begins a policy.
     *
     * @return a builder without rules
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The counts.
     *
     * @return how many periods keep a copy, at least 1 each; unmodifiable, without the unlimited ones
     */
    public Map<RotationPeriod, Integer> counts() {
        return counts;
    }

    /**
     * The rules without a limit.
     *
     * @return the periods of which every one keeps a copy; unmodifiable
     */
    public Set<RotationPeriod> unlimited() {
        return unlimited;
    }

    /**
     * The age below which every copy is kept.
     *
     * @return the span, or empty if no rule says so
     */
    public Optional<RotationSpan> within() {
        return Optional.ofNullable(within);
    }

    /**
     * The ages below which one copy of each period is kept.
     *
     * @return the span for each period; unmodifiable
     */
    public Map<RotationPeriod, RotationSpan> withins() {
        return withins;
    }

    /**
     * The tags that keep a copy for ever.
     *
     * @return lists of tags; a copy is kept that has all of one list; unmodifiable
     */
    public List<List<String>> tags() {
        return tags;
    }

    boolean has(RotationPeriod period) {
        return counts.containsKey(period) || unlimited.contains(period) || withins.containsKey(period);
    }

    boolean hasUnlimited() {
        return !unlimited.isEmpty();
    }

    boolean countsByAge() {
        return within != null || !withins.isEmpty();
    }

    /** The rules in words, for errors and reports. */
    @Override
    public String toString() {
        List<String> rules = new ArrayList<>();
        for (RotationPeriod period : RotationPeriod.values()) {
            if (unlimited.contains(period)) {
                rules.add("unlimited " + period.word());
            } else if (counts.containsKey(period)) {
                rules.add(counts.get(period) + " " + period.word());
            }
        }
        within().ifPresent(span -> rules.add("within " + span));
        withins.forEach((period, span) -> rules.add(period.word() + " within " + span));
        tags.forEach(list -> rules.add("tags " + list));
        return String.join(", ", rules);
    }

    /** Collects the rules. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final Map<RotationPeriod, Integer> counts = new EnumMap<>(RotationPeriod.class);
        private final EnumSet<RotationPeriod> unlimited = EnumSet.noneOf(RotationPeriod.class);
        private @Nullable RotationSpan within;
        private final Map<RotationPeriod, RotationSpan> withins = new EnumMap<>(RotationPeriod.class);
        private final List<List<String>> tags = new ArrayList<>();

        private Builder() {}

        /**
         * Keeps the newest copy of so many periods; periods without a copy do not count.
         *
         * @param period of which period
         * @param count how many; zero takes the rule away
         * @return this builder
         * @throws IllegalArgumentException if the count is negative
         */
        @CanIgnoreReturnValue
        public Builder keep(RotationPeriod period, int count) {
            if (count < 0) {
                throw new IllegalArgumentException("rotation rule " + period.word() + " has the count " + count
                        + "; accepted are counts of zero and more");
            }
            unlimited.remove(period);
            if (count == 0) {
                counts.remove(period);
            } else {
                counts.put(period, count);
            }
            return this;
        }

        /**
         * Keeps the newest copy of every period.
         *
         * @param period of which period
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder keepAll(RotationPeriod period) {
            counts.remove(period);
            unlimited.add(Objects.requireNonNull(period, "period"));
            return this;
        }

        /**
         * Keeps every copy that is younger than a span.
         *
         * @param span how young
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder within(RotationSpan span) {
            within = Objects.requireNonNull(span, "span");
            return this;
        }

        /**
         * Keeps the newest copy of every period, as far as it is younger than a span.
         *
         * @param period of which period, not {@link RotationPeriod#LAST}
         * @param span how young
         * @return this builder
         * @throws IllegalArgumentException if the period is {@link RotationPeriod#LAST}
         */
        @CanIgnoreReturnValue
        public Builder within(RotationPeriod period, RotationSpan span) {
            if (period == RotationPeriod.LAST) {
                throw new IllegalArgumentException("rotation rule within is not for last; accepted is within without a "
                        + "period, or hourly to yearly");
            }
            withins.put(period, Objects.requireNonNull(span, "span"));
            return this;
        }

        /**
         * Keeps every copy that has all of these tags.
         *
         * @param all at least one tag; copied
         * @return this builder
         * @throws IllegalArgumentException if there is none
         */
        @CanIgnoreReturnValue
        public Builder tagged(List<String> all) {
            if (all.isEmpty()) {
                throw new IllegalArgumentException("rotation rule names no tag; accepted is at least one");
            }
            tags.add(List.copyOf(all));
            return this;
        }

        /**
         * The policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if it has no rule
         */
        public RotationPolicy build() {
            RotationPolicy policy = new RotationPolicy(this);
            if (counts.isEmpty() && unlimited.isEmpty() && !policy.countsByAge() && tags.isEmpty()) {
                throw new IllegalArgumentException("rotation policy has no rule and would delete every copy; accepted "
                        + "is at least one rule with a count of 1 or more, a span or a tag");
            }
            return policy;
        }
    }
}
