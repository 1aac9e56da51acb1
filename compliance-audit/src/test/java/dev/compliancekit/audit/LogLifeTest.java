package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.event.EventRules;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log tells of itself: starts, stops, its own verification; and what the verifier remarks about them. */
class LogLifeTest {

    private static final TenantId ACME = new TenantId("acme");

    @TempDir
    private Path temp;

    private TestLog logs;
    private Instant now = TestLog.START;

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
    }

    private AuditLog open(Path directory) {
        return AuditLog.builder(directory, logs.key(), () -> now).open();
    }

    private static List<AuditEvent> eventsOf(AuditLog log) {
        List<AuditEvent> events = new ArrayList<>();
        log.reader().readAll(entry -> events.add(entry.event()));
        return events;
    }

    private VerificationReport verify(Path directory) {
        return AuditVerifier.of(logs.key()).verify(directory);
    }

    @Test
    void startsAndStopsAreTheFirstAndTheLastEntryOfARun() {
        try (AuditLog log = open(logs.directory())) {
            log.append(TestLog.event(ACME, 0));
        }
        try (AuditLog log = open(logs.directory())) {
            List<AuditEvent> events = eventsOf(log);
            assertThat(events)
                    .extracting(AuditEvent::action)
                    .containsExactly(Action.LOG_STARTED, Action.SIGN_IN, Action.LOG_STOPPED, Action.LOG_STARTED);
            assertThat(events.get(0).tenant()).isEqualTo(new TenantId("operator"));
            assertThat(events.get(0).attributes()).containsEntry("entries", "0").containsEntry("found", "new");
            assertThat(events.get(3).attributes()).containsEntry("entries", "3").containsEntry("found", "whole");
            assertThat(events.get(0).attributes()).containsKey("libraryVersion");
            for (AuditEvent event : events) {
                assertThat(EventRules.vocabulary().apply(event)).isEqualTo(event);
            }
        }
        VerificationReport report = verify(logs.directory());
        assertThat(report.isIntact()).isTrue();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.checkpoint().orElseThrow().treeSize()).isEqualTo(5);
    }

    @Test
    void closingTwiceStopsOnce() {
        AuditLog log = open(logs.directory());
        log.close();
        log.close();
        assertThat(verify(logs.directory()).entries()).isEqualTo(2);
    }

    @Test
    void aStartWithoutAStopBeforeItSaysThatTheProcessDied() {
        Path crashed;
        try (AuditLog log = open(logs.directory())) {
            log.append(TestLog.event(ACME, 0));
            crashed = logs.copyAs("crashed");
        }
        open(crashed).close();
        VerificationReport report = verify(crashed);
        assertThat(report.isIntact()).isTrue();
        assertThat(report.remarks())
                .containsExactly("the log was started 1 times without having been stopped before, the last time at "
                        + "entry 2: its process died");
    }

    @Test
    void aLogThatWasCutSaysSo() throws IOException {
        Path crashed;
        try (AuditLog log = open(logs.directory())) {
            log.append(TestLog.event(ACME, 0));
            crashed = logs.copyAs("crashed");
        }
        Path writeAhead = crashed.resolve("write-ahead.0");
        byte[] bytes = Files.readAllBytes(writeAhead);
        Files.write(writeAhead, Arrays.copyOf(bytes, bytes.length - 3));
        try (AuditLog log = open(crashed)) {
            List<AuditEvent> events = eventsOf(log);
            assertThat(events)
                    .extracting(AuditEvent::action)
                    .containsExactly(Action.LOG_STARTED, Action.LOG_RECOVERED, Action.LOG_STARTED);
            assertThat(events.get(2).attributes()).containsEntry("found", "cut");
        }
    }

    @Test
    void withoutLifeEventsALogHoldsWhatWasAppended() {
        try (AuditLog log = logs.open()) {
            log.append(TestLog.event(ACME, 0));
        }
        assertThat(verify(logs.directory()).entries()).isEqualTo(1);
    }

    @Test
    void aClockThatWentBackIsARemarkAndNoFinding() {
        try (AuditLog log = AuditLog.builder(logs.directory(), logs.key(), () -> now)
                .withoutLifeEvents()
                .open()) {
            for (int seconds : new int[] {0, 10, 9, 20, 15, 30, 10, 11}) {
                now = TestLog.START.plusSeconds(seconds);
                log.append(TestLog.event(ACME, seconds));
            }
        }
        VerificationReport report = verify(logs.directory());
        assertThat(report.isIntact()).isTrue();
        assertThat(report.remarks())
                .containsExactly("the log's clock went back by more than 1 s 2 times, the first time at entry 4, by "
                        + "PT20S at the most");
        assertThat(report.toString()).contains("\nremark: the log's clock");
    }

    @Test
    void theLogVerifiesItselfAndSaysSo() throws IOException {
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 300));
            log.checkpoint();
            SelfVerification verification = SelfVerification.of(log);
            assertThat(verification.last()).isEmpty();
            assertThat(verification.run().isIntact()).isTrue();
            AuditEvent good = lastOf(log);
            assertThat(good.action()).isEqualTo(Action.LOG_VERIFIED);
            assertThat(good.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(good.attributes())
                    .containsEntry("entries", "300")
                    .containsEntry("findings", "0")
                    .containsEntry("checkpointSize", "300");
            log.checkpoint();
            damage("tile/0/000");
            assertThat(verification.run().isIntact()).isFalse();
            assertThat(verification.last().orElseThrow().isIntact()).isFalse();
            damage("tile/0/000");
            AuditEvent bad = lastOf(log);
            assertThat(bad.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(bad.attributes().get("reason")).startsWith("tile/0/000: from entry 0: hash 0 is ");
        }
    }

    private static AuditEvent lastOf(AuditLog log) {
        List<AuditEvent> all = eventsOf(log);
        return all.get(all.size() - 1);
    }

    private void damage(String file) throws IOException {
        Path path = logs.directory().resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        bytes[0] ^= 1;
        Files.write(path, bytes);
    }

    @Test
    void itVerifiesAgainAndAgainOnAnExecutor() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try (AuditLog log = logs.open()) {
            log.append(TestLog.event(ACME, 0));
            SelfVerification verification = SelfVerification.of(log);
            assertThatThrownBy(() -> verification.schedule(executor, Duration.ofMillis(999)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pause is PT0.999S; accepted is 1 second or more");
            ScheduledFuture<?> schedule = verification.schedule(executor, Duration.ofSeconds(1));
            Future<?> later = executor.schedule(() -> {}, 2_500, TimeUnit.MILLISECONDS);
            later.get(60, TimeUnit.SECONDS);
            schedule.cancel(false);
        } finally {
            executor.shutdown();
            assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(verify(logs.directory()).entries()).isGreaterThanOrEqualTo(2);
    }
}
