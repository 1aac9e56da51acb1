package dev.compliancekit.jdbc.retention;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.HoldCondition;
import dev.compliancekit.jdbc.internal.Micros;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The register of legal holds in a table, beside the data that they protect: whatever erases in the same database has
 * "no hold" as a condition of its statements. A hold is acknowledged after its commit, and that waits for whoever is
 * erasing at that moment, so that nothing it protects is erased after the acknowledgement. <em>Thread-safe.</em>
 */
public final class JdbcLegalHolds implements LegalHoldSource {

    private static final String COLUMNS = "id, tenant, subject, reason, placed_at, released_at, delay";

    private final Database database;
    private final SqlDialect dialect;

    private JdbcLegalHolds(Database database, SqlDialect dialect) {
        this.database = database;
        this.dialect = dialect;
    }

    /**
     * Opens the register of a database.
     *
     * @param dataSource hands out connections; the tables of {@link RetentionSchema} are there
     * @return the register
     * @throws RetentionStoreException if the database cannot be read, or its tables are missing or of another version
     * @throws UnsupportedOperationException if the database is not PostgreSQL, MariaDB, H2 or SQLite, or too old
     */
    public static JdbcLegalHolds open(DataSource dataSource) {
        RetentionSchema.require(dataSource);
        Database database = RetentionSchema.database(dataSource);
        return new JdbcLegalHolds(database, database.statement(SqlDialect::of));
    }

    /**
     * Places a hold, or replaces the one of its id, for example by its release. What it protects is safe on return.
     *
     * @param hold the hold, placed or released; its reason at most 4,000 characters
     * @throws IllegalArgumentException if the reason is longer, or an instant lies outside the years 1 to 9999
     * @throws RetentionStoreException if the database fails; whether the hold is there is not known if the connection
     *     broke, and doing it again is safe
     */
    public void put(LegalHold hold) {
        if (hold.reason().length() > 4000) {
            throw new IllegalArgumentException(
                    "legal hold " + hold.id() + " has a reason that is too long; accepted are 4,000 characters");
        }
        database.transaction(connection -> {
            HoldCondition.shut(dialect, connection);
            delete(connection, "compliancekit_hold_class", hold.id());
            delete(connection, "compliancekit_hold_custodian", hold.id());
            insert(connection, hold);
            note(
                    connection,
                    "compliancekit_hold_class",
                    hold.id(),
                    hold.recordClasses().stream().map(RecordClass::value).toList());
            note(
                    connection,
                    "compliancekit_hold_custodian",
                    hold.id(),
                    hold.custodians().stream().map(Custodian::value).toList());
            return hold;
        });
    }

    private void insert(Connection connection, LegalHold hold) throws SQLException {
        List<String> others = List.of(
                "tenant", "subject", "reason", "placed_at", "released_at", "delay", "protects_from", "protects_until");
        String change = String.join(
                ", ", others.stream().map(column -> column + " = $" + column).toList());
        try (PreparedStatement upsert =
                connection.prepareStatement(dialect.upsert("compliancekit_hold", List.of("id"), others, change))) {
            upsert.setString(1, hold.id());
            upsert.setString(2, hold.scope().tenant().value());
            upsert.setString(
                    3,
                    hold.scope() instanceof Scope.OneSubject one ? one.subject().value() : null);
            upsert.setString(4, hold.reason());
            upsert.setString(5, hold.placedAt().toString());
            upsert.setString(6, hold.releasedAt().map(Instant::toString).orElse(null));
            upsert.setString(7, hold.delay().toString());
            upsert.setLong(8, Micros.floor(hold.placedAt()));
            upsert.setLong(9, hold.protectsUntil().map(Micros::ceil).orElse(Long.MAX_VALUE));
            upsert.executeUpdate();
        }
    }

    private static void delete(Connection connection, String table, String hold) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE hold = ?")) {
            delete.setString(1, hold);
            delete.executeUpdate();
        }
    }

    private static void note(Connection connection, String table, String hold, Collection<String> values)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            for (String value : values) {
                insert.setString(1, hold);
                insert.setString(2, value);
                insert.executeUpdate();
            }
        }
    }

    @Override
    public List<LegalHold> holdsOn(TenantId tenant) {
        return database.transaction(connection -> {
            List<LegalHold> holds = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT " + COLUMNS + " FROM compliancekit_hold WHERE tenant = ? ORDER BY id")) {
                select.setString(1, tenant.value());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        holds.add(read(connection, row));
                    }
                }
            }
            return List.copyOf(holds);
        });
    }

    private static LegalHold read(Connection connection, ResultSet row) throws SQLException {
        TenantId tenant = new TenantId(row.getString(2));
        @Nullable String subject = row.getString(3);
        Scope scope = subject == null ? Scope.of(tenant) : Scope.of(tenant, new SubjectId(subject));
        LegalHold hold = LegalHold.place(row.getString(1), scope, row.getString(4), Instant.parse(row.getString(5)))
                .withDelay(Duration.parse(row.getString(7)));
        List<String> classes = values(connection, "SELECT record_class FROM compliancekit_hold_class", hold.id());
        if (!classes.isEmpty()) {
            hold = hold.onlyFor(classes.stream().map(RecordClass::new).toList());
        }
        List<String> keepers = values(connection, "SELECT custodian FROM compliancekit_hold_custodian", hold.id());
        if (!keepers.isEmpty()) {
            hold = hold.onlyKeptBy(keepers.stream().map(Custodian::new).toList());
        }
        Optional<String> releasedAt = Optional.ofNullable(row.getString(6));
        return releasedAt.isEmpty() ? hold : hold.released(Instant.parse(releasedAt.get()));
    }

    private static List<String> values(Connection connection, String select, String hold) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(select + " WHERE hold = ?")) {
            statement.setString(1, hold);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }
}
