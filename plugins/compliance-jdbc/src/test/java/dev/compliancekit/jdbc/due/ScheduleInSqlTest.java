package dev.compliancekit.jdbc.due;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import dev.compliancekit.retention.deadline.Deadline;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.testkit.ManualClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guide says of the table of the library, on every database. */
class ScheduleInSqlTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @ParameterizedTest
    @EnumSource
    void aCancellationFallsDueThirtyDaysLater(TestDatabase kind) throws SQLException {
        DataSource dataSource = kind.newDatabase();
        RetentionSchema.migrate(dataSource);
        ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
        Instant cancelledAt = clock.instant();
        DueQueue queue = DueQueue.open(dataSource, clock);
        DueItem.Key account = new DueItem.Key(new TenantId("acme"), new RecordClass("account"), new RecordId("acme"));

        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            // readme: begin
            Deadline deadline = DeadlineRules.in(VIENNA).deadline(cancelledAt, TimeLimit.parse("P30D"));
            queue.schedule(connection, DueItem.of(account, deadline, "accounts 2026-1"));
            // and in the same transaction what cancels the account
            connection.commit();
            // readme: end
        }

        assertThat(queue.claim(10, Duration.ofMinutes(1))).isEmpty();
        clock.advance(Duration.ofDays(31));
        assertThat(queue.claim(10, Duration.ofMinutes(1)).orElseThrow().items())
                .extracting(DueItem::key)
                .containsExactly(account);
    }
}
