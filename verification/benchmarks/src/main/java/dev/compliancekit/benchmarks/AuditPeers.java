package dev.compliancekit.benchmarks;

import dev.compliancekit.benchmarks.AuditContenders.Contender;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.envers.Audited;
import org.javers.core.Javers;
import org.javers.core.JaversBuilder;
import org.javers.repository.sql.DialectName;
import org.javers.repository.sql.SqlRepositoryBuilder;

/** What others write audit trails with, one event a call. */
final class AuditPeers {

    private static final String H2 = ";WRITE_DELAY=0";

    private AuditPeers() {}

    /** Chronicle Queue that syncs after each message; without the mode, its {@code sync()} does nothing. */
    static Contender chronicle(Path folder, int threads) {
        ChronicleQueue queue = SingleChronicleQueueBuilder.binary(folder.resolve("chronicle"))
                .syncMode(SyncMode.SYNC)
                .build();
        List<ThreadLocal<ExcerptAppender>> appenders = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            appenders.add(ThreadLocal.withInitial(queue::createAppender)); // one thread may use each
        }
        return new Contender() {
            @Override
            public void call(int thread) {
                ExcerptAppender appender = appenders.get(thread).get();
                appender.writeText(AuditContenders.BODY);
                appender.sync();
            }

            @Override
            public void close() {
                queue.close();
            }
        };
    }

    /** Asynchronous loggers of log4j into a file; not durable, and nobody is told when it is. */
    static Contender log4j(Path folder) {
        ConfigurationBuilder<BuiltConfiguration> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.add(builder.newAppender("file", "RandomAccessFile")
                .addAttribute("fileName", folder.resolve("log4j").toString())
                .addAttribute("immediateFlush", false)
                .add(builder.newLayout("PatternLayout").addAttribute("pattern", "%d %m%n")));
        builder.add(builder.newRootLogger(org.apache.logging.log4j.Level.INFO).add(builder.newAppenderRef("file")));
        Configuration configuration = builder.build(false);
        AsyncLoggerContext context = new AsyncLoggerContext("race");
        context.start(configuration);
        Logger logger = context.getLogger("audit");
        return new Contender() {
            @Override
            public void call(int thread) {
                logger.info(AuditContenders.BODY);
            }

            @Override
            public void close() {
                context.stop();
            }
        };
    }

    /** JaVers with H2: each event a new version of an object. */
    static Contender javers(Path folder) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:" + folder.resolve("javers") + H2, "sa", "");
        connection.setAutoCommit(false);
        Javers javers = JaversBuilder.javers()
                .registerJaversRepository(SqlRepositoryBuilder.sqlRepository()
                        .withConnectionProvider(() -> connection)
                        .withDialect(DialectName.H2)
                        .build())
                .build();
        connection.commit();
        AtomicLong number = new AtomicLong();
        return new Contender() {
            @Override
            public void call(int thread) {
                try {
                    javers.commit("user-17", Subject.of(number.incrementAndGet()));
                    connection.commit();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {
                AuditPeers.close(connection);
            }
        };
    }

    /** Envers with H2: each event an entity that is inserted. */
    static Contender envers(Path folder) throws SQLException {
        String url = "jdbc:h2:" + folder.resolve("envers") + H2;
        Connection open = DriverManager.getConnection(url, "sa", "");
        try (Statement statement = open.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
        }
        SessionFactory sessions = new org.hibernate.cfg.Configuration()
                .addAnnotatedClass(Subject.class)
                .setProperty("hibernate.connection.url", url)
                .setProperty("hibernate.connection.username", "sa")
                .setProperty("hibernate.connection.password", "")
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .buildSessionFactory();
        AtomicLong number = new AtomicLong();
        return new Contender() {
            @Override
            public void call(int thread) {
                try (Session session = sessions.openSession()) {
                    session.beginTransaction();
                    session.persist(Subject.of(number.incrementAndGet()));
                    session.getTransaction().commit();
                }
            }

            @Override
            public void close() {
                sessions.close();
                AuditPeers.close(open);
            }
        };
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What JaVers and Envers keep the history of. */
    @Entity
    @Audited
    @org.javers.core.metamodel.annotation.Entity
    static class Subject {

        @Id
        @org.javers.core.metamodel.annotation.Id
        private long id;

        private String body = "";

        /** For Hibernate. */
        Subject() {}

        static Subject of(long id) {
            Subject subject = new Subject();
            subject.id = id;
            subject.body = AuditContenders.BODY.substring(0, 250);
            return subject;
        }

        long id() {
            return id;
        }

        String body() {
            return body;
        }
    }
}
