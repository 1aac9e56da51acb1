package dev.compliancekit.audit;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of one tenant's events to read: all of them, until narrowed. <em>Immutable.</em> */
public final class AuditQuery {

    private static final int DEFAULT_LIMIT = 1000;

    private final TenantId tenant;
    private final Wanted wanted;
    private final long fromIndex;
    private final int limit;

    /** What an event must be; null is anything. */
    private record Wanted(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Action action,
            @Nullable Actor actor,
            @Nullable Outcome outcome,
            @Nullable String target) {}

    private AuditQuery(TenantId tenant, Wanted wanted, long fromIndex, int limit) {
        this.tenant = tenant;
        this.wanted = wanted;
        this.fromIndex = fromIndex;
        this.limit = limit;
    }

    /**
     * All events of a tenant, oldest first, in pages of 1,000.
     *
     * @param tenant whose events
     * @return the query
     */
    public static AuditQuery of(TenantId tenant) {
        Objects.requireNonNull(tenant, "tenant");
        return new AuditQuery(tenant, new Wanted(null, null, null, null, null, null), 0, DEFAULT_LIMIT);
    }

    private AuditQuery with(Wanted other) {
        return new AuditQuery(tenant, other, fromIndex, limit);
    }

    /**
     * Only what occurred at or after an instant.
     *
     * @param instant inclusive
     * @return the narrowed copy
     */
    public AuditQuery from(Instant instant) {
        Instant later = wanted.from == null || wanted.from.isBefore(instant) ? instant : wanted.from;
        return with(new Wanted(later, wanted.until, wanted.action, wanted.actor, wanted.outcome, wanted.target));
    }

    /**
     * Only what occurred before an instant.
     *
     * @param instant exclusive
     * @return the narrowed copy
     */
    public AuditQuery until(Instant instant) {
        Instant earlier = wanted.until == null || wanted.until.isAfter(instant) ? instant : wanted.until;
        return with(new Wanted(wanted.from, earlier, wanted.action, wanted.actor, wanted.outcome, wanted.target));
    }

    /**
     * Only one action.
     *
     * @param action which
     * @return the changed copy
     */
    public AuditQuery action(Action action) {
        Objects.requireNonNull(action, "action");
        return with(new Wanted(wanted.from, wanted.until, action, wanted.actor, wanted.outcome, wanted.target));
    }

    /**
     * Only one actor.
     *
     * @param actor which
     * @return the changed copy
     */
    public AuditQuery actor(Actor actor) {
        Objects.requireNonNull(actor, "actor");
        return with(new Wanted(wanted.from, wanted.until, wanted.action, actor, wanted.outcome, wanted.target));
    }

    /**
     * Only one outcome.
     *
     * @param outcome which
     * @return the changed copy
     */
    public AuditQuery outcome(Outcome outcome) {
        Objects.requireNonNull(outcome, "outcome");
        return with(new Wanted(wanted.from, wanted.until, wanted.action, wanted.actor, outcome, wanted.target));
    }

    /**
     * Only one target.
     *
     * @param target what it was done to, in full, for example {@code customer/1017}
     * @return the changed copy
     */
    public AuditQuery target(String target) {
        Objects.requireNonNull(target, "target");
        return with(new Wanted(wanted.from, wanted.until, wanted.action, wanted.actor, wanted.outcome, target));
    }

    /**
     * Only entries from an index of the log on.
     *
     * @param index inclusive, from 0
     * @return the changed copy
     * @throws IllegalArgumentException if it is negative
     */
    public AuditQuery fromIndex(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + "; accepted is 0 or more");
        }
        return new AuditQuery(tenant, wanted, index, limit);
    }

    /**
     * How many entries a page may hold.
     *
     * @param entries 1 or more
     * @return the changed copy
     * @throws IllegalArgumentException if it is below 1
     */
    public AuditQuery limit(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("limit is " + entries + "; accepted is 1 or more");
        }
        return new AuditQuery(tenant, wanted, fromIndex, entries);
    }

    /**
     * The page that a page of the same query pointed at, for callers who keep a text between two pages and no query.
     *
     * @param cursor what {@link AuditPage#cursor} gave for a query that asks for the same
     * @return the changed copy
     * @throws IllegalArgumentException if it is not such a cursor
     */
    public AuditQuery after(String cursor) {
        return fromIndex(PageCursor.parse(cursor, question()));
    }

    /** Where this query goes on, as text. */
    String cursor() {
        return PageCursor.of(fromIndex, question());
    }

    /** What is asked for, whatever the page. */
    private String question() {
        return tenant + "\n" + wanted;
    }

    /**
     * Whose events.
     *
     * @return the tenant
     */
    public TenantId tenant() {
        return tenant;
    }

    long fromIndex() {
        return fromIndex;
    }

    int limit() {
        return limit;
    }

    boolean matches(AuditEvent event) {
        return event.tenant().equals(tenant)
                && (wanted.from == null || !event.occurredAt().isBefore(wanted.from))
                && (wanted.until == null || event.occurredAt().isBefore(wanted.until))
                && (wanted.action == null || event.action().equals(wanted.action))
                && (wanted.actor == null || event.actor().equals(wanted.actor))
                && (wanted.outcome == null || event.outcome() == wanted.outcome)
                && (wanted.target == null || event.target().equals(wanted.target));
    }

    Optional<Actor> wantedActor() {
        return Optional.ofNullable(wanted.actor);
    }

    Optional<String> wantedTarget() {
        return Optional.ofNullable(wanted.target);
    }

    /** Whether times, action and outcome in the index leave it open that an entry matches. */
    boolean mayMatch(Postings postings, int at) {
        return (wanted.from == null || postings.occurredSecond(at) >= Postings.second(wanted.from))
                && (wanted.until == null || postings.occurredSecond(at) <= Postings.second(wanted.until))
                && (wanted.action == null || postings.mayBe(at, wanted.action))
                && (wanted.outcome == null || postings.mayBe(at, wanted.outcome));
    }
}
