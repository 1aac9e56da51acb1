package dev.compliancekit.audit;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;

/** Which of one tenant's events to read: all of them, until narrowed. <em>Immutable.</em> */
public final class AuditQuery {

    private static final int DEFAULT_LIMIT = 1000;

    private final TenantId tenant;
    private final Predicate<AuditEvent> filter;
    private final long fromIndex;
    private final int limit;

    private AuditQuery(TenantId tenant, Predicate<AuditEvent> filter, long fromIndex, int limit) {
        this.tenant = tenant;
        this.filter = filter;
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
        return new AuditQuery(tenant, event -> event.tenant().equals(tenant), 0, DEFAULT_LIMIT);
    }

    private AuditQuery and(Predicate<AuditEvent> more) {
        return new AuditQuery(tenant, filter.and(more), fromIndex, limit);
    }

    /**
     * Only what occurred at or after an instant.
     *
     * @param instant inclusive
     * @return the narrowed copy
     */
    public AuditQuery from(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return and(event -> !event.occurredAt().isBefore(instant));
    }

    /**
     * Only what occurred before an instant.
     *
     * @param instant exclusive
     * @return the narrowed copy
     */
    public AuditQuery until(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return and(event -> event.occurredAt().isBefore(instant));
    }

    /**
     * Only one action.
     *
     * @param action which
     * @return the narrowed copy
     */
    public AuditQuery action(Action action) {
        Objects.requireNonNull(action, "action");
        return and(event -> event.action().equals(action));
    }

    /**
     * Only one actor.
     *
     * @param actor which
     * @return the narrowed copy
     */
    public AuditQuery actor(Actor actor) {
        Objects.requireNonNull(actor, "actor");
        return and(event -> event.actor().equals(actor));
    }

    /**
     * Only one outcome.
     *
     * @param outcome which
     * @return the narrowed copy
     */
    public AuditQuery outcome(Outcome outcome) {
        Objects.requireNonNull(outcome, "outcome");
        return and(event -> event.outcome() == outcome);
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
        return new AuditQuery(tenant, filter, index, limit);
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
        return new AuditQuery(tenant, filter, fromIndex, entries);
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
        return filter.test(event);
    }
}
