package dev.compliancekit.audit.watch;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Alerts on their way: logged as raised, delivered, logged as delivered. What fails stays at its stage and is tried
 * again; nothing that was done is done twice, except a delivery whose receipt was lost. <em>Thread-safe.</em>
 */
final class AlertQueue {

    static final int MAX_PENDING = 10_000;

    /** The rest is for alerts about the watch itself. */
    static final int MAX_OF_TENANTS = 9_000;

    private static final Actor WATCH = Actor.service("audit-watch");
    private static final long NOT_LOGGED = -1;

    private final AuditSink log;
    private final AlertChannel channel;
    private final InstantSource clock;
    private final ReentrantLock delivering = new ReentrantLock();
    private final Object lock = new Object();
    private final Deque<Pending> pending = new ArrayDeque<>();

    AlertQueue(AuditSink log, AlertChannel channel, InstantSource clock) {
        this.log = log;
        this.channel = channel;
        this.clock = clock;
    }

    /** An alert and how far it has come. */
    private static final class Pending {
        private final Alert alert;
        private volatile long index = NOT_LOGGED;
        private volatile boolean failureLogged;
        private @Nullable AlertReceipt receipt;
        private Instant deliveredAt = Instant.EPOCH;

        Pending(Alert alert) {
            this.alert = alert;
        }
    }

    /** Whether fewer than so many were pending, and now one more is. */
    boolean add(Alert alert, int most) {
        synchronized (lock) {
            return pending.size() < most && pending.add(new Pending(alert));
        }
    }

    int size() {
        synchronized (lock) {
            return pending.size();
        }
    }

    /** Takes every pending alert as far as it comes; returns at once if another thread is at it. */
    void deliver() {
        while (size() > 0 && delivering.tryLock()) {
            boolean progress;
            try {
                progress = deliverAll();
            } finally {
                delivering.unlock();
            }
            if (!progress) {
                return;
            }
        }
    }

    /** Whether an alert left the queue, so that those that came meanwhile are worth another round. */
    private boolean deliverAll() {
        List<Pending> round;
        synchronized (lock) {
            round = List.copyOf(pending);
        }
        boolean progress = false;
        for (Pending next : round) {
            try {
                advance(next);
            } catch (RuntimeException e) {
                continue; // stays in the queue, which status and the log show
            }
            progress = true;
            synchronized (lock) {
                pending.remove(next);
            }
        }
        return progress;
    }

    private void advance(Pending next) {
        if (next.index == NOT_LOGGED) {
            next.index = log.append(raised(next.alert)).index();
        }
        if (next.receipt == null) {
            deliver(next);
        }
        AlertReceipt receipt = next.receipt;
        if (receipt != null) {
            log.append(delivered(next, receipt.reference()));
        }
    }

    private void deliver(Pending next) {
        try {
            next.receipt = channel.deliver(next.alert);
            next.deliveredAt = clock.instant();
        } catch (RuntimeException e) {
            if (!next.failureLogged) {
                log.append(outcome(next, Outcome.FAILURE)
                        .attribute(AuditEvent.REASON, "the channel did not take the alert over")
                        .build());
                next.failureLogged = true;
            }
            throw e;
        }
    }

    private static AuditEvent raised(Alert alert) {
        return AuditEvent.builder(alert.tenant(), WATCH, Action.ALERT_RAISED, Outcome.SUCCESS, alert.detectedAt())
                .target("alert/" + alert.kind().code())
                .attribute("about", alert.about())
                .attribute(AuditEvent.REASON, alert.explanation())
                .attribute("occurredAt", alert.occurredAt().toString())
                .attribute("detectionDelay", alert.detectionDelay().toString())
                .build();
    }

    private AuditEvent delivered(Pending next, String reference) {
        return outcome(next, Outcome.SUCCESS)
                .attribute("receipt", reference)
                .attribute("deliveredAt", next.deliveredAt.toString())
                .attribute(
                        "deliveryDelay",
                        Duration.between(next.alert.detectedAt(), next.deliveredAt)
                                .toString())
                .build();
    }

    private AuditEvent.Builder outcome(Pending next, Outcome outcome) {
        return AuditEvent.builder(next.alert.tenant(), WATCH, Action.ALERT_DELIVERED, outcome, clock.instant())
                .target("alert/" + next.index);
    }

    void save(StateWriter out) {
        synchronized (lock) {
            out.number(pending.size());
            for (Pending next : pending) {
                save(next.alert, out);
                out.number(next.index);
                out.number(next.failureLogged ? 1 : 0);
            }
        }
    }

    private static void save(Alert alert, StateWriter out) {
        out.text(alert.tenant().value());
        out.text(alert.kind().code());
        out.text(alert.about());
        out.text(alert.explanation());
        out.instant(alert.occurredAt());
        out.instant(alert.detectedAt());
    }

    void restore(StateReader in) {
        int count = in.number(0, MAX_PENDING);
        for (int i = 0; i < count; i++) {
            Pending next = new Pending(alert(in));
            next.index = in.number();
            in.require(next.index >= NOT_LOGGED);
            next.failureLogged = in.number(0, 1) == 1;
            pending.add(next);
        }
    }

    private static Alert alert(StateReader in) {
        try {
            return new Alert(
                    in.tenant(),
                    AlertKind.parse(in.text(64)),
                    in.text(4 * Alert.MAX_TEXT),
                    in.text(4 * Alert.MAX_TEXT),
                    in.instant(),
                    in.instant());
        } catch (IllegalArgumentException e) {
            throw StateReader.damaged();
        }
    }
}
