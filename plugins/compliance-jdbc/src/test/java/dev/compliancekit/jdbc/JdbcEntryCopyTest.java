package dev.compliancekit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.EntryShipper;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table is verified against the log: what somebody with every right changed in it is found, and where. */
class JdbcEntryCopyTest {

    private static final int SIZE = 2100;

    @TempDir
    private Path temp;

    private SinkScene scene;

    @BeforeEach
    void ship() {
        scene = new SinkScene(temp);
        try (AuditLog log = scene.log(SIZE);
                EntryShipper shipper = scene.shipper().batch(1000).open()) {
            assertThat(SinkScene.shipAll(shipper).problem()).isEmpty();
            assertThat(JdbcEntryCopy.open(scene.role("audit_reader")).checkpoint(SinkScene.ORIGIN))
                    .contains(log.published());
        }
    }

    /** Past the triggers, as the superuser may. */
    private void force(String... statements) {
        SinkScene.run(
                scene.owner,
                Stream.concat(
                                Stream.of(
                                        "ALTER TABLE compliancekit_audit_entry DISABLE TRIGGER compliancekit_append_only"),
                                Stream.of(statements))
                        .toArray(String[]::new));
    }

    private void isFound(long index, String problem) {
        CopyReport report = scene.verify();
        assertThat(report.firstBadIndex()).hasValue(index);
        assertThat(report.findings().get(0).problem()).contains(problem);
    }

    @Test
    void aTrueCopyIsIntact() {
        CopyReport report = scene.verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(SIZE);
        assertThat(report.leftOut()).isZero();
    }

    @Test
    void aChangedEntryIsFound() {
        force("UPDATE compliancekit_audit_entry SET body = overlay(body PLACING 'x' FROM 12 FOR 1) WHERE idx = 1234");
        isFound(1234, "entry 1234 has the leaf hash");
    }

    @Test
    void anEntryThatWasChangedWithItsHashIsFound() {
        force(
                "UPDATE compliancekit_audit_entry SET body = overlay(body PLACING 'x' FROM 12 FOR 1) WHERE idx = 1234",
                "UPDATE compliancekit_audit_entry SET leaf = sha256('\\x00' || body) WHERE idx = 1234");
        isFound(1234, "the log's tile says");
    }

    @Test
    void aRowThatWasGivenToAnotherTenantIsFound() {
        force("UPDATE compliancekit_audit_entry SET tenant = 't-0' WHERE idx = 999");
        isFound(999, "entry 999 is of another account, action or time than its row says");
    }

    @Test
    void missingRowsAreFound() {
        force(
                "DELETE FROM compliancekit_audit_entry WHERE idx = 1000",
                "DELETE FROM compliancekit_audit_entry WHERE idx > 2090");
        CopyReport report = scene.verify();

        assertThat(report.findings())
                .extracting(CopyReport.Finding::problem)
                .containsExactly("entry 1000 is missing", "entries 2091 to 2099 are missing");
    }

    @Test
    void aRowThatIsThereTwiceIsFoundAlsoAtTheEndOfAPage() {
        force("INSERT INTO compliancekit_audit_entry SELECT origin, idx, recorded_at + interval '1 month', tenant,"
                + " action, leaf, body FROM compliancekit_audit_entry_2026_03 WHERE idx = 999");
        isFound(999, "entry 999 is there twice, or out of order");
    }

    @Test
    void monthsThatWereDroppedAreLeftOutAndTheRestIsStillVerified() {
        JdbcEntryPartitions partitions = JdbcEntryPartitions.of(scene.owner);
        assertThat(partitions.drop(YearMonth.of(2026, 1))).isEqualTo(1);
        assertThat(partitions.drop(YearMonth.of(2026, 2))).isEqualTo(28 * 24);
        assertThat(partitions.drop(YearMonth.of(2026, 2))).isZero();
        CopyReport report = scene.verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.leftOut()).isEqualTo(1 + 28 * 24);
        assertThat(report.entries()).isEqualTo(SIZE - report.leftOut());
        force("DELETE FROM compliancekit_audit_entry WHERE idx = 1500");
        isFound(1500, "entry 1500 is missing");
    }
}
