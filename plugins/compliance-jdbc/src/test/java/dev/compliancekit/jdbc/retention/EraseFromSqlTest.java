package dev.compliancekit.jdbc.retention;

import static dev.compliancekit.jdbc.retention.CustomerTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.jdbc.due.DueSweep;
import dev.compliancekit.jdbc.due.DueTable;
import dev.compliancekit.jdbc.due.InstantColumn;
import dev.compliancekit.jdbc.due.RunBudget;
import dev.compliancekit.jdbc.due.RunReport;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.testkit.ManualClock;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guide, on every database. */
class EraseFromSqlTest {

    private static final TenantId ACME = new TenantId("acme");

    @ParameterizedTest
    @EnumSource
    void theGuideErasesWhatIsDueAndNotHeld(TestDatabase kind) throws SQLException {
        CustomerTables tables = new CustomerTables(kind);
        DataSource dataSource = tables.source();
        ManualClock clock = ManualClock.at(NOON.toString());
        tables.source()
                .run(
                        "CREATE TABLE logins (id bigint PRIMARY KEY, tenant varchar(64) NOT NULL, due_at bigint)",
                        "CREATE INDEX logins_due ON logins (due_at, id, tenant)",
                        "INSERT INTO logins VALUES (1, 'acme', 5), (2, 'globex', 5)");
        RunReport report;

        // readme: begin
        RetentionSchema.migrate(dataSource); // once, or at each start: what is there stays as it is

        JdbcLegalHolds holds = JdbcLegalHolds.open(dataSource);
        holds.put(LegalHold.place("case-17", Scope.of(ACME), "a dispute is in court", clock.instant()));

        DueTable logins = DueTable.of("logins", "id", "tenant", "due_at", InstantColumn.EPOCH_MICROS);
        DueSweep sweep = DueSweep.open(dataSource, logins, clock);
        report = sweep.run(RunBudget.of(100_000, Duration.ofMinutes(5)), (connection, rows) -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM logins WHERE id = ?")) {
                for (var row : rows) {
                    delete.setObject(1, row.id());
                    delete.addBatch();
                }
                delete.executeBatch(); // commits with the chunk
            }
        });

        ErasureTarget target = JdbcErasureTarget.builder(dataSource, "customers-db", clock)
                .table(ErasedTable.of("customers", "id", "tenant").withSubject("subject"))
                .table(ErasedTable.of("orders", "id", "tenant").withSubject("subject"))
                .build(); // for ErasureRun
        // readme: end

        assertThat(report.items()).isEqualTo(1);
        assertThat(tables.source().ask("SELECT tenant FROM logins")).containsExactly("acme");
        assertThat(target.name()).isEqualTo("customers-db");
    }
}
