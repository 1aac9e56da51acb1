package dev.compliancekit.jdbc.retention;

import static dev.compliancekit.jdbc.retention.CustomerTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.jdbc.due.DueItem;
import dev.compliancekit.jdbc.due.DueQueue;
import dev.compliancekit.jdbc.due.DueSweep;
import dev.compliancekit.jdbc.due.DueTable;
import dev.compliancekit.jdbc.due.InstantColumn;
import dev.compliancekit.jdbc.due.RunBudget;
import dev.compliancekit.jdbc.due.RunReport;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.deadline.Deadline;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.testkit.ManualClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guide, on every database. */
class EraseFromSqlTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

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
        schedules(tables, clock);
    }

    private static void schedules(CustomerTables tables, ManualClock clock) throws SQLException {
        DataSource dataSource = tables.source();
        tables.put(ACME, new SubjectId("s-ann"));
        Instant cancelledAt = clock.instant();
        DueQueue queue = DueQueue.open(dataSource, clock);
        DueItem.Key account = new DueItem.Key(ACME, new RecordClass("account"), new RecordId("acme"));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            // queue: begin
            Deadline deadline = DeadlineRules.in(VIENNA).deadline(cancelledAt, TimeLimit.parse("P30D"));
            queue.schedule(connection, DueItem.of(account, deadline, "accounts 2026-1"));
            // and in the same transaction what cancels the account
            connection.commit();
            // queue: end
        }
        assertThat(queue.claim(10, Duration.ofMinutes(1))).isEmpty();
        clock.advance(Duration.ofDays(31));
        assertThat(queue.claim(10, Duration.ofMinutes(1)).orElseThrow().items())
                .extracting(DueItem::key)
                .containsExactly(account);
    }
}
