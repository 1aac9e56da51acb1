package dev.compliancekit.retention.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a record, by when, who decided it and why. A pure function of its {@link DecisionFacts}: holds and
 * locks first, then the longest retention that does not yield to a duty to erase, then the closest and shortest delete
 * action or the earliest duty. Periods are half-open: kept while {@code t < end}. <em>Immutable.</em>
 */
public final class RetentionDecision {

    private static final Disposition RETAIN = new Disposition.Retain();
    private static final Disposition KEEP = new Disposition.Keep();

    private final DecisionFacts facts;
    private final Disposition disposition;
    private final DecisionLevel level;
    private final List<String> decidedBy;
    private final @Nullable Instant deleteAt;
    private final @Nullable Instant retainUntil;
    private final @Nullable RetentionRule deleteAction;
    private final @Nullable ErasureDuty duty;
    private final Breach breach;

    private RetentionDecision(DecisionFacts facts) {
        this.facts = facts;
        Protections protections = Protections.of(facts);
        DeleteActions actions = DeleteActions.of(facts);
        deleteAction = actions.decisive();
        duty = actions.duty();
        retainUntil = protections.retainUntil();
        Instant target = actions.target();
        Instant protectedUntil = protections.end();
        if (protections.isOpen()) {
            deleteAt = null;
        } else {
            deleteAt = target != null && protectedUntil != null && protectedUntil.isAfter(target)
                    ? protectedUntil
                    : target;
        }
        disposition = disposition(protections, target);
        if (disposition instanceof Disposition.Keep) {
            level = DecisionLevel.NONE;
            decidedBy = List.of();
        } else if (protections.isOpen()
                || target == null
                || (protectedUntil != null && protectedUntil.isAfter(target))) {
            level = protections.level();
            decidedBy = protections.decidedBy();
        } else {
            level = actions.level();
            decidedBy = List.of(actions.decidedBy());
        }
        breach = breach(protections);
    }

    /**
     * Decides.
     *
     * @param facts everything that counts
     * @return the decision
     */
    public static RetentionDecision of(DecisionFacts facts) {
        return new RetentionDecision(facts);
    }

    private Disposition disposition(Protections protections, @Nullable Instant target) {
        if (protections.isProtected(facts.asOf())) {
            return RETAIN;
        }
        if (target == null || deleteAt == null) {
            return KEEP;
        }
        return facts.asOf().isBefore(deleteAt) ? new Disposition.Wait(deleteAt) : new Disposition.Delete(deleteAt);
    }

    /** Done at the due instant is in time; what a protection deferred is due when that ends. */
    private Breach breach(Protections protections) {
        if (duty == null || !facts.asOf().isAfter(duty.due())) {
            return Breach.NONE;
        }
        if (protections.isOpen()) {
            return Breach.DEFERRED_LAWFULLY;
        }
        Instant protectedUntil = protections.end();
        return protectedUntil != null
                        && protectedUntil.isAfter(duty.due())
                        && !facts.asOf().isAfter(protectedUntil)
                ? Breach.DEFERRED_LAWFULLY
                : Breach.OVERDUE;
    }

    /**
     * What was decided on.
     *
     * @return the facts
     */
    public DecisionFacts facts() {
        return facts;
    }

    /**
     * What happens to the record.
     *
     * @return the disposition
     */
    public Disposition disposition() {
        return disposition;
    }

    /**
     * Which step of the table decided.
     *
     * @return the level
     */
    public DecisionLevel level() {
        return level;
    }

    /**
     * The rule, holds, lock or duty that decided.
     *
     * @return the ids, none if nothing decided; unmodifiable
     */
    public List<String> decidedBy() {
        return decidedBy;
    }

    /**
     * From when the record is to be deleted.
     *
     * @return the instant; empty while a hold is open, or if nothing deletes the record
     */
    public Optional<Instant> deleteAt() {
        return Optional.ofNullable(deleteAt);
    }

    /**
     * Until when retention and locks keep the record, holds apart.
     *
     * @return the first instant at which they no longer do, or empty if none counts
     */
    public Optional<Instant> retainUntil() {
        return Optional.ofNullable(retainUntil);
    }

    /**
     * The rule whose delete action counts.
     *
     * @return the rule, or empty if none deletes
     */
    public Optional<RetentionRule> deleteAction() {
        return Optional.ofNullable(deleteAction);
    }

    /**
     * The duty to erase that is due first.
     *
     * @return the duty, or empty if there is none
     */
    public Optional<ErasureDuty> duty() {
        return Optional.ofNullable(duty);
    }

    /**
     * Whether that duty is past its deadline.
     *
     * @return the breach
     */
    public Breach breach() {
        return breach;
    }

    /**
     * Why, for a person to read.
     *
     * @return sentences, the decision first; at least one, unmodifiable
     */
    public List<String> explanation() {
        return Explanation.of(this);
    }
}
