package dev.compliancekit.core.promise;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control of what software cannot see: somebody says that a promise is kept, until when that may be relied on, and
 * where the evidence lies. <em>Immutable.</em>
 *
 * <p>As time moves it is {@link Standing#UNPROVEN} before its validity starts, {@link Standing#KEPT},
 * {@link Standing#AT_RISK} from its lead time before its end, and {@link Standing#LAPSED} from its end on, for ever. It
 * ends with its {@link Validity} or, under a {@link Requirement.Cadence}, at the start of the day by which the next
 * occurrence is due, whichever comes first; one that has ended before it starts is lapsed from its start. Where its
 * occurrences do not meet a requirement it is unproven until it lapses. All intervals are half-open.
 */
public final class Attestation implements Control {

    private final String promiseId;
    private final Validity validity;
    private final String attestor;
    private final String statement;
    private final String evidence;
    private final List<Occurrence> occurrences;
    private final List<Requirement> requirements;

    private Attestation(Builder builder) {
        this.promiseId = builder.promiseId;
        this.validity = builder.validity;
        this.attestor = required("attestor", builder.attestor);
        this.statement = required("statement", builder.statement);
        this.evidence = required("evidence", builder.evidence);
        this.occurrences = List.copyOf(builder.occurrences);
        this.requirements = List.copyOf(builder.requirements);
        for (Occurrence occurrence : occurrences) {
            if (occurrence.on().isAfter(validity.from())) {
                throw new IllegalArgumentException("attestation of " + promiseId + " from " + validity.from()
                        + " names an occurrence on " + occurrence.on() + "; accepted are days up to its first");
            }
        }
    }

    private String required(String name, @Nullable String text) {
        String value = text == null ? "" : text;
        Texts.requireText("attestation of " + promiseId, name, value);
        return value;
    }

    /**
     * Starts an attestation.
     *
     * @param promiseId the promise attested to, for example {@code B13}
     * @param validity from when to when it counts
     * @return a builder without attestor, statement and evidence, all three of which are required
     */
    public static Builder builder(String promiseId, Validity validity) {
        return new Builder(promiseId, validity);
    }

    /** Collects the parts of an attestation. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {
        private final String promiseId;
        private final Validity validity;
        private final List<Occurrence> occurrences = new ArrayList<>();
        private final List<Requirement> requirements = new ArrayList<>();
        private @Nullable String attestor;
        private @Nullable String statement;
        private @Nullable String evidence;

        private Builder(String promiseId, Validity validity) {
            this.promiseId = Objects.requireNonNull(promiseId, "promiseId");
            this.validity = Objects.requireNonNull(validity, "validity");
        }

        /**
         * Sets who attests.
         *
         * @param who a role or a person, for example {@code head of operations}
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder attestor(String who) {
            this.attestor = Objects.requireNonNull(who, "who");
            return this;
        }

        /**
         * Sets what is attested.
         *
         * @param what one or two sentences
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder statement(String what) {
            this.statement = Objects.requireNonNull(what, "what");
            return this;
        }

        /**
         * Sets where the evidence lies.
         *
         * @param reference the digest of a document, or its reference
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder evidence(String reference) {
            this.evidence = Objects.requireNonNull(reference, "reference");
            return this;
        }

        /**
         * Adds a time that it was done.
         *
         * @param occurrence when, by whom, with what evidence; on the first day of the validity or before
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder occurrence(Occurrence occurrence) {
            this.occurrences.add(Objects.requireNonNull(occurrence, "occurrence"));
            return this;
        }

        /**
         * Adds what is checked about the occurrences.
         *
         * @param requirement what they must meet
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder requirement(Requirement requirement) {
            this.requirements.add(Objects.requireNonNull(requirement, "requirement"));
            return this;
        }

        /**
         * Makes the attestation.
         *
         * @return the attestation
         * @throws IllegalArgumentException if attestor, statement or evidence is missing or blank, or an occurrence is
         *     later than the first day of the validity: nobody can attest to what has not happened
         */
        public Attestation build() {
            return new Attestation(this);
        }
    }

    /**
     * The same under more requirements, for example those of the promise.
     *
     * @param more what its occurrences must meet as well; copied
     * @return the changed copy
     */
    public Attestation requiring(List<Requirement> more) {
        Builder copy = builder(promiseId, validity)
                .attestor(attestor)
                .statement(statement)
                .evidence(evidence);
        occurrences.forEach(copy::occurrence);
        requirements.forEach(copy::requirement);
        more.forEach(copy::requirement);
        return copy.build();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The deadline is the instant at which it ends; a new attestation that is valid from that day on leaves no gap.
     */
    @Override
    public Assessment assess(Instant asOf) {
        if (asOf.isBefore(validity.startsAt())) {
            return assessment(
                    Standing.UNPROVEN, "the attestation by " + attestor + " is valid only from " + validity.from());
        }
        LocalDate end = end();
        return standing(asOf, end).withDeadline(validity.startOf(end));
    }

    /** The first instant at which it no longer counts, requirements included. */
    Instant endsAt() {
        return validity.startOf(end());
    }

    private LocalDate end() {
        return Requirements.end(validity.end(), requirements, occurrences);
    }

    private Assessment standing(Instant asOf, LocalDate end) {
        if (!asOf.isBefore(validity.startOf(end))) {
            return assessment(Standing.LAPSED, "the attestation by " + attestor + " ran out on " + end);
        }
        Optional<String> shortcoming = Requirements.shortcoming(requirements, occurrences);
        if (shortcoming.isPresent()) {
            return assessment(Standing.UNPROVEN, shortcoming.get());
        }
        boolean soon = !asOf.isBefore(validity.startOf(end.minus(validity.leadTime())));
        return assessment(
                soon ? Standing.AT_RISK : Standing.KEPT,
                soon ? "the attestation by " + attestor + " runs out on " + end : attestor + " attests: " + statement);
    }

    private Assessment assessment(Standing standing, String reason) {
        Assessment sum = Assessment.of(standing, reason).withEvidence(evidence);
        for (Occurrence occurrence : occurrences) {
            sum = sum.withEvidence(occurrence.on() + ", " + occurrence.by() + ": " + occurrence.evidence());
        }
        return sum;
    }

    /**
     * The promise attested to.
     *
     * @return its id
     */
    public String promiseId() {
        return promiseId;
    }

    /**
     * From when to when it counts.
     *
     * @return the validity as it was given, before any requirement
     */
    public Validity validity() {
        return validity;
    }

    /**
     * Who attests.
     *
     * @return a role or a person
     */
    public String attestor() {
        return attestor;
    }

    /**
     * What is attested.
     *
     * @return the sentences
     */
    public String statement() {
        return statement;
    }

    /**
     * Where the evidence lies.
     *
     * @return a digest or a reference
     */
    public String evidence() {
        return evidence;
    }

    /**
     * The times that it was done.
     *
     * @return the occurrences in the order they were added, unmodifiable
     */
    public List<Occurrence> occurrences() {
        return occurrences;
    }

    /** The promise, the attestor and the days. */
    @Override
    public String toString() {
        return promiseId + " by " + attestor + " from " + validity.from() + " to before " + validity.end();
    }
}
