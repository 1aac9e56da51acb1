package dev.compliancekit.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The condition that no legal hold protects a row, for statements that erase. It and the gate in front of it let a hold
 * win that is placed meanwhile: whoever places one waits for the transactions that are past the gate, and those after
 * them see it. <em>Immutable.</em>
 */
public final class HoldCondition {

    /** What placing a hold and erasing agree on in PostgreSQL: "hold" in ASCII, in a space of its own. */
    private static final String ADVISORY = "1751084132, 1";

    private final String sql;
    private final List<String> values;

    private HoldCondition(String sql, List<String> values) {
        this.sql = sql;
        this.values = values;
    }

    /**
     * For rows of a table.
     *
     * @param tenant the column of the tenant, qualified with its table
     * @param subject the column of the subject, qualified; none if rows are not of one subject, so that a hold on any
     *     subject of the tenant protects them
     * @param recordClasses what the table holds; none if that is not known, so that every hold protects
     * @param custodians who keeps it; none if that is not known, so that every hold protects
     * @return the condition
     */
    public static HoldCondition on(
            String tenant, Optional<String> subject, Collection<String> recordClasses, Collection<String> custodians) {
        String ofSubject = subject.map(column -> " AND (hold.subject IS NULL OR hold.subject = " + column + ")")
                .orElse("");
        return new HoldCondition(
                "NOT EXISTS (SELECT 1 FROM compliancekit_hold hold WHERE hold.tenant = " + tenant
                        + " AND hold.protects_from <= ? AND hold.protects_until > ?" + ofSubject
                        + narrowed("compliancekit_hold_class", "record_class", recordClasses)
                        + narrowed("compliancekit_hold_custodian", "custodian", custodians) + ")",
                Stream.concat(
                                recordClasses.stream().sorted(),
                                custodians.stream().sorted())
                        .toList());
    }

    /** A hold without rows in the table is about everything. */
    private static String narrowed(String table, String column, Collection<String> values) {
        return values.isEmpty()
                ? ""
                : " AND (NOT EXISTS (SELECT 1 FROM " + table + " each_of WHERE each_of.hold = hold.id)"
                        + " OR EXISTS (SELECT 1 FROM " + table + " one WHERE one.hold = hold.id AND one." + column
                        + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")))";
    }

    /**
     * The condition.
     *
     * @return SQL, with the parameters that {@link #set} fills
     */
    public String sql() {
        return sql;
    }

    /**
     * Fills the parameters.
     *
     * @param statement that has the condition
     * @param first the number of its first parameter
     * @param asOf the instant to answer for, in microseconds
     * @return the number of the next parameter
     * @throws SQLException if the driver refuses
     */
    public int set(PreparedStatement statement, int first, long asOf) throws SQLException {
        int next = first;
        statement.setLong(next++, asOf);
        statement.setLong(next++, asOf);
        for (String each : values) {
            statement.setString(next++, each);
        }
        return next;
    }

    /**
     * Goes past the gate until the transaction ends: several that erase at once may, but none while a hold is placed.
     *
     * @param dialect of the database
     * @param connection in a transaction at READ COMMITTED
     * @throws SQLException if the database fails
     */
    public static void pass(SqlDialect dialect, Connection connection) throws SQLException {
        switch (dialect) {
            case POSTGRESQL -> SqlDialect.run(connection, "SELECT pg_advisory_xact_lock_shared(" + ADVISORY + ")");
            case MARIADB -> SqlDialect.run(connection, "SELECT id FROM compliancekit_hold_gate LOCK IN SHARE MODE");
            case H2 -> SqlDialect.run(connection, "SELECT id FROM compliancekit_hold_gate FOR UPDATE");
            case SQLITE -> dialect.beginWriting(connection, "compliancekit_hold_gate");
        }
    }

    /**
     * Shuts the gate until the transaction ends: waits for those that are past it, and lets nobody pass.
     *
     * @param dialect of the database
     * @param connection in a transaction
     * @throws SQLException if the database fails
     */
    public static void shut(SqlDialect dialect, Connection connection) throws SQLException {
        switch (dialect) {
            case POSTGRESQL -> SqlDialect.run(connection, "SELECT pg_advisory_xact_lock(" + ADVISORY + ")");
            case MARIADB, H2 -> SqlDialect.run(connection, "SELECT id FROM compliancekit_hold_gate FOR UPDATE");
            case SQLITE -> dialect.beginWriting(connection, "compliancekit_hold_gate");
        }
    }
}
