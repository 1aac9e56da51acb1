package dev.compliancekit.jdbc.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import dev.compliancekit.jdbc.retention.RetentionStoreException;
import dev.compliancekit.testkit.ManualClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is due in a table of the application: found, and worked off by several nodes. */
class DueSweepTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunBudget PLENTY = new RunBudget(1_000_000, Duration.ofHours(1), 7);
    private static final DueTable ACCOUNTS =
            DueTable.of("accounts", "id", "tenant", "due_at", InstantColumn.EPOCH_MICROS);

    private final ManualClock clock = ManualClock.at(NOON.toString());

    static TestDatabase.Source accounts(TestDatabase kind, int count) {
        TestDatabase.Source source = kind.newDatabase();
        RetentionSchema.migrate(source);
        source.run(
                "CREATE TABLE accounts (id bigint PRIMARY KEY, tenant varchar(64) NOT NULL, due_at bigint)",
                ACCOUNTS.createIndex("accounts_due"));
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO accounts VALUES (?, ?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= count; i++) {
                insert.setLong(1, i);
                insert.setString(2, "t-" + i % 3);
                // a third each: due long ago in pairs of one instant, due at noon, due a microsecond later
                long noon = NOON.getEpochSecond() * 1_000_000;
                insert.setLong(3, i % 3 == 0 ? noon - 1_000_000L * (i / 6) : noon + i % 3 - 1);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return source;
    }

    static void delete(Connection connection, List<DueRow> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM accounts WHERE id = ?")) {
            for (DueRow row : rows) {
                delete.setObject(1, row.id());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCutoffIsExactAndTheOldestComeFirst(TestDatabase kind) {
        TestDatabase.Source source = accounts(kind, 60);
        DueScan scan = DueScan.open(source, ACCOUNTS);

        List<DueRow> due = scan.due(NOON).toList();

        assertThat(due).hasSize(40).isSortedAccordingTo((a, b) -> a.due().compareTo(b.due()));
        assertThat(due.get(39).due()).isEqualTo(NOON);
        assertThat(scan.due(NOON.minusNanos(1))).hasSize(19);
        assertThat(scan.due(NOON.plusNanos(1000))).hasSize(60);
        assertThat(scan.backlog(NOON)).hasToString("40 due, the oldest since 2026-03-01T11:59:50Z");
        assertThat(scan.backlog(NOON).behind()).isEqualTo(Duration.ofSeconds(10));
        assertThat(scan.backlog(Instant.EPOCH)).hasToString("0 due");
    }

    @ParameterizedTest
    @EnumSource
    void pagesBreakWithinOneInstantWithoutLossOrRepetition(TestDatabase kind) {
        TestDatabase.Source source = accounts(kind, 0);
        int count = 12_001; // three pages, all due at once
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO accounts VALUES (?, 't', 5)")) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= count; i++) {
                insert.setLong(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }

        assertThat(DueScan.open(source, ACCOUNTS).due(NOON).map(row -> ((Number) row.id()).longValue()))
                .hasSize(count)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aRunWorksOffAllThatIsDueAndNothingElse(TestDatabase kind) {
        TestDatabase.Source source = accounts(kind, 60);
        DueSweep sweep = DueSweep.open(source, ACCOUNTS, clock);

        RunReport report = sweep.run(PLENTY, DueSweepTest::delete);

        assertThat(report).isEqualTo(new RunReport(40, 6, RunReport.End.NOTHING_LEFT));
        assertThat(source.number("SELECT count(*) FROM accounts")).isEqualTo(20);
        assertThat(sweep.backlog().due()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aBudgetEndsARunBetweenChunks(TestDatabase kind) {
        TestDatabase.Source source = accounts(kind, 60);
        DueSweep sweep = DueSweep.open(source, ACCOUNTS, clock);

        assertThat(sweep.run(new RunBudget(10, Duration.ofHours(1), 7), DueSweepTest::delete))
                .isEqualTo(new RunReport(10, 2, RunReport.End.ITEMS));
        assertThat(sweep.run(new RunBudget(100, Duration.ofSeconds(2), 7), (connection, rows) -> {
                    clock.advance(Duration.ofSeconds(1));
                    delete(connection, rows);
                }))
                .isEqualTo(new RunReport(14, 2, RunReport.End.TIME));
        assertThat(sweep.backlog().due()).isEqualTo(36); // those a microsecond later are due meanwhile
    }

    @ParameterizedTest
    @EnumSource
    void whatTheWorkLeavesDueIsNotMetAgainInTheSameRun(TestDatabase kind) {
        TestDatabase.Source source = accounts(kind, 60);
        AtomicInteger seen = new AtomicInteger();

        DueSweep.open(source, ACCOUNTS, clock).run(PLENTY, (connection, rows) -> seen.addAndGet(rows.size()));

        assertThat(seen).hasValue(40);
    }

    @ParameterizedTest
    @EnumSource
    void nodesAtOnceWorkEachRowOffOnce(TestDatabase kind) throws Exception {
        TestDatabase.Source source = accounts(kind, 300);
        source.run("CREATE TABLE done (id bigint NOT NULL)");
        int nodes = 4;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            CountDownLatch start = new CountDownLatch(nodes);
            List<Future<RunReport>> reports = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                DueSweep sweep = DueSweep.open(source, ACCOUNTS, clock);
                reports.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return sweep.run(PLENTY, DueSweepTest::deleteAndNote);
                }));
            }
            long items = 0;
            for (Future<RunReport> report : reports) {
                items += report.get(60, TimeUnit.SECONDS).items();
            }
            assertThat(items).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
        assertThat(source.ask("SELECT id FROM done")).hasSize(200).doesNotHaveDuplicates();
        assertThat(source.number("SELECT count(*) FROM accounts")).isEqualTo(100);
    }

    private static void deleteAndNote(Connection connection, List<DueRow> rows) throws SQLException {
        delete(connection, rows);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO done VALUES (?)")) {
            for (DueRow row : rows) {
                insert.setObject(1, row.id());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChunkThatFailsIsAsItWasAndTheChunksBeforeStayDone(TestDatabase kind) {
        TestDatabase.Source source = accounts(kind, 60);
        DueSweep sweep = DueSweep.open(source, ACCOUNTS, clock);
        AtomicInteger chunks = new AtomicInteger();

        assertThatExceptionOfType(RetentionStoreException.class)
                .isThrownBy(() -> sweep.run(PLENTY, (connection, rows) -> {
                    delete(connection, rows);
                    if (chunks.incrementAndGet() == 3) {
                        throw new SQLException("the connection broke", "08006");
                    }
                }))
                .withMessage("the database cannot be reached, or ended the connection (SQLSTATE 08006)");

        assertThat(source.number("SELECT count(*) FROM accounts")).isEqualTo(46);
        assertThat(sweep.run(PLENTY, DueSweepTest::delete).items()).isEqualTo(26);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    void whatAnotherHasLockedIsPassedOver(TestDatabase kind) throws SQLException {
        TestDatabase.Source source = accounts(kind, 60);
        Set<Object> met = new HashSet<>();
        try (Connection other = source.getConnection()) {
            other.setAutoCommit(false);
            other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            other.createStatement()
                    .executeQuery("SELECT id FROM accounts WHERE id = 3 FOR UPDATE")
                    .close();

            DueSweep.open(source, ACCOUNTS, clock)
                    .run(PLENTY, (connection, rows) -> rows.forEach(row -> met.add(row.id())));

            other.rollback();
        }
        assertThat(met).hasSize(39).doesNotContain(3L);
    }

    @ParameterizedTest
    @EnumSource
    void everyFormOfInstantsFindsTheSame(TestDatabase kind) throws SQLException {
        for (InstantColumn form : InstantColumn.values()) {
            if (form == InstantColumn.TIMESTAMP && kind == TestDatabase.SQLITE) {
                continue;
            }
            TestDatabase.Source source = kind.newDatabase();
            String type = form != InstantColumn.TIMESTAMP
                    ? "bigint"
                    : kind == TestDatabase.MARIADB ? "datetime(6)" : "timestamp(6) with time zone";
            source.run("CREATE TABLE t (id varchar(20) PRIMARY KEY, tenant varchar(20), due_at " + type + ")");
            DueTable table = DueTable.of("t", "ID", "Tenant", "due_at", form);
            source.run(table.createIndex("t_due"));
            Instant due = form.roundedUp(NOON.plusNanos(1));
            assertThat(due).isAfter(NOON);
            try (Connection connection = source.getConnection();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, 'a', ?)")) {
                insert.setString(1, "one");
                form.set(insert, 2, due, dev.compliancekit.jdbc.internal.SqlDialect.of(connection));
                insert.executeUpdate();
            }
            DueScan scan = DueScan.open(source, table);

            assertThat(scan.due(due)).containsExactly(new DueRow("one", "a", due));
            assertThat(scan.due(due.minusNanos(1))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingIsSaid(TestDatabase kind) {
        TestDatabase.Source source = kind.newDatabase();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> DueScan.open(source, ACCOUNTS))
                .withMessage("there is no table accounts in the database; accepted is one that is there");
        source.run("CREATE TABLE accounts (id bigint PRIMARY KEY, tenant varchar(64), due_at bigint)");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> DueScan.open(source, ACCOUNTS))
                .withMessageEndingWith("accepted is CREATE INDEX NAME ON accounts (due_at, id, tenant)");
        assertThatExceptionOfType(RetentionStoreException.class)
                .isThrownBy(() -> DueSweep.open(source, ACCOUNTS, clock))
                .withMessage("there are no tables of retention in the database; accepted are those that"
                        + " RetentionSchema.migrate made");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DueTable.of("a; DROP", "id", "tenant", "due_at", InstantColumn.EPOCH_MICROS))
                .withMessageStartingWith("table has a name that is not accepted");
    }
}
