package dev.compliancekit.jdbc.due;

import dev.compliancekit.jdbc.internal.Micros;
import dev.compliancekit.jdbc.internal.SqlDialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** How a column of the application holds an instant. */
public enum InstantColumn {
    /** A number of whole seconds since 1970, UTC. */
    EPOCH_SECONDS(ChronoUnit.SECONDS),

    /** A number of whole milliseconds since 1970, UTC. */
    EPOCH_MILLIS(ChronoUnit.MILLIS),

    /** A number of whole microseconds since 1970, UTC. */
    EPOCH_MICROS(ChronoUnit.MICROS),

    /**
     * The database's own type: {@code timestamp with time zone} in PostgreSQL and H2, {@code datetime(6)} in UTC in
     * MariaDB. SQLite has none.
     */
    TIMESTAMP(ChronoUnit.MICROS);

    private final ChronoUnit unit;

    InstantColumn(ChronoUnit unit) {
        this.unit = unit;
    }

    /**
     * What to write for a due instant: the instant itself if the column can hold it, otherwise the next that it can, so
     * that nothing is due early.
     *
     * @param due in the years 1 to 9999
     * @return the same or less than a unit later
     */
    public Instant roundedUp(Instant due) {
        Instant down = due.truncatedTo(unit);
        return down.equals(due) ? due : down.plus(1, unit);
    }

    /** The last instant of the column that is not after the given one, so that whatever is due by it is found. */
    void setAtMost(PreparedStatement statement, int number, Instant asOf, SqlDialect dialect) throws SQLException {
        set(statement, number, asOf.truncatedTo(unit), dialect);
    }

    /** The instant as it was read. */
    void set(PreparedStatement statement, int number, Instant instant, SqlDialect dialect) throws SQLException {
        switch (this) {
            case EPOCH_SECONDS -> statement.setLong(number, instant.getEpochSecond());
            case EPOCH_MILLIS -> statement.setLong(number, instant.toEpochMilli());
            case EPOCH_MICROS -> statement.setLong(number, Micros.floor(instant));
            case TIMESTAMP ->
                statement.setObject(
                        number,
                        dialect == SqlDialect.MARIADB
                                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                                : instant.atOffset(ZoneOffset.UTC));
        }
    }

    /** Reads what was written. */
    Instant read(ResultSet row, int number, SqlDialect dialect) throws SQLException {
        return switch (this) {
            case EPOCH_SECONDS -> Instant.ofEpochSecond(row.getLong(number));
            case EPOCH_MILLIS -> Instant.ofEpochMilli(row.getLong(number));
            case EPOCH_MICROS -> Micros.toInstant(row.getLong(number));
            case TIMESTAMP ->
                dialect == SqlDialect.MARIADB
                        ? row.getObject(number, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                        : row.getObject(number, OffsetDateTime.class).toInstant();
        };
    }

    boolean isKnownTo(SqlDialect dialect) {
        return this != TIMESTAMP || dialect != SqlDialect.SQLITE;
    }
}
