package dev.compliancekit.jdbc.due;

import dev.compliancekit.jdbc.internal.Database;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What is due in a table of the application, read by the due column's index: the cutoff is exact and goes into the
 * statement, rows come in pages by key, and no connection is held between two pages. It changes nothing; a dry run is
 * this. <em>Thread-safe.</em>
 */
public final class DueScan {

    private static final int PAGE = 5000;

    private final Database database;
    private final DueStatements statements;

    private DueScan(Database database, DueStatements statements) {
        this.database = database;
        this.statements = statements;
    }

    /**
     * Opens the scan of a table.
     *
     * @param dataSource hands out connections that may read the table
     * @param table the table
     * @return the scan
     * @throws IllegalStateException if the table or a column is missing, no index leads with the due column, or the
     *     database has no such form of instants
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be read
     * @throws UnsupportedOperationException if the database is not PostgreSQL, MariaDB, H2 or SQLite, or too old
     */
    public static DueScan open(DataSource dataSource, DueTable table) {
        Database database = DueDatabase.of(dataSource);
        return new DueScan(database, database.statement(connection -> DueStatements.of(connection, table)));
    }

    /**
     * The rows that are due, the oldest first. Each page is a statement of its own, so that rows that become due or go
     * while the stream is read may or may not be in it; no row is in it twice unless its due instant moves.
     *
     * @param asOf the instant to answer for: rows with a due instant at or before it
     * @return a stream that reads as it is read, of any length in the memory of one page
     */
    public Stream<DueRow> due(Instant asOf) {
        return Stream.iterate(
                        page(asOf, null),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE ? List.<DueRow>of() : page(asOf, page.get(page.size() - 1)))
                .flatMap(List::stream);
    }

    private List<DueRow> page(Instant asOf, @Nullable DueRow after) {
        return database.statement(connection -> statements.page(connection, asOf, after, PAGE));
    }

    /**
     * How much is due.
     *
     * @param asOf the instant to answer for
     * @return the figures
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be read
     */
    public Backlog backlog(Instant asOf) {
        return database.statement(connection -> statements.backlog(connection, asOf));
    }
}
