package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.event.EventRules;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditControlsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant AS_OF = TestLog.START.plus(Duration.ofDays(30));

    @TempDir
    private Path temp;

    private TestLog logs;

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
    }

    @Test
    void aVerifiedLogIsKeptWithSizeAndRoot() {
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 1234));
            log.checkpoint();
            Assessment assessment = AuditControls.of(log).logVerified().assess(AS_OF);
            assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
            assertThat(assessment.figures()).containsExactly(new Figure("log entries", "1,234"));
            assertThat(assessment.evidence())
                    .containsExactly("log " + TestLog.ORIGIN + " checkpoint of size 1234, root "
                            + log.published().unverified().rootHash());
        }
    }

    @Test
    void aChangedByteBreaksTheLogAndIsLocated() throws Exception {
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 10));
            log.checkpoint();
            flipABitOfEntryThree();
            Assessment assessment = AuditControls.of(log).logVerified().assess(AS_OF);
            assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
            assertThat(assessment.figures()).contains(new Figure("first bad index", "3"));
        }
    }

    private void flipABitOfEntryThree() throws Exception {
        Path bundle = logs.directory().resolve("tile/entries/000.p/10");
        try (RandomAccessFile file = new RandomAccessFile(bundle.toFile(), "rw")) {
            int at = 0;
            for (int i = 0; i < 3; i++) {
                file.seek(at);
                at += 2 + file.readUnsignedShort();
            }
            file.seek(at + 100);
            int b = file.read();
            file.seek(at + 100);
            file.write(b ^ 1);
        }
    }

    @Test
    void signInsAreCountedByDeviceType() {
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 7));
            log.append(AuditEvent.builder(ACME, Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, TestLog.START)
                    .attribute(AuditEvent.PURPOSE, "support")
                    .build());
            AuditControls controls = AuditControls.of(log);
            Assessment assessment = controls.signInsComplete().assess(AS_OF);
            assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
            assertThat(assessment.figures())
                    .containsExactly(
                            new Figure("sign-ins", "7"),
                            new Figure("sign-ins by device type: phone", "4"),
                            new Figure("sign-ins by device type: desktop", "3"));
            assertThat(controls.signInsByDeviceType(TestLog.START, AS_OF))
                    .containsExactly(new SignInCount("phone", 4), new SignInCount("desktop", 3));
            assertThat(controls.signInsByDeviceType(TestLog.START.plusSeconds(2), TestLog.START.plusSeconds(4)))
                    .containsExactly(new SignInCount("desktop", 1), new SignInCount("phone", 1));
        }
    }

    @Test
    void aSignInWithoutAddressBreaksTheSignInLog() {
        try (AuditLog log =
                logs.builder(logs.directory()).rules(EventRules.none()).open()) {
            log.append(TestLog.event(ACME, 0));
            log.append(AuditEvent.builder(ACME, Actor.customer("u"), Action.SIGN_IN, Outcome.FAILURE, TestLog.START)
                    .attribute(AuditEvent.DEVICE_TYPE, "phone")
                    .build());
            log.append(AuditEvent.builder(ACME, Actor.customer("u"), Action.SIGN_IN, Outcome.FAILURE, TestLog.START)
                    .attribute(AuditEvent.ADDRESS, "192.0.2.1")
                    .build());
            Assessment assessment = AuditControls.of(log).signInsComplete().assess(AS_OF);
            assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
            assertThat(assessment.reasons()).containsExactly("2 sign-ins in the log lack an address or a device type.");
            assertThat(assessment.evidence()).containsExactly("log " + TestLog.ORIGIN + " entry 1");
            assertThat(assessment.figures()).contains(new Figure("sign-ins by device type: not recorded", "1"));
        }
    }

    @Test
    void anEmptyLogProvesNothing() {
        try (AuditLog log = logs.open()) {
            AuditControls controls = AuditControls.of(log);
            assertThat(controls.signInsComplete().assess(AS_OF).standing()).isEqualTo(Standing.UNPROVEN);
            assertThat(controls.logRetained(Period.ofYears(1), ZoneOffset.UTC)
                            .assess(AS_OF)
                            .standing())
                    .isEqualTo(Standing.UNPROVEN);
        }
    }

    @Test
    void theRetentionFloorSaysWhenItIsReached() {
        try (AuditLog log = logs.open()) {
            log.append(TestLog.event(ACME, 0));
            AuditControls controls = AuditControls.of(log);
            Assessment young =
                    controls.logRetained(Period.ofMonths(12), ZoneOffset.UTC).assess(AS_OF);
            assertThat(young.standing()).isEqualTo(Standing.KEPT);
            assertThat(young.reasons().get(0)).contains("reaches the floor of P12M on 2027-01-01");
            assertThat(young.figures()).containsExactly(new Figure("oldest log entry", "30 days"));
            Assessment old =
                    controls.logRetained(Period.ofDays(30), ZoneOffset.UTC).assess(AS_OF);
            assertThat(old.reasons().get(0)).contains("has reached the floor of P30D since 2026-01-31");
            assertThatThrownBy(() -> controls.logRetained(Period.ZERO, ZoneOffset.UTC))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theLogOnDemandIsExportedAndProven() {
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 20));
            log.append(TestLog.event(new TenantId("zoo"), 1));
            Assessment assessment = AuditControls.of(log)
                    .logOnDemand(ACME, Actor.service("report"))
                    .assess(AS_OF);
            assertThat(assessment.standing()).as(assessment.toString()).isEqualTo(Standing.KEPT);
            assertThat(assessment.figures()).containsExactly(new Figure("entries exported and proven", "21"));
            try (TenantScope scope = TenantScope.enter(ACME)) {
                List<AuditEntry> exports = log.reader()
                        .find(AuditQuery.of(ACME).action(Action.EXPORT))
                        .entries();
                assertThat(exports).hasSize(1);
                assertThat(exports.get(0).event().actor()).isEqualTo(Actor.service("report"));
            }
        }
    }

    @Test
    void anAlteredEntryBreaksTheLogOnDemand() throws Exception {
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 300));
            log.checkpoint();
            Path bundle = logs.directory().resolve("tile/entries/000");
            try (RandomAccessFile file = new RandomAccessFile(bundle.toFile(), "rw")) {
                file.seek(50);
                file.write(0x7a);
            }
            Assessment assessment = AuditControls.of(log)
                    .logOnDemand(ACME, Actor.service("report"))
                    .assess(AS_OF);
            assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
            assertThat(assessment.reasons().get(0)).contains("entry 0");
        }
    }
}
