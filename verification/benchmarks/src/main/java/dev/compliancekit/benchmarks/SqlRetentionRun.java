package dev.compliancekit.benchmarks;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.due.DueRow;
import dev.compliancekit.jdbc.due.DueScan;
import dev.compliancekit.jdbc.due.DueTable;
import dev.compliancekit.jdbc.due.InstantColumn;
import dev.compliancekit.jdbc.retention.ErasedTable;
import dev.compliancekit.jdbc.retention.JdbcErasureTarget;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.testkit.PostgresServer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What retention costs in SQL, each way beside the naive one: {@code SqlRetentionRun due ACCOUNTS DUE}, or
 * {@code SqlRetentionRun erase ROWS}. The server is one of its own; it does not wait for the disk.
 */
final class SqlRetentionRun {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long CUTOFF = NOON.getEpochSecond() * 1_000_000;
    private static final DueTable ACCOUNTS =
            DueTable.of("accounts", "id", "tenant", "due_at", InstantColumn.EPOCH_MICROS);
    private static final int ROUNDS = 15;

    private final PGSimpleDataSource database;

    private SqlRetentionRun(PGSimpleDataSource database) {
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        try (PostgresServer server = PostgresServer.start(
                new SecureRandom(),
                "fsync=off",
                "shared_buffers=2GB",
                "maintenance_work_mem=1GB",
                "max_wal_size=8GB",
                "max_parallel_workers_per_gather=0")) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(server.url("postgres"));
            database.setUser(server.user());
            database.setPassword(server.password());
            SqlRetentionRun run = new SqlRetentionRun(database);
            System.out.print(server.run("psql", "-Atc", "SELECT version()", "postgres"));
            if (arguments[0].equals("due")) {
                run.due(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
            } else {
                run.erase(Long.parseLong(arguments[1]));
            }
        }
    }

    private void due(long accounts, long due) throws Exception {
        long begin = System.nanoTime();
        // a step that no common factor keeps from visiting every place, so that what is due lies everywhere
        run(
                "CREATE UNLOGGED TABLE accounts (id bigint, tenant text NOT NULL, due_at bigint NOT NULL)",
                "INSERT INTO accounts SELECT i, 't' || i % 1000, " + CUTOFF + " + 1000000 * ((i::bigint * 7919) % "
                        + accounts + " - " + (due - 1) + ") FROM generate_series(1, " + accounts + ") i",
                ACCOUNTS.createIndex("accounts_due"),
                "VACUUM ANALYZE accounts");
        System.out.printf("%d accounts, of which %d due, in %.0f s%n", accounts, due, seconds(begin));
        DueScan scan = DueScan.open(database, ACCOUNTS);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        double[] ours = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ours[i] = timed(() -> scan.due(NOON).map(DueRow::id).toList().size(), due);
        }
        print("due column, through the adapter", ours);
        System.out.printf("  peak heap %d MB%n", heap() >> 20);
        print("streamed, checked in Java", new double[] {timed(this::streamed, due)});
    }

    private int streamed() throws SQLException {
        List<Long> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10_000);
            try (ResultSet row = statement.executeQuery("SELECT id, due_at FROM accounts")) {
                while (row.next()) {
                    if (row.getLong(2) <= CUTOFF) {
                        found.add(row.getLong(1));
                    }
                }
            }
        }
        return found.size();
    }

    private void erase(long rows) throws Exception {
        RetentionSchema.migrate(database);
        TenantId tenant = new TenantId("acme");
        for (String way : List.of("pieces", "one DELETE", "partition")) {
            plant(rows);
            if (way.equals("one DELETE")) {
                long begin = System.nanoTime();
                run("DELETE FROM events WHERE tenant = 'acme'");
                System.out.printf("one DELETE: %.2f s, its locks as long%n", seconds(begin));
            } else {
                ErasedTable table = ErasedTable.of("events", "id", "tenant");
                pieces(way, way.equals("partition") ? table.partitionedByTenant() : table, tenant, rows);
            }
            run("DROP TABLE events");
        }
    }

    private void plant(long rows) throws SQLException {
        run(
                "CREATE TABLE events (id bigint, tenant text NOT NULL, body text NOT NULL, PRIMARY KEY (tenant, id))"
                        + " PARTITION BY LIST (tenant)",
                "CREATE TABLE events_acme PARTITION OF events FOR VALUES IN ('acme')",
                "CREATE TABLE events_globex PARTITION OF events FOR VALUES IN ('globex')",
                "INSERT INTO events SELECT i, t, md5(i::text) || md5(t) FROM generate_series(1, " + rows
                        + ") i, unnest(ARRAY['acme', 'globex']) t",
                "VACUUM ANALYZE events",
                "CHECKPOINT");
    }

    private void pieces(String way, ErasedTable table, TenantId tenant, long rows) {
        InstantSource clock = Clock.systemUTC();
        ErasureTarget target = JdbcErasureTarget.builder(database, "events-db", clock)
                .table(table)
                .build();
        ErasureOrder order =
                new ErasureOrder("order-1", Scope.of(tenant), Set.of(StoreKind.LIVE), "a benchmark", NOON, NOON, NOON);
        List<Double> pieces = new ArrayList<>();
        long erased = 0;
        long begin = System.nanoTime();
        ErasedPiece piece;
        do {
            long one = System.nanoTime();
            piece = target.erase(new ErasurePiece(order, 10_000, () -> {}));
            pieces.add(seconds(one));
            erased += piece.records();
        } while (!piece.isLast());
        double all = seconds(begin);
        if (erased != rows) {
            throw new IllegalStateException("erased " + erased);
        }
        double[] sorted = pieces.stream().mapToDouble(each -> each).sorted().toArray();
        System.out.printf(
                "%s: %.2f s in %d transactions, the longest %.3f s, median %.3f s; read back: %s%n",
                way, all, sorted.length, sorted[sorted.length - 1], sorted[sorted.length / 2], target.readBack(order));
    }

    private static double timed(Callable<Integer> way, long due) throws Exception {
        long begin = System.nanoTime();
        int found = way.call();
        double seconds = seconds(begin);
        if (found != due) {
            throw new IllegalStateException("found " + found);
        }
        return seconds;
    }

    private static void print(String way, double[] seconds) {
        Arrays.sort(seconds);
        System.out.printf(
                "%s: best %.1f ms, median %.1f ms of %d%n",
                way, 1e3 * seconds[0], 1e3 * seconds[seconds.length / 2], seconds.length);
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
