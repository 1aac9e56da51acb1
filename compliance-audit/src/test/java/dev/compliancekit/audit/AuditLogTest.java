package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.NoTenantException;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");

    @TempDir
    private Path temp;

    private TestLog logs;

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
    }

    @Test
    void receiptsCountTheLogAndTheTenant() {
        try (AuditLog log = logs.open()) {
            AuditReceipt first = log.append(TestLog.event(ACME, 0));
            AuditReceipt second = log.append(TestLog.event(ZOO, 1));
            AuditReceipt third = log.append(TestLog.event(ACME, 2));
            assertThat(List.of(first.index(), second.index(), third.index())).containsExactly(0L, 1L, 2L);
            assertThat(List.of(first.tenantSequence(), second.tenantSequence(), third.tenantSequence()))
                    .containsExactly(0L, 0L, 1L);
            assertThat(first.origin()).isEqualTo(TestLog.ORIGIN);
        }
    }

    @Test
    void keepsEverythingOverReopening() {
        List<AuditReceipt> receipts = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            try (AuditLog log = logs.open()) {
                for (int i = 0; i < 100; i++) {
                    receipts.add(log.append(TestLog.event(i % 3 == 0 ? ACME : ZOO, receipts.size())));
                }
            }
        }
        try (AuditLog log = logs.open();
                TenantScope scope = TenantScope.enter(ZOO)) {
            assertThat(log.recovery().entries()).isEqualTo(400);
            List<AuditEntry> found = log.reader().find(AuditQuery.of(ZOO)).entries();
            assertThat(found).hasSize(264);
            assertThat(found)
                    .allSatisfy(entry -> assertThat(entry.leafHash())
                            .isEqualTo(receipts.get((int) entry.index()).leafHash()));
            assertThat(found.get(0).event()).isEqualTo(TestLog.event(ZOO, 1));
        }
        VerificationReport report = AuditVerifier.of(logs.key()).verify(logs.directory());
        assertThat(report.isIntact()).as(report.toString()).isTrue();
        assertThat(report.entries()).isEqualTo(400);
    }

    @Test
    void aCrashedLogGoesOnWhereItWas() {
        AuditLog log = logs.open();
        log.append(TestLog.event(ACME, 0));
        log.checkpoint();
        log.append(TestLog.event(ACME, 1));
        Path copy = logs.copyAs("crashed");
        log.close();
        try (AuditLog reopened = logs.open(copy);
                TenantScope scope = TenantScope.enter(ACME)) {
            assertThat(reopened.recovery())
                    .isEqualTo(new RecoveryReport(2, 1, reopened.recovery().cutAtByte(), 0));
            assertThat(reopened.append(TestLog.event(ACME, 2)).index()).isEqualTo(2);
            assertThat(reopened.reader().find(AuditQuery.of(ACME)).entries()).hasSize(3);
        }
        assertThat(AuditVerifier.of(logs.key()).verify(copy).findings()).isEmpty();
    }

    @Test
    void readingNeedsTheTenantItself() {
        try (AuditLog log = logs.open()) {
            log.append(TestLog.event(ACME, 0));
            assertThatThrownBy(() -> log.reader().find(AuditQuery.of(ACME))).isInstanceOf(NoTenantException.class);
            try (TenantScope scope = TenantScope.enter(ZOO)) {
                assertThatThrownBy(() -> log.reader().find(AuditQuery.of(ACME)))
                        .isInstanceOf(TenantMismatchException.class);
                assertThat(log.reader().find(AuditQuery.of(ZOO)).entries()).isEmpty();
            }
        }
    }

    @Test
    void readingAcrossTenantsIsAnEvent() {
        try (AuditLog log = logs.open()) {
            log.append(TestLog.event(ACME, 0));
            List<AuditEntry> seen = new ArrayList<>();
            log.readAcrossTenants(Actor.staff("ann"), "incident 7", seen::add);
            assertThat(seen).hasSize(2);
            AuditEvent own = seen.get(1).event();
            assertThat(own.action()).isEqualTo(Action.EXPORT);
            assertThat(own.tenant()).isEqualTo(new TenantId("operator"));
            assertThat(own.actor()).isEqualTo(Actor.staff("ann"));
            assertThat(own.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(own.attributes()).containsEntry(AuditEvent.PURPOSE, "incident 7");
        }
    }

    @Test
    void provesEntriesAndGrowth() {
        try (AuditLog log = logs.open()) {
            List<AuditReceipt> receipts = log.appendAll(TestLog.events(ACME, 300));
            SignedCheckpoint older = log.checkpoint();
            log.appendAll(TestLog.events(ZOO, 400));
            SignedCheckpoint newer = log.checkpoint();
            TileDirectory tiles = TileDirectory.of(logs.directory());
            tiles.proveConsistency(300, 700).verify(older.verify(log.vkey()), newer.verify(log.vkey()));
            tiles.proveInclusion(42, 700).verify(receipts.get(42).leafHash(), newer.verify(log.vkey()));
            assertThat(log.published()).isEqualTo(newer);
            assertThatThrownBy(() -> tiles.proveInclusion(700, 700))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("700");
        }
    }
}
