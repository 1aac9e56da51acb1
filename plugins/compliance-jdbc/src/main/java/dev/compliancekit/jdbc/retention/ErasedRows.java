package dev.compliancekit.jdbc.retention;

import dev.compliancekit.jdbc.internal.HoldCondition;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.jdbc.internal.SqlTable;
import dev.compliancekit.retention.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that erase and count rows of one table. <em>Immutable.</em> */
final class ErasedRows {

    private final SqlDialect dialect;
    private final ErasedTable declared;
    private final SqlTable table;
    private final HoldCondition holds;

    private ErasedRows(SqlDialect dialect, ErasedTable declared, SqlTable table, HoldCondition holds) {
        this.dialect = dialect;
        this.declared = declared;
        this.table = table;
        this.holds = holds;
    }

    static ErasedRows find(
            Connection connection, ErasedTable declared, Collection<String> classes, Collection<String> custodians)
            throws SQLException {
        SqlDialect dialect = SqlDialect.of(connection);
        SqlTable table = SqlTable.find(connection, declared.table());
        table.column(declared.id());
        declared.pending(table);
        if (!table.hasIndex(connection, declared.tenant())) {
            throw new IllegalStateException("no index of table " + declared.table() + " leads with its tenant "
                    + declared.tenant() + "; accepted is one, else every piece would read the whole table");
        }
        if (declared.isPartitioned() && dialect != SqlDialect.POSTGRESQL) {
            throw new IllegalStateException(
                    "partitions by tenant are dropped in PostgreSQL only; accepted is a table without them");
        }
        HoldCondition holds = HoldCondition.on(
                dialect.asText(table.qualified(declared.tenant())),
                declared.subject().map(table::qualified).map(dialect::asText),
                classes,
                custodians);
        return new ErasedRows(dialect, declared, table, holds);
    }

    SqlTable table() {
        return table;
    }

    ErasedTable declared() {
        return declared;
    }

    /** An order about one subject is not about tables that know no subject. */
    boolean isReached(Scope scope) {
        return scope instanceof Scope.WholeTenant || declared.subject().isPresent();
    }

    /** Erases at most so many rows that no hold protects. */
    int erase(Connection connection, Scope scope, long asOf, int most) throws SQLException {
        String where = where(scope) + " AND " + holds.sql();
        String id = table.column(declared.id());
        String chosen = dialect == SqlDialect.MARIADB
                ? where + " LIMIT " + most
                : " WHERE " + id + " IN (SELECT " + table.qualified(declared.id()) + " FROM " + table.sql() + where
                        + " LIMIT " + most + ")";
        try (PreparedStatement statement = connection.prepareStatement(verb() + chosen)) {
            int next = 1;
            for (String value : declared.pendingValues()) {
                statement.setString(next++, value);
            }
            holds.set(statement, bind(statement, next, scope), asOf);
            return statement.executeUpdate();
        }
    }

    private String verb() {
        return declared.isDeleted()
                ? "DELETE FROM " + table.sql()
                : "UPDATE " + table.sql() + " SET "
                        + declared.changes().entrySet().stream()
                                .map(each -> table.column(each.getKey())
                                        + (each.getValue().isPresent() ? " = ?" : " = NULL"))
                                .collect(Collectors.joining(", "));
    }

    private String where(Scope scope) {
        String ofSubject = scope instanceof Scope.OneSubject
                ? " AND " + table.qualified(declared.subject().orElseThrow()) + " = ?"
                : "";
        return " WHERE " + table.qualified(declared.tenant()) + " = ?" + ofSubject + declared.pending(table);
    }

    private int bind(PreparedStatement statement, int first, Scope scope) throws SQLException {
        int next = first;
        statement.setString(next++, scope.tenant().value());
        if (scope instanceof Scope.OneSubject one) {
            statement.setString(next++, one.subject().value());
        }
        for (String value : declared.pendingValues()) {
            statement.setString(next++, value);
        }
        return next;
    }

    /** How many rows are to be erased, held or not. */
    long count(Connection connection, Scope scope) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT count(*) FROM " + table.sql() + where(scope))) {
            bind(select, 1, scope);
            return number(select);
        }
    }

    /** The same of all tenants. */
    long countAll(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT count(*) FROM " + table.sql() + " WHERE 1 = 1" + declared.pending(table))) {
            int next = 1;
            for (String value : declared.pendingValues()) {
                select.setString(next++, value);
            }
            return number(select);
        }
    }

    /** Drops the tenant's own partition; empty if there is none, or a hold protects anything of the tenant. */
    Optional<Long> drop(Connection connection, Scope scope, long asOf) throws SQLException {
        if (!declared.isPartitioned() || !(scope instanceof Scope.WholeTenant)) {
            return Optional.empty();
        }
        Optional<String> partition = partition(connection, scope);
        if (partition.isEmpty() || isHeld(connection, scope, asOf)) {
            return Optional.empty();
        }
        // nobody waits behind the lock for longer than this
        dialect.waitAtMost(connection, 200);
        SqlDialect.run(connection, "ALTER TABLE " + table.sql() + " DETACH PARTITION " + partition.get());
        long rows = SqlDialect.number(connection, "SELECT count(*) FROM " + partition.get());
        SqlDialect.run(connection, "DROP TABLE " + partition.get());
        return Optional.of(rows);
    }

    private Optional<String> partition(Connection connection, Scope scope) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT c.oid::regclass::text FROM pg_inherits i JOIN pg_class c"
                        + " ON c.oid = i.inhrelid WHERE i.inhparent = ?::regclass"
                        + " AND pg_get_expr(c.relpartbound, c.oid) = 'FOR VALUES IN (' || quote_literal(?) || ')'")) {
            select.setString(1, table.sql());
            select.setString(2, scope.tenant().value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static boolean isHeld(Connection connection, Scope scope, long asOf) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM compliancekit_hold"
                + " WHERE tenant = ? AND protects_from <= ? AND protects_until > ?")) {
            select.setString(1, scope.tenant().value());
            select.setLong(2, asOf);
            select.setLong(3, asOf);
            return number(select) > 0;
        }
    }

    private static long number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
