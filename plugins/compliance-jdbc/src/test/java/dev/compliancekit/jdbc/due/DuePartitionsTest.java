package dev.compliancekit.jdbc.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.jdbc.retention.JdbcLegalHolds;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Months of a table in PostgreSQL. */
class DuePartitionsTest {

    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final Scope ANN = Scope.of(new TenantId("acme"), new SubjectId("s-ann"));

    private final ManualClock clock = ManualClock.at("2026-04-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource
    void monthsAreMadeAheadAndDroppedWhenTheyAreOverAndNothingIsHeld(InstantColumn form) {
        TestDatabase.Source source = TestDatabase.POSTGRESQL.newDatabase();
        RetentionSchema.migrate(source);
        boolean timestamp = form == InstantColumn.TIMESTAMP;
        source.run("CREATE TABLE visits (id bigint, tenant text NOT NULL, subject text NOT NULL, due_at "
                + (timestamp ? "timestamptz" : "bigint") + " NOT NULL) PARTITION BY RANGE (due_at)");
        DueTable table = DueTable.of("visits", "id", "tenant", "due_at", form).withSubject("subject");
        DuePartitions partitions = DuePartitions.of(source, table, clock);

        partitions.ensure(MARCH, 2);
        partitions.ensure(MARCH.minusMonths(1), 3);

        assertThat(partitions.months()).containsExactly(MARCH.minusMonths(1), MARCH, MARCH.plusMonths(1));
        for (String day : new String[] {"2026-03-01T00:00:00Z", "2026-03-31T23:59:59Z", "2026-04-01T00:00:00Z"}) {
            Instant at = Instant.parse(day);
            String value = switch (form) {
                case EPOCH_SECONDS -> "" + at.getEpochSecond();
                case EPOCH_MILLIS -> "" + at.toEpochMilli();
                case EPOCH_MICROS -> at.toEpochMilli() + "000";
                case TIMESTAMP -> "'" + at + "'";
            };
            source.run("INSERT INTO visits VALUES (1, 'acme', 's-ann', " + value + ")");
        }
        JdbcLegalHolds holds = JdbcLegalHolds.open(source);
        LegalHold hold = LegalHold.place("case-1", ANN, "a dispute is in court", clock.instant());
        holds.put(hold);
        assertThatExceptionOfType(LegalHoldException.class).isThrownBy(() -> partitions.drop(MARCH));
        holds.put(hold.released(clock.instant()));

        assertThat(partitions.drop(MARCH)).isEqualTo(2);
        assertThat(partitions.drop(MARCH)).isZero();
        assertThat(source.number("SELECT count(*) FROM visits")).isEqualTo(1);
        assertThat(partitions.months()).containsExactly(MARCH.minusMonths(1), MARCH.plusMonths(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> partitions.drop(MARCH.plusMonths(1)))
                .withMessage("month 2026-04 is not over, so not all of it is due; accepted are months that are over");
        clock.advance(Duration.ofDays(30));
        assertThat(partitions.drop(MARCH.plusMonths(1))).isEqualTo(1);
    }
}
