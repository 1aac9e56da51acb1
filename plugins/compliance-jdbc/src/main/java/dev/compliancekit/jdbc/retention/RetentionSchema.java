package dev.compliancekit.jdbc.retention;

import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.Failures;
import dev.compliancekit.jdbc.internal.Migrations;
import dev.compliancekit.jdbc.internal.SqlDialect;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The tables of retention: what is due, legal holds, and when accounts were last used.
 * {@code docs/formats/retention-sql.md} has every column. The scripts are resources too, in
 * {@code /META-INF/compliancekit/retention/} and the name of the database, named as Flyway wants them; each notes its
 * version itself, so it does not matter who runs them.
 *
 * <p><em>Thread-safe.</em>
 */
public final class RetentionSchema {

    private static final Migrations SCRIPTS = new Migrations("retention", List.of("retention"));

    private RetentionSchema() {}

    /**
     * Makes the tables or brings them to the newest version; does nothing if they have it. Several processes may do so
     * at once.
     *
     * @param dataSource hands out connections that may make tables
     * @throws RetentionStoreException if the database cannot be reached or written, or its tables are of a later
     *     version
     * @throws UnsupportedOperationException if the database is not PostgreSQL, MariaDB, H2 or SQLite, or too old
     */
    public static void migrate(DataSource dataSource) {
        Database database = database(dataSource);
        if (version(database).orElse(0) < SCRIPTS.newest()) {
            try {
                database.transaction(connection -> {
                    SCRIPTS.run(connection);
                    return connection;
                });
            } catch (RetentionStoreException e) {
                // if another process was first, its tables are there now
                if (version(database).orElse(0) < SCRIPTS.newest()) {
                    throw e;
                }
            }
        }
        require(dataSource);
    }

    /**
     * Looks whether the tables are there and are those of this version. Whatever uses them does so when it is opened.
     *
     * @param dataSource hands out connections
     * @throws RetentionStoreException if they are not, or the database cannot be reached; or PostgreSQL has
     *     {@code synchronous_commit} off, so that an acknowledged hold could be lost
     * @throws UnsupportedOperationException if the database is not PostgreSQL, MariaDB, H2 or SQLite, or too old
     */
    public static void require(DataSource dataSource) {
        Database database = database(dataSource);
        int found = version(database)
                .orElseThrow(() -> new RetentionStoreException("there are no tables of retention in the database;"
                        + " accepted are those that RetentionSchema.migrate made"));
        if (found != SCRIPTS.newest()) {
            throw new RetentionStoreException("the tables of retention are of version " + found
                    + "; accepted is version " + SCRIPTS.newest()
                    + (found < SCRIPTS.newest()
                            ? ", to which RetentionSchema.migrate brings them"
                            : ", or a newer ComplianceKit"));
        }
        database.statement(connection -> {
            if (SqlDialect.of(connection) == SqlDialect.POSTGRESQL
                    && SqlDialect.number(
                                    connection,
                                    "SELECT count(*) FROM pg_settings WHERE name = 'synchronous_commit'"
                                            + " AND setting = 'off'")
                            > 0) {
                throw new RetentionStoreException("synchronous_commit is off in the database of retention, so a hold"
                        + " could vanish with a crash after it was acknowledged; accepted is any other setting");
            }
            return connection;
        });
    }

    private static Optional<Integer> version(Database database) {
        return database.statement(SCRIPTS::version);
    }

    static Database database(DataSource dataSource) {
        return new Database(
                dataSource, e -> new RetentionStoreException(Failures.sentence(e), e), SqlDialect::isUndone);
    }
}
