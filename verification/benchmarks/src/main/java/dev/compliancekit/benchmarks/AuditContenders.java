package dev.compliancekit.benchmarks;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.Sealing;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.key.SubjectKeys;
import dev.compliancekit.crypto.key.TenantKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What makes events durable, in calls of some events each. Each returns from a call after a sync. */
final class AuditContenders {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String BODY =
            "{\"action\":\"sign-in\",\"actor\":\"customer:user-17\",\"address\":\"192.0.2.17\",\"agent\":\""
                    + "x".repeat(220) + "\"}";

    private AuditContenders() {}

    /** One of those that race. */
    interface Contender extends AutoCloseable {

        /** Makes one call by one of its threads. */
        void call(int thread);

        @Override
        void close();
    }

    /** Opens it anew. */
    interface Opening {
        Contender open(Path folder) throws Exception;
    }

    static List<AuditEvent> events(int count) {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(AuditEvent.builder(
                            new TenantId("t-" + i % 7),
                            Actor.customer("user-" + i % 50),
                            Action.SIGN_IN,
                            Outcome.SUCCESS,
                            START.plusSeconds(i))
                    .attribute(AuditEvent.ADDRESS, "192.0.2." + i % 250)
                    .attribute(AuditEvent.DEVICE_TYPE, "phone")
                    .build());
        }
        return List.copyOf(events);
    }

    /** Our log. */
    static Contender log(Path folder, int batch) {
        LogKey key = LogKey.create(folder.resolve("log.key"), "example.com/race", new SecureRandom());
        return log(
                AuditLog.builder(folder.resolve("log"), key, InstantSource.system())
                        .open(),
                batch,
                () -> {});
    }

    /** Our log with personal parts sealed, under keys in files. */
    static Contender sealedLog(Path folder, int batch) throws IOException {
        SecureRandom random = new SecureRandom();
        LogKey key = LogKey.create(folder.resolve("log.key"), "example.com/race", random);
        AtomicReference<@Nullable TenantKeys> keys = new AtomicReference<>();
        Sealing sealing = Sealing.builder(keys::get, () -> {
                    TenantKeys now = keys.get();
                    return now == null ? null : now.tags();
                })
                .build();
        AuditLog log = AuditLog.builder(folder.resolve("log"), key, InstantSource.system())
                .sealing(sealing)
                .open();
        FileKeyStore store = FileKeyStore.create(folder.resolve("keys"));
        FileEpochStore epochs = FileEpochStore.create(folder.resolve("epochs-1"), folder.resolve("epochs-2"));
        FileKeyService root = FileKeyService.createUnprotected(folder.resolve("root.key"), random);
        TenantKeys own = TenantKeys.builder(store, epochs, root)
                .random(random)
                .clock(InstantSource.system())
                .audit(log)
                .subjectKeys(SubjectKeys.EACH)
                .build();
        keys.set(own);
        log.appendAll(events(batch)); // makes their keys
        return log(log, batch, () -> {
            own.close();
            store.close();
            epochs.close();
            root.close();
        });
    }

    /** Our log, in calls that return when the event is in its queue. */
    static Contender logNotWaitedFor(Path folder) {
        LogKey key = LogKey.create(folder.resolve("log.key"), "example.com/race", new SecureRandom());
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        AuditLog log = AuditLog.builder(folder.resolve("log"), key, InstantSource.system())
                .executor(executor, Duration.ofSeconds(1))
                .open();
        List<AuditEvent> events = events(1);
        return new Contender() {
            @Override
            @SuppressWarnings("FutureReturnValueIgnored") // not waited for
            public void call(int thread) {
                log.submit(events.get(0));
            }

            @Override
            public void close() {
                log.close();
                executor.shutdown();
            }
        };
    }

    private static Contender log(AuditLog log, int batch, Runnable after) {
        List<AuditEvent> events = events(batch);
        return new Contender() {
            @Override
            public void call(int thread) {
                if (batch == 1) {
                    log.append(events.get(0));
                } else {
                    log.appendAll(events);
                }
            }

            @Override
            public void close() {
                log.close();
                after.run();
            }
        };
    }

    /** A file, synced after each event; what the disk alone allows one thread. */
    static Contender rawForce(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("raw"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        byte[] body = BODY.getBytes(StandardCharsets.US_ASCII);
        return new Contender() {
            @Override
            public synchronized void call(int thread) {
                try {
                    channel.write(ByteBuffer.wrap(body));
                    channel.force(false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** A table, with a connection for each thread and a commit for each call. */
    static Contender sql(Source source, int threads, int batch, String create) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        List<PreparedStatement> inserts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Connection connection = source.open();
            if (i == 0) {
                try (Statement statement = connection.createStatement()) {
                    for (String line : create.split(";", -1)) {
                        statement.execute(line);
                    }
                }
            }
            connection.setAutoCommit(false);
            connections.add(connection);
            inserts.add(connection.prepareStatement("INSERT INTO event (tenant, body) VALUES (?, ?)"));
        }
        return new Contender() {
            @Override
            public void call(int thread) {
                try {
                    PreparedStatement insert = inserts.get(thread);
                    for (int i = 0; i < batch; i++) {
                        insert.setString(1, "t-" + i % 7);
                        insert.setString(2, BODY);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    connections.get(thread).commit();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {
                try {
                    for (Connection connection : connections) {
                        connection.close();
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Where connections come from. */
    interface Source {
        Connection open() throws SQLException;
    }

    static Source source(String url, String user, String password) {
        return () -> DriverManager.getConnection(url, user, password);
    }
}
