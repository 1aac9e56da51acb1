package dev.compliancekit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.due.DueItem;
import dev.compliancekit.jdbc.due.DueQueue;
import dev.compliancekit.jdbc.due.RunBudget;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import dev.compliancekit.jdbc.retention.RetentionStoreException;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.testkit.ManualClock;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Workers that die in the middle, as a process and as a connection: what they held is worked off by the next, once. */
class KilledWorkerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final RunBudget PLENTY = RunBudget.of(1000, Duration.ofHours(1));
    private static final int ITEMS = 5;

    private final ManualClock clock = ManualClock.at(NOON.toString());
    private final PGSimpleDataSource database = Postgres.database(Postgres.newDatabase());

    @BeforeEach
    void schedule() throws SQLException {
        RetentionSchema.migrate(database);
        Records.sql(database, "CREATE TABLE done (item text NOT NULL)");
        DueQueue queue = DueQueue.open(database, clock);
        try (Connection connection = database.getConnection()) {
            for (int i = 0; i < ITEMS; i++) {
                DueItem.Key key =
                        new DueItem.Key(new TenantId("acme"), new RecordClass("account"), new RecordId("a-" + i));
                queue.schedule(
                        connection,
                        new DueItem(key, NOON, TimeLimit.parse("P30D"), ZoneId.of("Europe/Vienna"), NOON, "policy 1"));
            }
        }
    }

    /** What the worker does in its transaction. */
    static void note(Connection connection, List<DueItem> items) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO done VALUES (?)")) {
            for (DueItem item : items) {
                insert.setString(1, item.key().item().value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Test
    void whatAKilledProcessHeldIsTakenOverWhenItsLeaseEnds() throws Exception {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        Worker.class.getName(),
                        database.getURL(),
                        database.getUser(),
                        String.valueOf(database.getPassword()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("at work");
        } finally {
            worker.destroyForcibly().waitFor();
        }
        DueQueue queue = DueQueue.open(database, clock);

        assertThat(queue.run(PLENTY, LEASE, KilledWorkerTest::note).items()).isZero();
        clock.advance(LEASE);
        long finished = 0;
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (finished < ITEMS && System.nanoTime() < end) {
            // the server may need a moment to notice that the process is gone
            finished += queue.run(PLENTY, LEASE, KilledWorkerTest::note).items();
        }

        assertThat(finished).isEqualTo(ITEMS);
        assertThat(done()).isEqualTo(ITEMS);
    }

    @Test
    void aConnectionThatDiesInTheMiddleUndoesTheChunk() throws SQLException {
        DueQueue queue = DueQueue.open(database, clock);

        assertThatExceptionOfType(RetentionStoreException.class)
                .isThrownBy(() -> queue.run(PLENTY, LEASE, (connection, items) -> {
                    note(connection, items);
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                    }
                }))
                .withMessageMatching(
                        "the database cannot be reached, or ended the connection" + " \\(SQLSTATE (57P01|08006)\\)");

        assertThat(done()).isZero();
        clock.advance(LEASE);
        assertThat(queue.run(PLENTY, LEASE, KilledWorkerTest::note).items()).isEqualTo(ITEMS);
        assertThat(done()).isEqualTo(ITEMS);
    }

    @Test
    void whatTheDatabaseUndidBecauseOfOthersIsDoneAgain() throws SQLException {
        DueQueue queue = DueQueue.open(database, clock);
        int[] attempts = new int[1];

        long finished = queue.run(PLENTY, LEASE, (connection, items) -> {
                    note(connection, items);
                    attempts[0]++;
                    if (attempts[0] < 3) {
                        throw new SQLException("deadlock detected", "40P01");
                    }
                })
                .items();

        assertThat(attempts[0]).isEqualTo(3);
        assertThat(finished).isEqualTo(ITEMS);
        assertThat(done()).isEqualTo(ITEMS);
    }

    private long done() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Long.parseLong(Dialect.value(connection, "SELECT count(*) FROM done"));
        }
    }

    /** Takes everything, does half of it, and waits to be killed. */
    static final class Worker {

        private Worker() {}

        public static void main(String[] arguments) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(arguments[0]);
            database.setUser(arguments[1]);
            database.setPassword(arguments[2]);
            DueQueue.open(database, () -> NOON).run(PLENTY, LEASE, (connection, items) -> {
                note(connection, items);
                System.out.println("at work");
                try {
                    System.in.read();
                } catch (IOException e) {
                    throw new SQLException(e);
                }
            });
        }
    }
}
