package dev.compliancekit.jdbc.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versioned scripts of one part of the tables: plain SQL in the resources, one file for each version and dialect,
 * each of which notes its version in {@code compliancekit_schema}. <em>Immutable.</em>
 */
public final class Migrations {

    private static final Pattern BETWEEN = Pattern.compile(";\\s*\\n");
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\n");

    private final String part;
    private final List<String> names;

    /**
     * The scripts of a part.
     *
     * @param part the name of the part
     * @param names the names of the scripts without what Flyway wants before and after them, version 1 first; copied
     */
    public Migrations(String part, List<String> names) {
        this.part = part;
        this.names = List.copyOf(names);
    }

    /**
     * The newest version.
     *
     * @return 1 or more
     */
    public int newest() {
        return names.size();
    }

    /**
     * Which version the tables have.
     *
     * @param connection to the database
     * @return the version; empty if there are no tables
     * @throws SQLException if the database cannot be asked
     */
    public Optional<Integer> version(Connection connection) throws SQLException {
        if (!hasSchemaTable(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT version FROM compliancekit_schema WHERE part = ?")) {
            select.setString(1, part);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
            }
        }
    }

    private static boolean hasSchemaTable(Connection connection) throws SQLException {
        try {
            SqlTable.find(connection, "compliancekit_schema");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * Runs the scripts that are missing. In a database that makes tables in transactions all of it happens or nothing.
     *
     * @param connection that may make tables
     * @throws SQLException if a statement fails, also because another process is doing the same
     */
    public void run(Connection connection) throws SQLException {
        SqlDialect dialect = SqlDialect.of(connection);
        for (int version = version(connection).orElse(0) + 1; version <= newest(); version++) {
            for (String statement : statements(script(dialect, version))) {
                SqlDialect.run(connection, statement);
            }
        }
    }

    private static List<String> statements(String script) {
        return Stream.of(BETWEEN.split(COMMENT.matcher(script).replaceAll("") + "\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /**
     * A script as it is.
     *
     * @param dialect of the database
     * @param version 1 or more
     * @return SQL
     */
    public String script(SqlDialect dialect, int version) {
        String resource = "/META-INF/compliancekit/" + part + "/" + dialect.code() + "/V" + version + "__"
                + names.get(version - 1) + ".sql";
        try (@Nullable InputStream in = Migrations.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
