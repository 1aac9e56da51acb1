package dev.compliancekit.retention.inactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.inactivity.InactivityReport.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InactivityRunTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant JAN_1 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant JAN_25 = Instant.parse("2024-01-25T00:00:00Z");
    private static final Instant JAN_31 = Instant.parse("2024-01-31T00:00:00Z");
    private static final Instant FEB_1 = Instant.parse("2024-02-01T00:00:00Z");
    private static final InactivityPolicy POLICY = InactivityPolicy.of(TimeLimit.parse("P1M"), ZoneOffset.UTC)
            .withWarnings(List.of(TimeLimit.parse("P7D"), TimeLimit.parse("P1D")));

    private final StoryClock clock = new StoryClock(JAN_1);
    private final Directory directory = new Directory();
    private final Channel channel = new Channel();
    private final List<AuditEvent> events = new ArrayList<>();
    private boolean logFails;

    private final AuditSink audit = event -> {
        if (logFails) {
            throw new ComplianceException("the log is full") {};
        }
        events.add(event);
        return new AuditReceipt("log", events.size(), Bytes.copyOf(new byte[32]), 0);
    };

    private static final class Directory implements AccountDirectory {

        private final Map<SubjectId, UserAccount> open = new TreeMap<>();
        private boolean usedAtTheLastMoment;

        void add(String id, UserAccount.Kind kind, Instant lastActivityAt) {
            open.put(
                    new SubjectId(id),
                    new UserAccount(new SubjectId(id), kind, JAN_1.minusSeconds(60), lastActivityAt));
        }

        @Override
        public Collection<TenantId> tenants() {
            return List.of(ACME);
        }

        @Override
        public Collection<UserAccount> accountsOf(TenantId tenant) {
            return List.copyOf(open.values());
        }

        @Override
        public boolean expire(TenantId tenant, UserAccount account) {
            return !usedAtTheLastMoment && open.remove(account.id(), account);
        }
    }

    private final class Channel implements WarningChannel {

        private final Map<String, WarningReceipt> sent = new LinkedHashMap<>();
        private boolean fails;

        @Override
        public WarningReceipt deliver(InactivityWarning warning) {
            if (fails) {
                throw new IllegalStateException("the other side refuses");
            }
            return sent.computeIfAbsent(
                    warning.id(), id -> new WarningReceipt("message " + (sent.size() + 1), clock.instant()));
        }
    }

    private InactivityRun.Builder builder() {
        return InactivityRun.builder(POLICY, directory, channel, audit, clock);
    }

    private InactivityReport runAt(InactivityRun run, Instant at) {
        clock.set(at);
        return run.run();
    }

    @Test
    void warnsTwiceAndExpiresAtTheInstant() {
        directory.add("u-1", UserAccount.Kind.USER, JAN_1);
        InactivityRun run = builder().maxClockStep(Duration.ofDays(30)).build();

        assertThat(runAt(run, JAN_25.minusMillis(1)).counts().warned()).isZero();
        assertThat(runAt(run, JAN_25).counts().warned()).isEqualTo(1);
        runAt(run, JAN_25.plusSeconds(60));
        assertThat(channel.sent.keySet()).containsExactly("acme/u-1/2024-01-25T00:00:00Z/2024-02-01T00:00:00Z");
        runAt(run, JAN_31);
        assertThat(channel.sent).hasSize(2);
        assertThat(runAt(run, FEB_1.minusMillis(1)).counts().expired()).isZero();
        InactivityReport report = runAt(run, FEB_1);

        assertThat(report)
                .isEqualTo(new InactivityReport(
                        FEB_1,
                        Ending.COMPLETED,
                        "1 of 1 accounts expired",
                        new InactivityReport.Counts(1, 0, 1, 0, 1, 1, 0)));
        assertThat(report.isStopped()).isFalse();
        assertThat(directory.open).isEmpty();
        assertThat(events)
                .extracting(event -> event.action() + " " + event.target())
                .containsExactly("inactivity-warned u-1", "inactivity-warned u-1", "inactivity-expired u-1");
        assertThat(events.get(0).attributes())
                .containsEntry("receipt", "message 1")
                .containsEntry("deliveredAt", "2024-01-25T00:00:00Z")
                .containsEntry("expiresAt", "2024-02-01T00:00:00Z");
        assertThat(events.get(2).attributes())
                .containsEntry("lastActivity", "2024-01-01T00:00:00Z")
                .containsEntry("expiredAt", "2024-02-01T00:00:00Z");
    }

    @Test
    void nobodyExpiresBeforeHalfOfTheTimeThatALateWarningAnnounces() {
        directory.add("u-1", UserAccount.Kind.USER, JAN_1);
        InactivityRun run = builder().build();
        Instant late = FEB_1.plus(Duration.ofHours(5));

        assertThat(runAt(run, late).counts().postponed()).isEqualTo(1);
        assertThat(runAt(run, late.plus(Duration.ofHours(12)).minusMillis(1))
                        .counts()
                        .expired())
                .isZero();
        assertThat(runAt(run, late.plus(Duration.ofHours(12))).counts().expired())
                .isEqualTo(1);
        assertThat(channel.sent).hasSize(1);
    }

    @Test
    void nobodyExpiresWhileTheWarningCannotBeDelivered() {
        directory.add("u-1", UserAccount.Kind.USER, JAN_1);
        channel.fails = true;
        InactivityRun run = builder().maxClockStep(Duration.ofDays(365)).build();

        InactivityReport report = runAt(run, FEB_1);

        assertThat(report.counts()).isEqualTo(new InactivityReport.Counts(1, 0, 0, 1, 0, 0, 1));
        assertThat(events).hasSize(1);
        assertThat(events.get(0).outcome()).isEqualTo(Outcome.FAILURE);
        channel.fails = false;
        runAt(run, FEB_1.plusSeconds(1));
        assertThat(runAt(run, FEB_1.plus(Duration.ofDays(2))).counts().expired())
                .isEqualTo(1);
    }

    @Test
    void expiresUnwarnedOnlyIfAllowed() {
        directory.add("u-1", UserAccount.Kind.USER, JAN_1);
        channel.fails = true;
        assertThat(runAt(builder().expireWithoutWarning().build(), FEB_1)
                        .counts()
                        .expired())
                .isEqualTo(1);
        InactivityPolicy silent = InactivityPolicy.of(TimeLimit.parse("P1M"), ZoneOffset.UTC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InactivityRun.builder(silent, directory, channel, audit, clock)
                        .build())
                .withMessageContaining("has no warnings");
    }

    @Test
    void serviceAccountsAndTheLastAdministratorStay() {
        directory.add("admin-1", UserAccount.Kind.ADMINISTRATOR, JAN_1);
        directory.add("admin-2", UserAccount.Kind.ADMINISTRATOR, JAN_1.plusSeconds(1));
        directory.add("batch", UserAccount.Kind.SERVICE, JAN_1);
        InactivityRun run = builder().build();
        runAt(run, JAN_31);
        for (int day = 1; day < 60; day++) {
            runAt(run, JAN_31.plus(Duration.ofDays(day)));
        }
        assertThat(directory.open.keySet()).containsExactly(new SubjectId("admin-2"), new SubjectId("batch"));
    }

    @Test
    void whoComesBackAtTheLastMomentStays() {
        directory.add("u-1", UserAccount.Kind.USER, JAN_1);
        directory.usedAtTheLastMoment = true;
        InactivityReport report = runAt(builder().expireWithoutWarning().build(), FEB_1);
        assertThat(report.counts().expiring()).isEqualTo(1);
        assertThat(report.counts().expired()).isZero();
        assertThat(events).extracting(AuditEvent::outcome).containsExactly(Outcome.SUCCESS, Outcome.DENIED);
    }

    @Test
    void stopsIfTheClockWentBackOrJumped() {
        directory.add("u-1", UserAccount.Kind.USER, JAN_1);
        InactivityRun run = builder().lastRunAt(JAN_25).expireWithoutWarning().build();

        InactivityReport back = runAt(run, JAN_25.minusMillis(1));
        InactivityReport jumped = runAt(run, JAN_25.plus(Duration.ofDays(3)).plusMillis(1));

        assertThat(back.ending()).isEqualTo(Ending.STOPPED_CLOCK_WENT_BACK);
        assertThat(back.explanation())
                .isEqualTo("the clock is behind the last run at 2024-01-25T00:00:00Z; nothing expired");
        assertThat(jumped.ending()).isEqualTo(Ending.STOPPED_CLOCK_JUMPED);
        assertThat(jumped.isStopped()).isTrue();
        assertThat(runAt(run, FEB_1).isStopped()).isTrue();
        assertThat(directory.open).hasSize(1);
        assertThat(events).isEmpty();
        assertThat(run.runConfirmed().counts().expired()).isEqualTo(1);
        assertThat(runAt(run, FEB_1.plus(Duration.ofDays(3))).isStopped()).isFalse();
    }

    @Test
    void stopsIfTooManyWouldExpire() {
        for (int i = 0; i < 100; i++) {
            directory.add("u-" + i, UserAccount.Kind.USER, i < 6 ? JAN_1 : JAN_31);
        }
        InactivityRun five =
                builder().limit(new ExpiryLimit(0.05, 5)).expireWithoutWarning().build();
        InactivityReport report = runAt(five, FEB_1);
        assertThat(report.ending()).isEqualTo(Ending.STOPPED_TOO_MANY);
        assertThat(report.explanation())
                .isEqualTo("6 of 100 accounts would expire, more than a run may; nothing expired");
        assertThat(directory.open).hasSize(100);
        InactivityRun six =
                builder().limit(new ExpiryLimit(0.06, 0)).expireWithoutWarning().build();
        assertThat(runAt(six, FEB_1).counts().expired()).isEqualTo(6);
        assertThat(new ExpiryLimit(0, 6).isExceededBy(6, 100)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ExpiryLimit(Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExpiryLimit(0.5, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().maxClockStep(Duration.ZERO));
    }

    @Test
    void anExpiryThatCannotBeRecordedDoesNotHappen() {
        directory.add("u-1", UserAccount.Kind.USER, JAN_1);
        logFails = true;
        InactivityRun run = builder().expireWithoutWarning().build();
        clock.set(FEB_1);
        assertThatExceptionOfType(ComplianceException.class).isThrownBy(run::run);
        assertThat(directory.open).hasSize(1);
        logFails = false;
        assertThat(run.run().counts().expired()).isEqualTo(1);
    }

    @Test
    void refusesWarningsAndReceiptsThatSayNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InactivityWarning(ACME, new SubjectId("u-1"), FEB_1, FEB_1))
                .withMessageContaining("accepted is before");
        assertThatIllegalArgumentException().isThrownBy(() -> new WarningReceipt(" ", FEB_1));
        assertThatIllegalArgumentException().isThrownBy(() -> new WarningReceipt("x".repeat(257), FEB_1));
    }
}
