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
import java.util.ArrayList;
import java.util.List;

/** A watch over a log in a list, with a clock moved by hand and a channel that can be cut. */
final class WatchScene {

    static final TenantId ACME = new TenantId("acme");
    static final TenantId OPERATOR = new TenantId("operator");
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    final List<AuditEvent> logged = new ArrayList<>();
    final List<Alert> delivered = new ArrayList<>();
    Instant now = START;
    boolean channelIsCut;
    boolean logIsFull;
    AuditWatch watch = builder().build();

    WatchBuilder builder() {
        AuditSink log = event -> {
            if (logIsFull) {
                throw new IllegalStateException("the log is full");
            }
            logged.add(event);
            return new AuditReceipt("example.com/test", logged.size() - 1, Bytes.copyOf(new byte[32]), 0);
        };
        AlertChannel channel = alert -> {
            if (channelIsCut) {
                throw new IllegalStateException("the channel is cut");
            }
            delivered.add(alert);
            return new AlertReceipt("message-" + delivered.size());
        };
        return AuditWatch.builder(log, channel, () -> now, OPERATOR);
    }

    void tick(Duration step) {
        now = now.plus(step);
        watch.tick();
    }

    /** Alerts delivered since the last call. */
    List<Alert> take() {
        List<Alert> taken = List.copyOf(delivered);
        delivered.clear();
        return taken;
    }

    List<AuditEvent> logged(Action action) {
        return logged.stream().filter(event -> event.action().equals(action)).toList();
    }

    AuditEvent.Builder signIn(String user, Outcome outcome) {
        return AuditEvent.builder(ACME, Actor.customer(user), Action.SIGN_IN, outcome, now);
    }

    void signIn(String user, String agent, String address) {
        watch.observe(signIn(user, Outcome.SUCCESS)
                .attribute(AuditEvent.USER_AGENT, agent)
                .attribute(AuditEvent.ADDRESS, address)
                .build());
    }

    /** Appends by a steady rate, a tick a minute. */
    void steady(TenantId tenant, Duration time, int perMinute) {
        Instant until = now.plus(time);
        while (now.isBefore(until)) {
            for (int i = 0; i < perMinute; i++) {
                watch.observe(access(tenant));
            }
            tick(Duration.ofMinutes(1));
        }
    }

    AuditEvent access(TenantId tenant) {
        return AuditEvent.builder(tenant, Actor.service("api"), Action.ACCESS, Outcome.SUCCESS, now)
                .build();
    }
}
