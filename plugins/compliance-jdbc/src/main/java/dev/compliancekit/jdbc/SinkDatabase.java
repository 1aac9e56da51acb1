package dev.compliancekit.jdbc;

import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.jdbc.internal.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** The database of copied entries: its tables, who may use them, and its failures in words. */
final class SinkDatabase {

    private static final int VERSION = 1;
    private static final String PART = "audit-entries";
    private static final String SCRIPT = "/META-INF/compliancekit/audit-entries-v1-postgresql.sql";

    private SinkDatabase() {}

    static Database of(DataSource dataSource) {
        return new Database(Objects.requireNonNull(dataSource, "dataSource"), SinkDatabase::failure);
    }

    /** A failure in one sentence; the database's own words may hold what was being written. */
    static SinkUnavailableException failure(SQLException e) {
        return new SinkUnavailableException(sentence(String.valueOf(e.getSQLState())), e);
    }

    private static String sentence(String state) {
        if (state.startsWith("28")) {
            return "the database refuses the user or the password of the sink";
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "the database of the sink cannot be reached, or ended the connection (SQLSTATE " + state + ")";
        }
        if (state.startsWith("53")) {
            return "the database of the sink has no room on its disk, or no connection to spare (SQLSTATE " + state
                    + ")";
        }
        return switch (state) {
            case "42P01" ->
                "there is no table of audit entries in the database; accepted is one that JdbcEntrySink.createSchema made";
            case "42501" -> "the role of the sink lacks a privilege on its tables, or may not do this to audit entries";
            case "23514" -> "there is no partition for a month of the entries; make it with JdbcEntryPartitions.ensure";
            case "55P03", "57014" -> "the database of the sink does not answer in time, or somebody holds its tables";
            default -> "the database of the sink cannot be read or written (SQLSTATE " + state + ")";
        };
    }

    static void create(Database database) {
        if (version(database).isEmpty()) {
            try {
                database.transaction(connection -> {
                    run(connection, script());
                    return connection;
                });
            } catch (SinkUnavailableException e) {
                // if another process was first, its tables are there now
                if (version(database).isEmpty()) {
                    throw e;
                }
            }
        }
        requireVersion(database);
    }

    static void requireVersion(Database database) {
        int found = version(database)
                .orElseThrow(() -> new SinkUnavailableException(
                        "there is no table of audit entries in the database; accepted is one that"
                                + " JdbcEntrySink.createSchema made"));
        if (found != VERSION) {
            throw new SinkUnavailableException(
                    "the audit entries in the database are of version " + found + "; accepted is version " + VERSION);
        }
        String sync = database.statement(connection -> Dialect.value(connection, "SHOW synchronous_commit"));
        if (sync.equals("off")) {
            throw new SinkUnavailableException("synchronous_commit is off in the database of the sink, so entries could"
                    + " vanish with a crash after they were taken; accepted is any other setting");
        }
    }

    /**
     * Refuses a role for which row security or the missing privileges mean nothing.
     *
     * @throws SinkUnavailableException if the role is the owner, a superuser or exempt
     */
    static void requireRestrictedRole(Database database) {
        database.statement(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet role = statement.executeQuery("SELECT r.rolsuper, r.rolbypassrls,"
                            + " pg_has_role(current_user, c.relowner, 'MEMBER'),"
                            + " c.relrowsecurity AND c.relforcerowsecurity,"
                            + " has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')"
                            + " FROM pg_class c, pg_roles r"
                            + " WHERE c.oid = 'compliancekit_audit_entry'::regclass AND r.rolname = current_user")) {
                if (!role.next()) {
                    throw new SinkUnavailableException("the role of the sink is not known to the database");
                }
                refuse(role.getBoolean(1), "is a superuser, for whom row security means nothing");
                refuse(role.getBoolean(2), "has BYPASSRLS, so row security means nothing");
                refuse(role.getBoolean(3), "owns the table of audit entries, or may act as its owner");
                refuse(!role.getBoolean(4), "meets a table of audit entries without forced row security");
                refuse(role.getBoolean(5), "may update, delete or truncate audit entries");
                return role;
            }
        });
    }

    private static void refuse(boolean fault, String what) {
        if (fault) {
            throw new SinkUnavailableException(
                    "the role of the connection " + what
                            + "; accepted is a role that has only the privileges of docs/guides/ship-to-postgresql-and-kafka.md");
        }
    }

    private static Optional<Integer> version(Database database) {
        return database.statement(connection -> {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                throw new SinkUnavailableException("the database of the sink is not known; accepted is PostgreSQL");
            }
            if (Dialect.value(connection, "SELECT coalesce(to_regclass('compliancekit_schema')::text, '')")
                    .isEmpty()) {
                return Optional.<Integer>empty();
            }
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT version FROM compliancekit_schema WHERE part = ?")) {
                select.setString(1, PART);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getInt(1)) : Optional.<Integer>empty();
                }
            }
        });
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(SinkDatabase.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
