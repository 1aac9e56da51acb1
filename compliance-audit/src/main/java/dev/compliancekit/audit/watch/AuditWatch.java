package dev.compliancekit.audit.watch;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Watches events as they are appended and raises alerts: a spike, a dip or silence of an action of a tenant, values out
 * of the ordinary, bursts of failed sign-ins, a new device or network of an actor, a sign-in after expiry. Each alert
 * is an event of its tenant, is delivered through the {@link AlertChannel}, and its delivery with receipt and delay is
 * an event again. Nothing is watched that has no room in its tables, and that is said, see {@link WatchStatus}.
 *
 * <p>It starts no thread. Call {@link #tick} every minute, from a scheduler: dips are found, and alerts delivered,
 * then. With an executor, alerts leave at once. <em>Thread-safe.</em>
 */
public final class AuditWatch {

    /** After a longer time without a tick, what was missed is not taken for silence. */
    public static final Duration MAX_GAP = Duration.ofMinutes(15);

    private static final Set<Action> OWN = Set.of(Action.ALERT_RAISED, Action.ALERT_DELIVERED, Action.ALERT_REVIEWED);

    private final AuditSink log;
    private final InstantSource clock;
    private final TenantId operator;
    private final AlertQueue queue;
    private final Executor executor;
    private final Object lock = new Object();
    private final SeriesTable series;
    private final KnownActors actors;
    private final SignInRules signIns;
    private final AlertBudget budget;
    private Instant lastTick;
    private long refusedAtTick;
    private long forgottenAtTick;

    AuditWatch(WatchBuilder from) {
        this.log = from.log;
        this.clock = from.clock;
        this.operator = from.operator;
        this.executor = from.executor;
        this.queue = new AlertQueue(log, from.channel, clock);
        this.series = new SeriesTable(from.maxSeries, from.maxSeriesPerTenant);
        this.actors = new KnownActors(from.maxActors);
        this.signIns = new SignInRules(actors, from.maxFailures, from.within);
        this.lastTick = clock.instant();
        this.budget = new AlertBudget(operator, lastTick.getEpochSecond());
        from.state().ifPresent(this::restore);
    }

    /**
     * Starts a watch over a log.
     *
     * @param log where alerts are logged, durable
     * @param channel where they are delivered
     * @param clock the time by which events are counted
     * @param operator the tenant of alerts about the watch itself
     * @return a builder, not thread-safe
     */
    public static WatchBuilder builder(AuditSink log, AlertChannel channel, InstantSource clock, TenantId operator) {
        return new WatchBuilder(log, channel, clock, operator);
    }

    /**
     * The log with the watch in front: appends an event, then looks at it. What the watch makes of it never keeps an
     * event from being appended.
     *
     * @return a sink to hand to everybody who appends; thread-safe
     */
    public AuditSink sink() {
        return event -> {
            AuditReceipt receipt = log.append(event);
            observe(event);
            return receipt;
        };
    }

    /**
     * Looks at an event that was appended some other way. Alerts of the watch itself are passed over.
     *
     * @param event what happened; counted now, whatever its time
     */
    public void observe(AuditEvent event) {
        if (OWN.contains(event.action())) {
            return;
        }
        Instant now = clock.instant();
        boolean raised = false;
        synchronized (lock) {
            series.count(SeriesKey.of(event), now.getEpochSecond());
            for (SignInRules.Finding finding : signIns.look(event, now.getEpochSecond())) {
                raise(new Alert(
                        event.tenant(),
                        finding.kind(),
                        event.actor().toString(),
                        finding.explanation(),
                        event.occurredAt(),
                        now));
                raised = true;
            }
        }
        if (raised) {
            executor.execute(queue::deliver);
        }
    }

    /**
     * Takes a measured value in, for example a latency in milliseconds.
     *
     * @param tenant whose
     * @param measure which series, named like an action, see {@link Action}
     * @param value finite
     * @throws IllegalArgumentException if the value is not finite or the name is not accepted
     */
    public void measure(TenantId tenant, String measure, double value) {
        SeriesKey key = SeriesKey.measure(tenant, new Action(measure).value());
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("measured value is not finite; accepted is a finite number");
        }
        Instant now = clock.instant();
        boolean raised = false;
        synchronized (lock) {
            Double expected = series.measure(key, now.getEpochSecond(), value);
            if (expected != null) {
                String explanation = String.format(Locale.ROOT, "measured %.4g, expected about %.4g", value, expected);
                raise(new Alert(tenant, AlertKind.UNUSUAL_VALUE, key.name(), explanation, now, now));
                raised = true;
            }
        }
        if (raised) {
            executor.execute(queue::deliver);
        }
    }

    /**
     * Looks at the time: finds dips and silence, finishes spikes, and delivers what is pending on the calling thread.
     * Call it every minute.
     */
    public void tick() {
        Instant now = clock.instant();
        synchronized (lock) {
            long seconds = Duration.between(lastTick, now).toSeconds();
            if (seconds < 0 || seconds > MAX_GAP.toSeconds()) {
                series.resume(now.getEpochSecond());
                raise(about(AlertKind.WATCH_INTERRUPTED, "the watch did not run from " + lastTick + " to " + now, now));
                lastTick = now;
            } else if (seconds > 0) {
                series.tick(now.getEpochSecond(), (key, finding) -> raise(key.alert(finding, now)));
                lastTick = now;
            }
            int heldBack = budget.tick(now.getEpochSecond());
            if (heldBack > 0) {
                raise(about(AlertKind.MORE_ALERTS, heldBack + " more alerts were held back in an hour", now));
            }
            sayWhatHasNoRoom(now);
        }
        queue.deliver();
    }

    private void sayWhatHasNoRoom(Instant now) {
        long refused = series.refused() - refusedAtTick;
        long forgotten = actors.forgotten() - forgottenAtTick;
        refusedAtTick = series.refused();
        forgottenAtTick = actors.forgotten();
        if (refused > 0) {
            String what = refused + " events or values belong to series for which there is no room";
            raise(about(AlertKind.NOT_WATCHED, what, now));
        }
        if (forgotten > 0) {
            String what = "devices and networks of " + forgotten + " actors had to be forgotten";
            raise(about(AlertKind.NOT_WATCHED, what, now));
        }
    }

    private Alert about(AlertKind kind, String explanation, Instant now) {
        return new Alert(operator, kind, "audit-watch", explanation, now, now);
    }

    private void raise(Alert alert) {
        boolean own = alert.tenant().equals(operator);
        if (budget.take(alert.tenant())
                && !queue.add(alert, own ? AlertQueue.MAX_PENDING : AlertQueue.MAX_OF_TENANTS)) {
            budget.holdBack();
        }
    }

    /**
     * Raises an alert that is a test, to show that alerts arrive.
     *
     * @param tenant for whom
     */
    public void drill(TenantId tenant) {
        Instant now = clock.instant();
        Alert alert = new Alert(tenant, AlertKind.DRILL, "audit-watch", "a test of the channel", now, now);
        synchronized (lock) {
            raise(alert);
        }
        executor.execute(queue::deliver);
    }

    /**
     * Records that somebody looked at an alert and what they decided.
     *
     * @param tenant whose alert
     * @param index the index of the entry in the log that raised it
     * @param by who decided
     * @param decision what, in a sentence or as a ticket's reference; at most 4,096 characters
     * @return where the log holds the decision
     */
    public AuditReceipt review(TenantId tenant, long index, Actor by, String decision) {
        return log.append(AuditEvent.builder(tenant, by, Action.ALERT_REVIEWED, Outcome.SUCCESS, clock.instant())
                .target("alert/" + index)
                .attribute(AuditEvent.REASON, decision)
                .build());
    }

    /**
     * Forgets a tenant that is gone: its series, and its actors' devices and networks.
     *
     * @param tenant whom
     */
    public void forget(TenantId tenant) {
        synchronized (lock) {
            series.forget(tenant);
            actors.forget(tenant);
        }
    }

    /**
     * Forgets the devices and networks of one actor, for erasure.
     *
     * @param tenant whose actor
     * @param actor whom
     */
    public void forget(TenantId tenant, Actor actor) {
        synchronized (lock) {
            actors.forget(KnownActors.Key.of(tenant, actor.id()));
        }
    }

    /**
     * What is watched now, and what is not.
     *
     * @return the counts
     */
    public WatchStatus status() {
        synchronized (lock) {
            return new WatchStatus(
                    series.size(),
                    series.learning(clock.instant().getEpochSecond()),
                    series.refused(),
                    actors.size(),
                    actors.forgotten(),
                    queue.size());
        }
    }

    /**
     * What has been learned and what is pending, for {@link WatchBuilder#restore}; see
     * {@code docs/formats/watch-state.md}. Failed sign-ins of the last minutes are not in it. Keep it as closely as the
     * log: hashes of addresses can be guessed.
     *
     * @return the state, equal for equal states
     */
    public Bytes save() {
        StateWriter out = new StateWriter();
        synchronized (lock) {
            out.instant(lastTick);
            out.number(refusedAtTick);
            out.number(forgottenAtTick);
            series.save(out);
            actors.save(out);
            queue.save(out);
        }
        return Bytes.copyOf(out.finish());
    }

    private void restore(Bytes state) {
        StateReader in = new StateReader(state.toByteArray());
        lastTick = in.instant();
        refusedAtTick = in.number();
        forgottenAtTick = in.number();
        series.restore(in);
        actors.restore(in);
        queue.restore(in);
        in.expectEnd();
        in.require(save().equals(state));
    }
}
