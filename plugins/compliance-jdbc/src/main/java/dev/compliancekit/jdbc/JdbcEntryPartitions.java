package dev.compliancekit.jdbc;

import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.MonthPartitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.SortedSet;
import javax.sql.DataSource;

/**
 * The months of the table of audit entries, made ahead and dropped as a whole by the owner of the table. There is no
 * partition for whatever is left: an entry of a month that is not there waits in the log until the month is made.
 * Months are those of UTC.
 *
 * <p><em>Thread-safe.</em>
 */
public final class JdbcEntryPartitions {

    private static final MonthPartitions MONTHS =
            new MonthPartitions("compliancekit_audit_entry", "compliancekit_audit_entry_");

    private final Database database;

    private JdbcEntryPartitions(Database database) {
        this.database = database;
    }

    /**
     * The partitions of a database.
     *
     * @param owner hands out connections of the role that owns the tables
     * @return the partitions
     * @throws SinkUnavailableException if the database cannot be reached, or has no such tables or those of another
     *     version
     */
    public static JdbcEntryPartitions of(DataSource owner) {
        Database database = SinkDatabase.of(owner);
        SinkDatabase.requireVersion(database);
        return new JdbcEntryPartitions(database);
    }

    /**
     * The months that are there.
     *
     * @return the months, oldest first, unmodifiable
     * @throws SinkUnavailableException if the database cannot be read
     */
    public SortedSet<YearMonth> months() {
        return database.statement(MONTHS::read);
    }

    /**
     * Makes the months that are not there yet. Call it now and then, so that there are always some ahead.
     *
     * @param from the first month
     * @param months how many, 1 to 1,200
     * @throws IllegalArgumentException if the number is out of range
     * @throws SinkUnavailableException if the database cannot be written, or the role is not the owner
     */
    public void ensure(YearMonth from, int months) {
        MonthPartitions.requireMonths(months);
        database.transaction(connection -> {
            MONTHS.lock(connection, "10s");
            SortedSet<YearMonth> there = MONTHS.read(connection);
            for (int i = 0; i < months; i++) {
                YearMonth month = from.plusMonths(i);
                if (!there.contains(month)) {
                    make(connection, month);
                }
            }
            return there;
        });
    }

    /**
     * Drops all entries that were recorded in a month, for good. Which indexes went is kept, so that the rest is still
     * verified. Whether they may go, by retention and legal hold, is the caller's to know.
     *
     * @param month the month
     * @return how many entries were dropped; 0 if the month is not there
     * @throws SinkUnavailableException if the database cannot be written, or the role is not the owner
     */
    public long drop(YearMonth month) {
        return database.transaction(connection -> {
            MONTHS.lock(connection, "10s");
            if (!MONTHS.read(connection).contains(month)) {
                return 0L;
            }
            SinkDatabase.run(connection, "LOCK TABLE " + name(month) + " IN ACCESS EXCLUSIVE MODE");
            SinkDatabase.run(
                    connection,
                    "INSERT INTO compliancekit_audit_dropped AS d (origin, month, from_index, to_index, entries)"
                            + " SELECT origin, DATE '" + month.atDay(1) + "', min(idx), max(idx), count(*)"
                            + " FROM " + name(month) + " GROUP BY origin"
                            + " ON CONFLICT (origin, month) DO UPDATE SET"
                            + " from_index = least(d.from_index, excluded.from_index),"
                            + " to_index = greatest(d.to_index, excluded.to_index),"
                            + " entries = d.entries + excluded.entries");
            long entries = Long.parseLong(Dialect.value(connection, "SELECT count(*) FROM " + name(month)));
            SinkDatabase.run(connection, "DROP TABLE " + name(month));
            return entries;
        });
    }

    private static void make(Connection connection, YearMonth month) throws SQLException {
        SinkDatabase.run(
                connection,
                "CREATE TABLE " + name(month) + " PARTITION OF compliancekit_audit_entry FOR VALUES FROM ('"
                        + month.atDay(1) + " 00:00:00+00') TO ('"
                        + month.plusMonths(1).atDay(1) + " 00:00:00+00');"
                        // whoever comes by the partition's own name sees nothing, unless it is the owner
                        + "ALTER TABLE " + name(month) + " ENABLE ROW LEVEL SECURITY;"
                        + "CREATE TRIGGER compliancekit_no_truncate BEFORE TRUNCATE ON " + name(month)
                        + " FOR EACH STATEMENT EXECUTE FUNCTION compliancekit_append_only()");
    }

    private static String name(YearMonth month) {
        return MONTHS.name(month);
    }
}
