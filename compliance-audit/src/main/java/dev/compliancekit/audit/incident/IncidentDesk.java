package dev.compliancekit.audit.incident;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.event.Act;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.event.OperationEvents;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Handles incidents: opens them, which starts the 72 hours of GDPR article 33(1), reads from the log whom they touch,
 * and sends each of those owners one notice. Each step is an event, and the log is the only place where the state is
 * kept: a process that died goes on with {@link #find} and {@link #sendNotices}.
 *
 * <p>The time runs from when somebody became aware of the breach, also on a weekend. What the supervisory authority is
 * told is not this class's work, nor is deciding whether persons must be told (article 34).
 *
 * <p><em>Thread-safe;</em> notices of one desk are sent by one thread at a time.
 */
public final class IncidentDesk {

    /** In a tenant's own entries: no person's id, so that they can be written when the tenant's keys are gone. */
    private static final Actor DESK = Actor.service("incident-desk");

    private final AuditLog log;
    private final TenantId operator;
    private final Actor actor;
    private final InstantSource clock;
    private final Object sending = new Object();

    private IncidentDesk(AuditLog log, TenantId operator, Actor actor, InstantSource clock) {
        this.log = Objects.requireNonNull(log, "log");
        this.operator = Objects.requireNonNull(operator, "operator");
        this.actor = Objects.requireNonNull(actor, "actor");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * A desk.
     *
     * @param log the open log
     * @param operator under which tenant incidents are logged; its own entries touch nobody else
     * @param actor who works at the desk
     * @param clock when something is logged and delivered
     * @return the desk
     */
    public static IncidentDesk of(AuditLog log, TenantId operator, Actor actor, InstantSource clock) {
        return new IncidentDesk(log, operator, actor, clock);
    }

    /**
     * Opens an incident. One that was opened before in the same words is the same; nothing is appended then.
     *
     * @param id what it is called, 1 to 200 characters
     * @param severity {@code low}, {@code medium}, {@code high} or {@code critical}
     * @param reason what happened, as owners are told; without personal data
     * @param knownAt when somebody became aware of it, not after now
     * @return the incident, durably in the log
     * @throws IllegalArgumentException if a text is not accepted, it was known in the future, or the id is that of
     *     another incident
     * @throws dev.compliancekit.audit.AuditStoreException if it could not be made durable
     */
    public Incident open(String id, String severity, String reason, Instant knownAt) {
        Instant now = clock.instant();
        Incident incident = new Incident(id, severity, reason, knownAt, 0);
        if (knownAt.isAfter(now)) {
            throw new IllegalArgumentException("knownAt is " + knownAt + "; accepted is a time that is not after now");
        }
        Optional<Incident> before = find(id);
        if (before.isPresent()) {
            if (!before.get()
                    .equals(new Incident(
                            id, severity, reason, knownAt, before.get().index()))) {
                throw new IllegalArgumentException("incident id is that of the incident opened at entry "
                        + before.get().index() + ", which says something else; accepted is an id of its own");
            }
            return before.get();
        }
        long index = log.append(OperationEvents.incidentOpened(act(now), id, severity, reason)
                        .attribute(Attributes.KNOWN_AT, knownAt.toString())
                        .build())
                .index();
        return new Incident(incident.id(), severity, reason, knownAt, index);
    }

    /**
     * Finds an incident that was opened before. The reading is an event.
     *
     * @param id what it is called
     * @return the incident, or empty if the log knows none of that id
     */
    public Optional<Incident> find(String id) {
        return IncidentHistory.read(log, actor).of(id).map(IncidentHistory.State::incident);
    }

    /**
     * Reads from the log whom an incident touches, up to a checkpoint that is published now. The last scope of an
     * incident is the one that counts.
     *
     * @param incident an open incident
     * @param query what is looked for
     * @return whom it touches; its digest is in the log
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if what is stored does not fit its hash
     * @throws dev.compliancekit.audit.AuditStoreException if the log cannot be read or written
     */
    public IncidentScope scope(Incident incident, IncidentQuery query) {
        SignedCheckpoint upTo = log.checkpoint();
        IncidentScope scope = IncidentScope.read(log, actor, query, upTo);
        List<AffectedTenant> tenants = toNotify(scope);
        List<AuditEvent> events = new ArrayList<>();
        for (AffectedTenant each : tenants) {
            events.add(scoped(each.tenant(), incident, scope, each.entries(), 1));
        }
        events.add(scoped(operator, incident, scope, scope.entries(), tenants.size())); // which makes the others count
        log.appendAll(events);
        return scope;
    }

    private AuditEvent scoped(TenantId whose, Incident incident, IncidentScope scope, long entries, int tenants) {
        Checkpoint checkpoint = scope.checkpoint().unverified();
        return OperationEvents.incidentScoped(
                        new Act(whose, whose.equals(operator) ? actor : DESK, clock.instant()),
                        incident.id(),
                        scope.query().toString(),
                        scope.digest())
                .attribute(Attributes.CHECKPOINT_SIZE, Long.toString(checkpoint.treeSize()))
                .attribute(Attributes.ROOT, checkpoint.rootHash().hex())
                .attribute(Attributes.ENTRIES, Long.toString(entries))
                .attribute(Attributes.TENANTS, Integer.toString(tenants))
                .build();
    }

    private List<AffectedTenant> toNotify(IncidentScope scope) {
        return scope.tenants().stream()
                .filter(each -> !each.tenant().equals(operator))
                .toList();
    }

    /**
     * Which owners of a scope have no notice yet. Nothing is sent; the reading is an event.
     *
     * @param incident an open incident
     * @param scope whom it touches
     * @return the notices that {@link #sendNotices} would send, by the tenants' codes, unmodifiable
     * @throws dev.compliancekit.audit.AuditStoreException if the log cannot be read or written
     */
    public List<Notice> noticesDue(Incident incident, IncidentScope scope) {
        Optional<IncidentHistory.State> state = IncidentHistory.read(log, actor).of(incident.id());
        return toNotify(scope).stream()
                .filter(each ->
                        state.flatMap(known -> known.delivered(each.tenant())).isEmpty())
                .map(each -> Notice.of(incident, each))
                .toList();
    }

    /**
     * Sends a notice to the owner of every tenant of a scope who has none yet. Every delivery, and every one that
     * failed, is an event of that tenant; one that failed does not keep the others back.
     *
     * @param incident an open incident
     * @param scope whom it touches
     * @param channel takes the notices over
     * @return what became of each, by the tenants' codes; send again while one failed
     * @throws dev.compliancekit.audit.AuditStoreException if the log cannot be read or written
     */
    public List<NoticeOutcome> sendNotices(Incident incident, IncidentScope scope, NoticeChannel channel) {
        synchronized (sending) {
            Optional<IncidentHistory.State> state =
                    IncidentHistory.read(log, actor).of(incident.id());
            List<NoticeOutcome> outcomes = new ArrayList<>();
            for (AffectedTenant affected : toNotify(scope)) {
                Optional<NoticeOutcome.Delivered> before = state.flatMap(known -> known.delivered(affected.tenant()));
                outcomes.add(before.isPresent() ? before.get() : send(Notice.of(incident, affected), channel));
            }
            return List.copyOf(outcomes);
        }
    }

    private NoticeOutcome send(Notice notice, NoticeChannel channel) {
        Act act = new Act(notice.tenant(), DESK, clock.instant());
        NoticeReceipt receipt;
        try {
            receipt = channel.deliver(notice);
        } catch (RuntimeException e) {
            log.append(OperationEvents.incidentNotNotified(
                            act, notice.incident().id(), "the channel did not take the notice over")
                    .build());
            return new NoticeOutcome.Failed(notice.tenant());
        }
        Instant at = clock.instant();
        log.append(OperationEvents.incidentNotified(
                        new Act(notice.tenant(), DESK, at), notice.incident().id(), receipt.reference(), at)
                .build());
        return new NoticeOutcome.Delivered(
                notice.tenant(),
                receipt.reference(),
                at,
                Duration.between(notice.incident().knownAt(), at));
    }

    /**
     * Closes an incident. That takes no duty away: owners who were not told stay so.
     *
     * @param incident an open incident
     * @param publication where it was made public, for example the address of the status page's entry
     * @param reason what was done
     * @throws dev.compliancekit.audit.AuditStoreException if it could not be made durable
     */
    public void close(Incident incident, String publication, String reason) {
        log.append(OperationEvents.incidentClosed(act(clock.instant()), incident.id(), publication, reason)
                .build());
    }

    private Act act(Instant at) {
        return new Act(operator, actor, at);
    }
}
