package dev.compliancekit.core.access;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every grant, mandate and revocation that is known. It forgets nothing: what is over or revoked stays, so that it can
 * be told from what never was. The application stores the three lists, or reads them back from the audit log with
 * {@link #replay}.
 *
 * <p><em>Immutable.</em>
 */
public final class GrantBook {

    private static final GrantBook EMPTY = new GrantBook(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private final SortedMap<GrantId, Grant> grants;
    private final SortedMap<GrantId, Mandate> mandates;
    private final SortedMap<GrantId, Revocation> revocations;
    private final Map<Actor, List<Grant>> grantsByHolder;
    private final Map<Actor, List<Mandate>> mandatesByHolder;

    /** Takes the maps. */
    GrantBook(
            SortedMap<GrantId, Grant> grants,
            SortedMap<GrantId, Mandate> mandates,
            SortedMap<GrantId, Revocation> revocations) {
        this.grants = Collections.unmodifiableSortedMap(grants);
        this.mandates = Collections.unmodifiableSortedMap(mandates);
        this.revocations = Collections.unmodifiableSortedMap(revocations);
        this.grantsByHolder = byHolder(grants.values(), Grant::holder);
        this.mandatesByHolder = byHolder(mandates.values(), Mandate::holder);
    }

    private static <T> Map<Actor, List<T>> byHolder(Collection<T> all, Function<T, Actor> holder) {
        Map<Actor, List<T>> index = new HashMap<>();
        for (T one : all) {
            index.computeIfAbsent(holder.apply(one), actor -> new ArrayList<>()).add(one);
        }
        return index;
    }

    /**
     * The book in which nothing stands, so that nothing is allowed.
     *
     * @return an empty book
     */
    public static GrantBook empty() {
        return EMPTY;
    }

    /**
     * The book of what was stored.
     *
     * @param grants in any order; copied
     * @param mandates in any order; copied
     * @param revocations in any order; copied; of several for one id the earliest counts
     * @return the book
     * @throws IllegalArgumentException if two grants or mandates have one id, or a revocation names an unknown id
     */
    public static GrantBook of(
            Collection<Grant> grants, Collection<? extends Mandate> mandates, Collection<Revocation> revocations) {
        GrantDraft draft = new GrantDraft(EMPTY);
        mandates.forEach(draft::add);
        grants.forEach(draft::add);
        revocations.forEach(draft::add);
        return draft.book();
    }

    /**
     * This book and what audit events say of grants given, mandates registered and both revoked. Every other event is
     * passed over, and so is a grant that was refused.
     *
     * @param events in the log's order, oldest first; read once
     * @return the changed copy
     * @throws IllegalArgumentException if an event of a grant cannot be read, an id is given twice, or a revocation
     *     names an unknown id
     */
    public GrantBook replay(Iterable<AuditEvent> events) {
        GrantDraft draft = new GrantDraft(this);
        for (AuditEvent event : events) {
            AccessEvents.readGrant(event).ifPresent(draft::add);
            AccessEvents.readMandate(event).ifPresent(draft::add);
            AccessEvents.readRevocation(event).ifPresent(draft::add);
        }
        return draft.book();
    }

    /**
     * This book and one more grant.
     *
     * @param grant the grant
     * @return the changed copy
     * @throws IllegalArgumentException if its id is taken
     */
    public GrantBook with(Grant grant) {
        GrantDraft draft = new GrantDraft(this);
        draft.add(grant);
        return draft.book();
    }

    /**
     * This book and one more mandate.
     *
     * @param mandate the mandate
     * @return the changed copy
     * @throws IllegalArgumentException if its id is taken
     */
    public GrantBook with(Mandate mandate) {
        GrantDraft draft = new GrantDraft(this);
        draft.add(mandate);
        return draft.book();
    }

    /**
     * This book and one more revocation. Of several for one id the earliest counts.
     *
     * @param revocation the revocation
     * @return the changed copy
     * @throws IllegalArgumentException if it names an unknown id
     */
    public GrantBook with(Revocation revocation) {
        GrantDraft draft = new GrantDraft(this);
        draft.add(revocation);
        return draft.book();
    }

    /**
     * Every grant, over and revoked ones too.
     *
     * @return by id, unmodifiable
     */
    public Collection<Grant> grants() {
        return grants.values();
    }

    /**
     * Every mandate, over and revoked ones too.
     *
     * @return by id, unmodifiable
     */
    public Collection<Mandate> mandates() {
        return mandates.values();
    }

    /**
     * The revocation that counts for each revoked id.
     *
     * @return by id, unmodifiable
     */
    public Collection<Revocation> revocations() {
        return revocations.values();
    }

    /**
     * A grant by its id.
     *
     * @param id its name
     * @return the grant, or empty if no grant has that id
     */
    public Optional<Grant> grant(GrantId id) {
        return Optional.ofNullable(grants.get(id));
    }

    /**
     * A mandate by its id.
     *
     * @param id its name
     * @return the mandate, or empty if no mandate has that id
     */
    public Optional<Mandate> mandate(GrantId id) {
        return Optional.ofNullable(mandates.get(id));
    }

    /**
     * What revoked a grant or a mandate.
     *
     * @param id its name
     * @return the revocation, or empty if none is known
     */
    public Optional<Revocation> revocation(GrantId id) {
        return Optional.ofNullable(revocations.get(id));
    }

    /**
     * How a grant stands by its term and its revocation alone; whether a policy honours it is
     * {@link AccessPolicy#decide}.
     *
     * @param grant one of this book's
     * @param asOf the instant to answer for
     * @return its state
     */
    public GrantState stateOf(Grant grant, Instant asOf) {
        return stateOf(grant.id(), grant.term(), asOf);
    }

    /**
     * How a mandate stands.
     *
     * @param mandate one of this book's
     * @param asOf the instant to answer for
     * @return its state
     */
    public GrantState stateOf(Mandate mandate, Instant asOf) {
        return stateOf(mandate.id(), mandate.term(), asOf);
    }

    private GrantState stateOf(GrantId id, Term term, Instant asOf) {
        Revocation revocation = revocations.get(id);
        if (revocation != null && !asOf.isBefore(revocation.at())) {
            return GrantState.REVOKED;
        }
        if (term.isOver(asOf)) {
            return GrantState.EXPIRED;
        }
        return term.contains(asOf) ? GrantState.IN_FORCE : GrantState.NOT_YET_VALID;
    }

    boolean isInForce(Mandate mandate, Instant asOf) {
        return stateOf(mandate, asOf) == GrantState.IN_FORCE;
    }

    /** By id. */
    List<Grant> grantsOf(Actor holder) {
        return grantsByHolder.getOrDefault(holder, List.of());
    }

    /** By id. */
    List<Mandate> mandatesOf(Actor holder) {
        return mandatesByHolder.getOrDefault(holder, List.of());
    }

    /** The mandate with the smallest id under which the giver may give the grant at an instant. */
    Optional<Mandate> mandateFor(Grant grant, Instant asOf) {
        return mandatesOf(grant.givenBy()).stream()
                .filter(mandate -> isInForce(mandate, asOf) && mandate.covers(grant))
                .findFirst();
    }

    boolean isApprover(Actor actor, Instant asOf) {
        return mandatesOf(actor).stream()
                .anyMatch(mandate -> mandate instanceof Mandate.Approver && isInForce(mandate, asOf));
    }

    boolean isOwner(Actor actor, TenantId tenant, Instant asOf) {
        return mandatesOf(actor).stream()
                .anyMatch(mandate -> mandate instanceof Mandate.AccountOwner owner
                        && owner.tenant().equals(tenant)
                        && isInForce(mandate, asOf));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrantBook that
                && grants.equals(that.grants)
                && mandates.equals(that.mandates)
                && revocations.equals(that.revocations);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * grants.hashCode() + mandates.hashCode()) + revocations.hashCode();
    }

    /** How many of each. */
    @Override
    public String toString() {
        return "GrantBook[" + grants.size() + " grants, " + mandates.size() + " mandates, " + revocations.size()
                + " revocations]";
    }
}
