package dev.compliancekit.retention.decision;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.compliancekit.retention.LegalHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that decides what happens to one record at an instant. Only what covers the record belongs here: which
 * rules, holds and duties do is the caller's to say. <em>Immutable.</em>
 */
public final class DecisionFacts {

    private final Instant asOf;
    private final List<RetentionRule> rules;
    private final List<HoldPeriod> holds;
    private final List<RetentionLock> locks;
    private final List<ErasureDuty> duties;

    private DecisionFacts(Builder builder) {
        asOf = builder.asOf;
        rules = List.copyOf(builder.rules);
        holds = List.copyOf(builder.holds);
        locks = List.copyOf(builder.locks);
        duties = List.copyOf(builder.duties);
    }

    /**
     * Begins the facts for a decision.
     *
     * @param asOf the instant to decide for
     * @return a builder without facts
     */
    public static Builder builder(Instant asOf) {
        return new Builder(asOf);
    }

    /**
     * The instant to decide for.
     *
     * @return the instant
     */
    public Instant asOf() {
        return asOf;
    }

    /**
     * The rules that apply to the record.
     *
     * @return the rules in the order given, unmodifiable
     */
    public List<RetentionRule> rules() {
        return rules;
    }

    /**
     * The locks on the record.
     *
     * @return the locks in the order given, unmodifiable
     */
    public List<RetentionLock> locks() {
        return locks;
    }

    /**
     * The duties to erase the record.
     *
     * @return the duties in the order given, unmodifiable
     */
    public List<ErasureDuty> duties() {
        return duties;
    }

    List<HoldPeriod> holds() {
        return holds;
    }

    /** Collects the facts. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final Instant asOf;
        private final List<RetentionRule> rules = new ArrayList<>();
        private final List<HoldPeriod> holds = new ArrayList<>();
        private final List<RetentionLock> locks = new ArrayList<>();
        private final List<ErasureDuty> duties = new ArrayList<>();
        private final Set<String> ruleIds = new HashSet<>();

        private Builder(Instant asOf) {
            this.asOf = Objects.requireNonNull(asOf, "asOf");
        }

        /**
         * Adds a rule that applies to the record.
         *
         * @param rule the rule
         * @return this builder
         * @throws IllegalArgumentException if a rule of the same id is there
         */
        @CanIgnoreReturnValue
        public Builder rule(RetentionRule rule) {
            if (!ruleIds.add(rule.id())) {
                throw new IllegalArgumentException(
                        "retention rule " + rule.id() + " is there twice; accepted is each id once");
            }
            rules.add(rule);
            return this;
        }

        /**
         * Adds a legal hold that covers the record, whether it is active or not.
         *
         * @param hold the hold
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder hold(LegalHold hold) {
            return hold(HoldPeriod.of(hold));
        }

        @CanIgnoreReturnValue
        Builder hold(HoldPeriod hold) {
            holds.add(hold);
            return this;
        }

        /**
         * Adds a lock on the record.
         *
         * @param lock the lock
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder lock(RetentionLock lock) {
            locks.add(Objects.requireNonNull(lock, "lock"));
            return this;
        }

        /**
         * Adds a duty to erase the record that stands at the instant to decide for.
         *
         * @param duty the duty
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder duty(ErasureDuty duty) {
            duties.add(Objects.requireNonNull(duty, "duty"));
            return this;
        }

        /**
         * The facts.
         *
         * @return the facts
         */
        public DecisionFacts build() {
            return new DecisionFacts(this);
        }
    }
}
