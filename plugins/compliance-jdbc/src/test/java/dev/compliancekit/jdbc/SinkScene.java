package dev.compliancekit.jdbc;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.ship.EntryShipperBuilder;
import dev.compliancekit.audit.ship.ShipStatus;
import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.testkit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/** A log, and a database with the roles of the guide. */
final class SinkScene {

    static final String ORIGIN = "example.com/audit/sql";
    static final Instant START = Instant.parse("2026-01-31T23:00:00Z");
    private static final String PASSWORD = "for these tests";

    final PostgresServer server;
    final PGSimpleDataSource owner;
    final Path directory;
    final LogKey key;
    final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final String database;

    SinkScene(Path folder) {
        this(folder, Postgres.server(), Postgres.newDatabase());
    }

    SinkScene(Path folder, PostgresServer server, String database) {
        this.server = server;
        this.database = database;
        this.directory = folder.resolve("log");
        this.key = LogKey.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
        this.owner = source(server.user(), server.password());
        this.owner.setCurrentSchema("audit");
        List<String> statements = statementsOfTheGuide();
        run(source(server.user(), server.password()), statements.get(0));
        for (String role : List.of("audit_shipper", "audit_reader", "audit_verifier")) {
            run(owner, "ALTER ROLE " + role + " PASSWORD '" + PASSWORD + "'");
        }
        JdbcEntrySink.createSchema(owner);
        run(owner, statements.get(1));
        JdbcEntryPartitions.of(owner).ensure(YearMonth.of(2026, 1), 8);
    }

    private static List<String> statementsOfTheGuide() {
        try {
            String guide = Files.readString(Path.of("../../docs/guides/ship-to-postgresql-and-kafka.md"));
            return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                    .matcher(guide)
                    .results()
                    .map((MatchResult block) -> block.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PGSimpleDataSource source(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url(database));
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(5);
        return source;
    }

    PGSimpleDataSource role(String role) {
        return source(role, PASSWORD);
    }

    EntrySink sink() {
        return JdbcEntrySink.open(role("audit_shipper"));
    }

    /** Each statement for itself; the roles are those of the server, so another test may have made them. */
    static void run(PGSimpleDataSource source, String... statements) {
        for (String statement : statements) {
            for (String each : statement.contains("$$") ? new String[] {statement} : statement.split(";\\s*")) {
                try (Connection connection = source.getConnection();
                        Statement sql = connection.createStatement()) {
                    sql.execute(each);
                } catch (SQLException e) {
                    if (!"42710".equals(e.getSQLState()) || !each.startsWith("CREATE ROLE")) {
                        throw new IllegalStateException(e.getMessage(), e);
                    }
                }
            }
        }
    }

    AuditLog log() {
        return AuditLog.builder(directory, key, now::get)
                .withoutLifeEvents()
                .checkpointEvery(100_000)
                .open();
    }

    /** With this many entries, an hour between them, all under a checkpoint. */
    AuditLog log(int entries) {
        AuditLog log = log();
        for (int i = 0; i < entries; i++) {
            now.set(START.plusSeconds(3600L * i));
            log.append(event(i));
        }
        log.checkpoint();
        return log;
    }

    static List<AuditEvent> events(int from, int toExclusive) {
        return IntStream.range(from, toExclusive).mapToObj(SinkScene::event).toList();
    }

    static AuditEvent event(int number) {
        return AuditEvent.builder(
                        new TenantId("t-" + number % 7),
                        Actor.service("test"),
                        new Action("tested"),
                        Outcome.SUCCESS,
                        START.plusMillis(number))
                .target("thing/" + number)
                .build();
    }

    EntryShipperBuilder shipper() {
        return EntryShipper.builder(directory, key.vkey(), sink(), now::get).batch(100);
    }

    /** Ships until nothing is left, or something fails. */
    static ShipStatus shipAll(EntryShipper shipper) {
        ShipStatus status = shipper.ship();
        while (status.lag().orElse(0) > 0 && status.problem().isEmpty()) {
            status = shipper.ship();
        }
        return shipper.ship();
    }

    CopyReport verify() {
        TileDirectory tiles = TileDirectory.of(directory);
        return JdbcEntryCopy.open(role("audit_verifier")).verify(tiles.checkpoint(), key.vkey(), tiles);
    }
}
