package dev.compliancekit.jdbc.due;

import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.HoldCondition;
import dev.compliancekit.jdbc.internal.Micros;
import dev.compliancekit.jdbc.internal.MonthPartitions;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.jdbc.internal.SqlTable;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import dev.compliancekit.retention.spi.LegalHoldException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import javax.sql.DataSource;

/**
 * The months of a PostgreSQL table that is partitioned by its due column ({@code PARTITION BY RANGE}), made ahead and
 * dropped as a whole when all of a month is due: that takes milliseconds, however many rows there are. Months are those
 * of UTC. There is no partition for whatever is left; a row of a month that was not made is refused.
 * <em>Thread-safe.</em>
 */
public final class DuePartitions {

    /** So long others may have to wait behind the lock that detaching takes. */
    private static final String WAIT = "200ms";

    private final Database database;
    private final InstantSource clock;
    private final DueTable declared;
    private final SqlTable table;
    private final MonthPartitions months;

    private DuePartitions(Database database, InstantSource clock, DueTable declared, SqlTable table) {
        this.database = database;
        this.clock = clock;
        this.declared = declared;
        this.table = table;
        months = new MonthPartitions(table.sql(), table.name() + "_");
    }

    /**
     * The partitions of a table.
     *
     * @param owner hands out connections of the role that owns the table; the tables of {@link RetentionSchema} are in
     *     the same database
     * @param table the table; its name at most 55 characters long
     * @param clock the time
     * @return the partitions
     * @throws IllegalStateException if the table or a column of it is missing, or the database is not PostgreSQL
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be read, or its tables of
     *     retention are missing or of another version
     */
    public static DuePartitions of(DataSource owner, DueTable table, InstantSource clock) {
        Objects.requireNonNull(clock, "clock");
        RetentionSchema.require(owner);
        Database database = DueDatabase.of(owner);
        SqlTable found = database.statement(connection -> {
            if (SqlDialect.of(connection) != SqlDialect.POSTGRESQL) {
                throw new IllegalStateException("the database has no partitions by month; accepted is PostgreSQL");
            }
            return SqlTable.find(connection, table.table());
        });
        found.column(table.due());
        found.column(table.tenant());
        return new DuePartitions(database, clock, table, found);
    }

    /**
     * The months that are there.
     *
     * @return the months, oldest first, unmodifiable
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be read
     */
    public SortedSet<YearMonth> months() {
        return database.statement(months::read);
    }

    /**
     * Makes the months that are not there yet. Call it now and then, so that there are always some ahead.
     *
     * @param from the first month
     * @param count how many, 1 to 1,200
     * @throws IllegalArgumentException if the number is out of range
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be written, or the role
     *     is not the owner
     */
    public void ensure(YearMonth from, int count) {
        MonthPartitions.requireMonths(count);
        database.transaction(connection -> {
            months.lock(connection, WAIT);
            SortedSet<YearMonth> there = months.read(connection);
            for (int i = 0; i < count; i++) {
                YearMonth month = from.plusMonths(i);
                if (!there.contains(month)) {
                    SqlDialect.run(
                            connection,
                            "CREATE TABLE " + name(month) + " PARTITION OF " + table.sql() + " FOR VALUES FROM ("
                                    + bound(month) + ") TO (" + bound(month.plusMonths(1)) + ")");
                }
            }
            return there;
        });
    }

    /**
     * Drops all rows that fell due in a month, for good. The month is over, and no legal hold protects a row of it;
     * what refers to the table by foreign keys keeps the month from being dropped.
     *
     * @param month the month
     * @return how many rows were dropped; 0 if the month is not there
     * @throws IllegalArgumentException if the month is not over
     * @throws LegalHoldException if a hold protects a row of it; work the month off with {@link DueSweep} then
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be written, or somebody
     *     else uses the table and does not let go of it
     */
    public long drop(YearMonth month) {
        Instant now = clock.instant();
        if (begin(month.plusMonths(1)).isAfter(now)) {
            throw new IllegalArgumentException(
                    "month " + month + " is not over, so not all of it is due; accepted are months that are over");
        }
        return database.transaction(connection -> {
            HoldCondition.pass(SqlDialect.POSTGRESQL, connection);
            months.lock(connection, WAIT);
            if (!months.read(connection).contains(month)) {
                return 0L;
            }
            requireUnheld(connection, month, Micros.floor(now));
            SqlDialect.run(connection, "ALTER TABLE " + table.sql() + " DETACH PARTITION " + name(month));
            long rows = SqlDialect.number(connection, "SELECT count(*) FROM " + name(month));
            SqlDialect.run(connection, "DROP TABLE " + name(month));
            return rows;
        });
    }

    private void requireUnheld(Connection connection, YearMonth month, long asOf) throws SQLException {
        HoldCondition holds = HoldCondition.on(
                SqlDialect.POSTGRESQL.asText("part." + table.column(declared.tenant())),
                declared.subject().map(column -> SqlDialect.POSTGRESQL.asText("part." + table.column(column))),
                declared.recordClasses(),
                List.of());
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM " + name(month) + " part WHERE NOT (" + holds.sql() + ") LIMIT 1")) {
            holds.set(select, 1, asOf);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    throw new LegalHoldException("a legal hold protects a row that fell due in " + month);
                }
            }
        }
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private String bound(YearMonth month) {
        Instant begin = begin(month);
        return switch (declared.form()) {
            case EPOCH_SECONDS -> Long.toString(begin.getEpochSecond());
            case EPOCH_MILLIS -> Long.toString(begin.toEpochMilli());
            case EPOCH_MICROS -> Long.toString(Micros.floor(begin));
            case TIMESTAMP -> "'" + month.atDay(1) + " 00:00:00+00'";
        };
    }

    /** In the schema of the table. */
    private String name(YearMonth month) {
        String sql = table.sql();
        return sql.substring(0, sql.length() - table.name().length() - 1) + months.name(month) + "\"";
    }
}
