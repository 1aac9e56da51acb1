package dev.compliancekit.jdbc.due;

import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.HoldCondition;
import dev.compliancekit.jdbc.internal.Micros;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.jdbc.internal.SqlTable;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Works off what is due in a table of the application, chunk by chunk, each a transaction of its own. The chunk's rows
 * are locked while the work is done, in the same transaction, so that any number of nodes may sweep at once: one passes
 * over what another has locked, and a node that dies leaves its chunk as it was. On SQLite, which has one writer, nodes
 * take turns.
 *
 * <p>Rows that a legal hold protects are passed over: that is a condition of the statement that locks them, and no hold
 * is placed between that and the end of the transaction. They stay due.
 *
 * <p>Work that is done elsewhere than in this database belongs to {@link DueQueue}, whose leases fence.
 * <em>Thread-safe.</em>
 */
public final class DueSweep {

    private final Database database;
    private final InstantSource clock;
    private final DueStatements statements;
    private final HoldCondition holds;

    private DueSweep(Database database, InstantSource clock, DueStatements statements) {
        this.database = database;
        this.clock = clock;
        this.statements = statements;
        SqlTable table = statements.table();
        DueTable declared = statements.declared();
        holds = HoldCondition.on(
                statements.dialect().asText(table.qualified(declared.tenant())),
                declared.subject().map(table::qualified).map(statements.dialect()::asText),
                declared.recordClasses(),
                List.of());
    }

    /** What is done with a chunk of rows. */
    @FunctionalInterface
    public interface Work {

        /**
         * Erases the rows, or whatever makes them no longer due. Done again from the start if the database undid the
         * transaction because of others.
         *
         * @param connection in the transaction that holds the rows; not to be committed or closed
         * @param rows at least one, the oldest first, unmodifiable
         * @throws SQLException if the database fails; the chunk is as it was then
         */
        void on(Connection connection, List<DueRow> rows) throws SQLException;
    }

    /**
     * Opens the sweep of a table.
     *
     * @param dataSource hands out connections that may change the table; the tables of {@link RetentionSchema} are in
     *     the same database
     * @param table the table
     * @param clock the time
     * @return the sweep
     * @throws IllegalStateException if the table or a column is missing, no index leads with the due column, or the
     *     database has no such form of instants
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be read, or its tables of
     *     retention are missing or of another version
     * @throws UnsupportedOperationException if the database is not PostgreSQL, MariaDB, H2 or SQLite, or too old
     */
    public static DueSweep open(DataSource dataSource, DueTable table, InstantSource clock) {
        Objects.requireNonNull(clock, "clock");
        RetentionSchema.require(dataSource);
        Database database = DueDatabase.of(dataSource);
        return new DueSweep(database, clock, database.statement(connection -> DueStatements.of(connection, table)));
    }

    /**
     * Works off what is due now, the oldest first, until nothing is left or the budget is used up. A run looks at each
     * row once: what the work leaves due waits for the next run.
     *
     * @param budget how much at most
     * @param work what to do with each chunk
     * @return what was done
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database fails; the chunks before stay
     *     done
     */
    public RunReport run(RunBudget budget, Work work) {
        Instant began = clock.instant();
        long items = 0;
        int chunks = 0;
        @Nullable DueRow last = null;
        while (true) {
            if (items >= budget.items()) {
                return new RunReport(items, chunks, RunReport.End.ITEMS);
            }
            if (chunks > 0 && !clock.instant().isBefore(began.plus(budget.time()))) {
                return new RunReport(items, chunks, RunReport.End.TIME);
            }
            int most = (int) Math.min(budget.chunk(), budget.items() - items);
            @Nullable DueRow after = last;
            List<DueRow> rows = database.transaction(connection -> chunk(connection, began, after, most, work));
            if (rows.isEmpty()) {
                return new RunReport(items, chunks, RunReport.End.NOTHING_LEFT);
            }
            items += rows.size();
            chunks++;
            last = rows.get(rows.size() - 1);
        }
    }

    private List<DueRow> chunk(Connection connection, Instant asOf, @Nullable DueRow after, int most, Work work)
            throws SQLException {
        SqlDialect dialect = statements.dialect();
        HoldCondition.pass(dialect, connection);
        List<DueRow> rows;
        String sql = statements.select(after, " AND " + holds.sql(), dialect.skipLocked(), most);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = statements.bind(select, asOf, after);
            holds.set(select, next, Micros.floor(clock.instant()));
            rows = List.copyOf(statements.rows(select));
        }
        if (!rows.isEmpty()) {
            work.on(connection, rows);
        }
        return rows;
    }

    /**
     * How much is due now.
     *
     * @return the figures
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be read
     */
    public Backlog backlog() {
        Instant asOf = clock.instant();
        return database.statement(connection -> statements.backlog(connection, asOf));
    }
}
