package dev.compliancekit.retention;

import dev.compliancekit.core.RecordClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An order to keep data, whatever their retention (FRCP 37(e); GDPR Art. 17(3)(e)): whose, which record classes, kept
 * by whom, why, since when. It suspends erasure until it is released and any delay after the release is over.
 * <em>Immutable.</em>
 */
public final class LegalHold {

    private static final int MAX_ID = 128;

    private final String id;
    private final HoldReach reach;
    private final String reason;
    private final Instant placedAt;
    private final @Nullable Instant releasedAt;
    private final Duration delay;

    private LegalHold(
            String id, HoldReach reach, String reason, Instant placedAt, @Nullable Instant releasedAt, Duration delay) {
        this.id = id;
        this.reach = reach;
        this.reason = reason;
        this.placedAt = placedAt;
        this.releasedAt = releasedAt;
        this.delay = delay;
    }

    /**
     * Places a hold on every record class.
     *
     * @param id the matter, for example {@code case-2026-17}; 1 to 128 visible ASCII characters, no personal data
     * @param scope whose data
     * @param reason why, one sentence; no personal data, not blank
     * @param placedAt since when it applies
     * @return the hold
     * @throws IllegalArgumentException if the id is not accepted or the reason is blank
     */
    public static LegalHold place(String id, Scope scope, String reason, Instant placedAt) {
        if (id.length() > MAX_ID || !id.matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    "legal hold has an id that is not accepted; accepted are 1 to 128 visible ASCII characters");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("legal hold " + id + " has no reason; accepted is one sentence");
        }
        return new LegalHold(
                id, HoldReach.all(scope), reason, Objects.requireNonNull(placedAt, "placedAt"), null, Duration.ZERO);
    }

    /**
     * The same for some record classes only.
     *
     * @param classes at least one; copied
     * @return the changed copy
     * @throws IllegalArgumentException if there is none
     */
    public LegalHold onlyFor(Collection<RecordClass> classes) {
        if (classes.isEmpty()) {
            throw new IllegalArgumentException(
                    "legal hold " + id + " is narrowed to no record class; accepted is at least one");
        }
        HoldReach narrowed = new HoldReach(reach.scope(), new TreeSet<>(classes), reach.custodians());
        return new LegalHold(id, narrowed, reason, placedAt, releasedAt, delay);
    }

    /**
     * The same for what some custodians keep only.
     *
     * @param keepers at least one; copied
     * @return the changed copy
     * @throws IllegalArgumentException if there is none
     */
    public LegalHold onlyKeptBy(Collection<Custodian> keepers) {
        if (keepers.isEmpty()) {
            throw new IllegalArgumentException(
                    "legal hold " + id + " is narrowed to no custodian; accepted is at least one");
        }
        HoldReach narrowed = new HoldReach(reach.scope(), reach.recordClasses(), new TreeSet<>(keepers));
        return new LegalHold(id, narrowed, reason, placedAt, releasedAt, delay);
    }

    /**
     * The same with a delay during which the data stay protected after the release.
     *
     * @param afterRelease zero or longer
     * @return the changed copy
     * @throws IllegalArgumentException if it is negative
     */
    public LegalHold withDelay(Duration afterRelease) {
        if (afterRelease.isNegative()) {
            throw new IllegalArgumentException(
                    "legal hold " + id + " has a negative delay; accepted are durations of zero or longer");
        }
        return new LegalHold(id, reach, reason, placedAt, releasedAt, afterRelease);
    }

    /**
     * Releases the hold.
     *
     * @param at from when it no longer applies, the delay apart; not before it was placed
     * @return the changed copy
     * @throws IllegalArgumentException if that is before it was placed
     */
    public LegalHold released(Instant at) {
        if (at.isBefore(placedAt)) {
            throw new IllegalArgumentException(
                    "legal hold " + id + " is released before it was placed; accepted is the same instant or later");
        }
        return new LegalHold(id, reach, reason, placedAt, at, delay);
    }

    /**
     * The matter.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Whose data.
     *
     * @return the scope
     */
    public Scope scope() {
        return reach.scope();
    }

    /**
     * The record classes that it was narrowed to.
     *
     * @return the classes in order, none if it is about all; unmodifiable
     */
    public SortedSet<RecordClass> recordClasses() {
        return reach.recordClasses();
    }

    /**
     * The custodians that it was narrowed to.
     *
     * @return the custodians in order, none if it is about all; unmodifiable
     */
    public SortedSet<Custodian> custodians() {
        return reach.custodians();
    }

    /**
     * How long the data stay protected after the release.
     *
     * @return zero or longer
     */
    public Duration delay() {
        return delay;
    }

    /**
     * Why.
     *
     * @return one sentence
     */
    public String reason() {
        return reason;
    }

    /**
     * Since when it applies.
     *
     * @return the instant
     */
    public Instant placedAt() {
        return placedAt;
    }

    /**
     * When it was released.
     *
     * @return the instant, or empty if it was not
     */
    public Optional<Instant> releasedAt() {
        return Optional.ofNullable(releasedAt);
    }

    /**
     * Until when the data are protected: the release and the delay after it.
     *
     * @return the first instant at which it no longer protects, or empty while it is not released
     */
    public Optional<Instant> protectsUntil() {
        return releasedAt().map(at -> at.plus(delay));
    }

    /**
     * Whether the hold protects at an instant.
     *
     * @param asOf the instant to answer for
     * @return true from when it was placed until the release and the delay are over
     */
    public boolean isActive(Instant asOf) {
        return !asOf.isBefore(placedAt) && protectsUntil().map(asOf::isBefore).orElse(true);
    }

    /**
     * Whether the hold is about a record class.
     *
     * @param recordClass the class
     * @return true if it was not narrowed, or narrowed to classes among which this is
     */
    public boolean covers(RecordClass recordClass) {
        return recordClasses().isEmpty() || recordClasses().contains(recordClass);
    }

    /**
     * Whether the hold is about what a custodian keeps.
     *
     * @param custodian who keeps it
     * @return true if it was not narrowed, or narrowed to custodians among whom this is
     */
    public boolean covers(Custodian custodian) {
        return custodians().isEmpty() || custodians().contains(custodian);
    }

    /**
     * Whether erasing would destroy something that the hold protects, whoever keeps it.
     *
     * @param erased whose data would be erased
     * @param classes the record classes in the store; none means that they are not known
     * @param asOf the instant to answer for
     * @return true if the hold is active, the scopes overlap, and a class is covered or not known
     */
    public boolean protects(Scope erased, Set<RecordClass> classes, Instant asOf) {
        return protects(erased, classes, Set.of(), asOf);
    }

    /**
     * Whether erasing would destroy something that the hold protects.
     *
     * @param erased whose data would be erased
     * @param classes the record classes in the store; none means that they are not known
     * @param keepers who keeps the store; none means that it is not known
     * @param asOf the instant to answer for
     * @return true if the hold is active, the scopes overlap, and a class and a custodian are covered or not known
     */
    public boolean protects(Scope erased, Set<RecordClass> classes, Set<Custodian> keepers, Instant asOf) {
        return isActive(asOf) && reach.meets(erased, classes, keepers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LegalHold that
                && id.equals(that.id)
                && reach.equals(that.reach)
                && reason.equals(that.reason)
                && placedAt.equals(that.placedAt)
                && Objects.equals(releasedAt, that.releasedAt)
                && delay.equals(that.delay);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, reach, reason, placedAt, releasedAt, delay);
    }

    /** The id and the scope. */
    @Override
    public String toString() {
        return id + " on " + scope();
    }
}
