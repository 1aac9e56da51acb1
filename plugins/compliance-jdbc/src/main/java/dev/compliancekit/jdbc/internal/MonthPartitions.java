package dev.compliancekit.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The partitions of a PostgreSQL table by months of UTC, each named by the table and its month. There is none for
 * whatever is left: that would have to be read through whenever one is made, and keeps others from being detached.
 * <em>Immutable.</em>
 */
public final class MonthPartitions {

    private static final int MAX_MONTHS = 1200;

    private final String table;
    private final String prefix;

    /**
     * Those of a table.
     *
     * @param table the table as SQL names it
     * @param prefix how the names of partitions begin, in plain characters; the year, an underscore and the month
     *     follow
     */
    public MonthPartitions(String table, String prefix) {
        this.table = table;
        this.prefix = prefix;
    }

    /**
     * Refuses a number of months that is out of range.
     *
     * @param months how many are to be made
     * @throws IllegalArgumentException if it is not 1 to 1,200
     */
    public static void requireMonths(int months) {
        if (months < 1 || months > MAX_MONTHS) {
            throw new IllegalArgumentException("months is " + months + "; accepted are 1 to " + MAX_MONTHS);
        }
    }

    /**
     * The months that are there.
     *
     * @param connection to the database
     * @return the months, oldest first, unmodifiable
     * @throws SQLException if the database cannot be read
     */
    public SortedSet<YearMonth> read(Connection connection) throws SQLException {
        SortedSet<YearMonth> months = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT c.relname FROM pg_inherits i"
                + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = ?::regclass AND c.relname ~ ?")) {
            select.setString(1, table);
            select.setString(2, "^" + prefix + "[0-9]{4}_[0-9]{2}$");
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    months.add(YearMonth.of(
                            Integer.parseInt(name, prefix.length(), prefix.length() + 4, 10),
                            Integer.parseInt(name, prefix.length() + 5, prefix.length() + 7, 10)));
                }
            }
        }
        return Collections.unmodifiableSortedSet(months);
    }

    /**
     * Lets one owner at a time make and drop partitions, and not wait for ever behind a long query.
     *
     * @param connection in a transaction
     * @param wait how long a statement waits for a lock, for example {@code 10s}
     * @throws SQLException if the database fails
     */
    public void lock(Connection connection, String wait) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT set_config('lock_timeout', ?, true), pg_advisory_xact_lock(hashtext(?))")) {
            select.setString(1, wait);
            select.setString(2, table);
            select.executeQuery().close();
        }
    }

    /**
     * The name of a month's partition.
     *
     * @param month the month
     * @return the name, without schema
     */
    public String name(YearMonth month) {
        return String.format(Locale.ROOT, "%s%04d_%02d", prefix, month.getYear(), month.getMonthValue());
    }
}
