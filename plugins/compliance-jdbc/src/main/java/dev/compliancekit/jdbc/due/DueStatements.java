package dev.compliancekit.jdbc.due;

import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.jdbc.internal.SqlTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of one table, for the scan and the sweep. <em>Immutable.</em> */
final class DueStatements {

    private final SqlDialect dialect;
    private final DueTable declared;
    private final SqlTable table;
    private final String due;
    private final String id;

    private DueStatements(SqlDialect dialect, DueTable declared, SqlTable table) {
        this.dialect = dialect;
        this.declared = declared;
        this.table = table;
        due = table.column(declared.due());
        id = table.column(declared.id());
    }

    static DueStatements of(Connection connection, DueTable declared) throws SQLException {
        SqlDialect dialect = SqlDialect.of(connection);
        if (!declared.form().isKnownTo(dialect)) {
            throw new IllegalStateException(
                    dialect.code() + " has no timestamps; accepted is a due column that holds a number");
        }
        SqlTable table = SqlTable.find(connection, declared.table());
        table.column(declared.tenant());
        if (!table.hasIndex(connection, declared.due())) {
            throw new IllegalStateException("no index of table " + declared.table() + " leads with its due column "
                    + declared.due() + "; accepted is " + declared.createIndex("NAME"));
        }
        return new DueStatements(dialect, declared, table);
    }

    SqlDialect dialect() {
        return dialect;
    }

    SqlTable table() {
        return table;
    }

    DueTable declared() {
        return declared;
    }

    List<DueRow> page(Connection connection, Instant asOf, @Nullable DueRow after, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(select(after, "", "", most))) {
            bind(select, asOf, after);
            return rows(select);
        }
    }

    String select(@Nullable DueRow after, String condition, String end, int most) {
        return "SELECT " + due + ", " + id + ", " + table.column(declared.tenant()) + " FROM " + table.sql()
                + " WHERE " + due + " <= ?" + (after == null ? "" : " AND " + dialect.after(due, id)) + condition
                + " ORDER BY " + due + ", " + id + " LIMIT " + most + end;
    }

    /** Returns the number of the next parameter. */
    int bind(PreparedStatement select, Instant asOf, @Nullable DueRow after) throws SQLException {
        declared.form().setAtMost(select, 1, asOf, dialect);
        if (after == null) {
            return 2;
        }
        declared.form().set(select, 2, after.due(), dialect);
        declared.form().set(select, 3, after.due(), dialect);
        select.setObject(4, after.id());
        return 5;
    }

    List<DueRow> rows(PreparedStatement select) throws SQLException {
        List<DueRow> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new DueRow(
                        row.getObject(2), row.getString(3), declared.form().read(row, 1, dialect)));
            }
        }
        return found;
    }

    Backlog backlog(Connection connection, Instant asOf) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT min(" + due + "), count(*) FROM " + table.sql() + " WHERE " + due + " <= ?")) {
            declared.form().setAtMost(select, 1, asOf, dialect);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long count = row.getLong(2);
                return new Backlog(count, count == 0 ? null : declared.form().read(row, 1, dialect), asOf);
            }
        }
    }
}
