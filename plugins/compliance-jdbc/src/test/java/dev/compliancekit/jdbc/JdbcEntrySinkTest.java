package dev.compliancekit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.ship.ShipState;
import dev.compliancekit.audit.ship.ShipStatus;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Who may do what in the table, and what is said when something is not as it must be. */
class JdbcEntrySinkTest {

    private static final String ACCEPTED =
            "; accepted is a role that has only the privileges of docs/guides/ship-to-postgresql-and-kafka.md";

    @TempDir
    private Path temp;

    private SinkScene scene;

    @BeforeEach
    void makeScene() {
        scene = new SinkScene(temp);
    }

    private void ship(int entries) {
        try (AuditLog log = scene.log(entries);
                EntryShipper shipper = scene.shipper().open()) {
            assertThat(SinkScene.shipAll(shipper).problem()).isEmpty();
            assertThat(log.published().unverified().treeSize()).isEqualTo(entries);
        }
    }

    private static void refuses(DataSource source, String sentence) {
        assertThatExceptionOfType(SinkUnavailableException.class)
                .isThrownBy(() -> JdbcEntrySink.open(source))
                .withMessage(sentence);
    }

    @Test
    void aRoleThatMayDoMoreThanAppendIsRefused() {
        refuses(
                scene.owner,
                "the role of the connection is a superuser, for whom row security means nothing" + ACCEPTED);
        PGSimpleDataSource shipper = scene.role("audit_shipper");

        SinkScene.run(scene.owner, "ALTER ROLE audit_shipper BYPASSRLS");
        refuses(shipper, "the role of the connection has BYPASSRLS, so row security means nothing" + ACCEPTED);
        SinkScene.run(scene.owner, "ALTER ROLE audit_shipper NOBYPASSRLS");

        SinkScene.run(scene.owner, "GRANT DELETE ON compliancekit_audit_entry TO audit_shipper");
        refuses(shipper, "the role of the connection may update, delete or truncate audit entries" + ACCEPTED);
        SinkScene.run(scene.owner, "REVOKE DELETE ON compliancekit_audit_entry FROM audit_shipper");

        SinkScene.run(scene.owner, "ALTER TABLE compliancekit_audit_entry NO FORCE ROW LEVEL SECURITY");
        refuses(
                shipper,
                "the role of the connection meets a table of audit entries without forced row security" + ACCEPTED);
        SinkScene.run(
                scene.owner,
                "ALTER TABLE compliancekit_audit_entry FORCE ROW LEVEL SECURITY",
                "ALTER TABLE compliancekit_audit_entry OWNER TO audit_shipper");
        refuses(
                shipper,
                "the role of the connection owns the table of audit entries, or may act as its owner" + ACCEPTED);
    }

    @Test
    void aDatabaseWithoutTheTablesOrOfAnotherVersionIsRefused() {
        String noTable = "there is no table of audit entries in the database; accepted is one that"
                + " JdbcEntrySink.createSchema made";
        refuses(Postgres.database(Postgres.newDatabase()), noTable);

        SinkScene.run(scene.owner, "UPDATE compliancekit_schema SET version = 2 WHERE part = 'audit-entries'");
        refuses(
                scene.role("audit_shipper"),
                "the audit entries in the database are of version 2; accepted is version 1");
    }

    @Test
    void aDatabaseThatCannotBeUsedSaysWhy() {
        PGSimpleDataSource wrongPassword = scene.role("audit_shipper");
        wrongPassword.setPassword("hunter2");
        refuses(wrongPassword, "the database refuses the user or the password of the sink");

        PGSimpleDataSource nobody = scene.role("audit_shipper");
        nobody.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        refuses(nobody, "the database of the sink cannot be reached, or ended the connection (SQLSTATE 08001)");

        PGSimpleDataSource careless = scene.role("audit_shipper");
        careless.setOptions("-c synchronous_commit=off");
        refuses(
                careless,
                "synchronous_commit is off in the database of the sink, so entries could vanish with a crash after"
                        + " they were taken; accepted is any other setting");

        SinkScene.run(scene.owner, "REVOKE INSERT ON compliancekit_audit_entry FROM audit_shipper");
        try (AuditLog log = scene.log(3)) {
            ShipStatus status = scene.shipper().open().ship();
            assertThat(status.problem())
                    .contains("the role of the sink lacks a privilege on its tables, or may not do this to audit"
                            + " entries");
            assertThat(log.published().unverified().treeSize()).isEqualTo(3);
        }
    }

    @Test
    void nobodyChangesWhatWasWritten() {
        ship(5);
        for (String statement : List.of(
                "UPDATE compliancekit_audit_entry SET tenant = 't-0'",
                "DELETE FROM compliancekit_audit_entry",
                "TRUNCATE compliancekit_audit_entry",
                "TRUNCATE compliancekit_audit_entry_2026_01")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> SinkScene.run(scene.role("audit_shipper"), statement))
                    .withMessageContaining("permission denied");
            assertThatIllegalStateException()
                    .isThrownBy(() -> SinkScene.run(scene.owner, statement))
                    .withMessageContaining("audit entries are never changed");
        }
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        SinkScene.run(scene.role("audit_shipper"), "UPDATE compliancekit_audit_log SET next_index = 1"))
                .withMessageContaining("the cursor of an audit log only goes forward");
        assertThatIllegalStateException()
                .isThrownBy(() -> SinkScene.run(scene.role("audit_shipper"), "SELECT * FROM compliancekit_audit_entry"))
                .withMessageContaining("permission denied");
        assertThat(scene.verify().isIntact()).isTrue();
    }

    @Test
    void aTenantSeesItsOwnRowsAndThePoolForgetsIt() throws SQLException {
        ship(50);
        TenantId tenant = new TenantId("t-3");
        try (HikariDataSource pool = Postgres.pool(scene.role("audit_reader"), 1)) {
            JdbcEntryCopy copy = JdbcEntryCopy.open(pool);
            try (TenantScope scope = TenantScope.enter(tenant)) {
                List<ShippedEntry> first = copy.entries(tenant, SinkScene.ORIGIN, 0, 4);
                assertThat(first).extracting(ShippedEntry::index).containsExactly(3L, 10L, 17L, 24L);
                assertThat(copy.entries(tenant, SinkScene.ORIGIN, 25, 10_000))
                        .extracting(entry -> entry.label().tenant())
                        .containsOnly(tenant)
                        .hasSize(3);
                assertThatExceptionOfType(TenantMismatchException.class)
                        .isThrownBy(() -> copy.entries(new TenantId("t-4"), SinkScene.ORIGIN, 0, 1));
                assertThatIllegalArgumentException().isThrownBy(() -> copy.entries(tenant, SinkScene.ORIGIN, 0, 0));
            }
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM compliancekit_audit_entry")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
        }
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        SinkScene.run(scene.role("audit_reader"), "SELECT * FROM compliancekit_audit_entry_2026_02"))
                .withMessageContaining("permission denied");
    }

    @Test
    void entriesOfAMonthThatIsNotThereWaitUntilItIs() {
        JdbcEntryPartitions partitions = JdbcEntryPartitions.of(scene.owner);
        assertThat(partitions.drop(YearMonth.of(2026, 2))).isZero();
        try (AuditLog log = scene.log(30);
                EntryShipper shipper = scene.shipper().batch(1).open()) {
            ShipStatus status = SinkScene.shipAll(shipper);

            assertThat(status.state()).isEqualTo(ShipState.RETRYING);
            assertThat(status.shipped()).hasValue(1); // the first hour is still January
            assertThat(status.problem())
                    .contains("there is no partition for a month of the entries; make it with"
                            + " JdbcEntryPartitions.ensure");
            partitions.ensure(YearMonth.of(2026, 1), 3);
            assertThat(SinkScene.shipAll(shipper).problem()).isEmpty();
            assertThat(scene.verify().entries())
                    .isEqualTo(log.published().unverified().treeSize());
        }
        assertThat(partitions.months()).hasSize(8).contains(YearMonth.of(2026, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> partitions.ensure(YearMonth.of(2026, 2), 0))
                .withMessage("months is 0; accepted are 1 to 1200");
        assertThatExceptionOfType(SinkUnavailableException.class)
                .isThrownBy(() ->
                        JdbcEntryPartitions.of(scene.role("audit_shipper")).ensure(YearMonth.of(2030, 1), 1));
    }

    @Test
    void aCursorThatIsNotTheSinksIsToldNotOverwritten() {
        ship(5);
        SinkCursor start = SinkCursor.start(SinkScene.ORIGIN);
        List<ShippedEntry> first;
        try (TenantScope scope = TenantScope.enter(new TenantId("t-0"))) {
            first = JdbcEntryCopy.open(scene.role("audit_reader")).entries(new TenantId("t-0"), SinkScene.ORIGIN, 0, 1);
        }

        assertThat(scene.sink().take(start, first).nextIndex()).isEqualTo(5);
        assertThat(scene.verify().isIntact()).isTrue();
    }
}
