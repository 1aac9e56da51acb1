package dev.compliancekit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.ship.ShipStatus;
import dev.compliancekit.testkit.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Whoever dies when: each entry is in the table once. More kills with {@code -Dship.kills=200}. */
@Timeout(300)
class JdbcShippingTest {

    @TempDir
    private Path temp;

    private static void isWhole(SinkScene scene, long size) {
        CopyReport report = scene.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(size);
    }

    @Test
    void aSessionThatTheServerEndsInTheMiddleOfABatchLeavesNothingOfIt() {
        SinkScene scene = new SinkScene(temp);
        SinkScene.run(
                scene.owner,
                "CREATE FUNCTION end_session() RETURNS trigger AS $$ BEGIN PERFORM"
                        + " pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$ LANGUAGE plpgsql SECURITY DEFINER");
        SinkScene.run(
                scene.owner,
                "CREATE TRIGGER killer BEFORE INSERT ON compliancekit_audit_entry FOR EACH ROW WHEN (NEW.idx = 250)"
                        + " EXECUTE FUNCTION end_session()");
        try (AuditLog log = scene.log(400);
                EntryShipper shipper = scene.shipper().open()) {
            ShipStatus status = SinkScene.shipAll(shipper);
            assertThat(status.shipped()).hasValue(200);
            assertThat(status.problem().orElseThrow())
                    .startsWith("the database of the sink cannot be reached, or ended the connection (SQLSTATE ");
            assertThat(scene.sink().cursor(SinkScene.ORIGIN).nextIndex()).isEqualTo(200);

            SinkScene.run(scene.owner, "DROP TRIGGER killer ON compliancekit_audit_entry");
            assertThat(SinkScene.shipAll(shipper).problem()).isEmpty();
            isWhole(scene, log.published().unverified().treeSize());
        }
    }

    @Test
    void aServerThatStopsAndStartsAgainGetsTheRest() {
        try (PostgresServer server = PostgresServer.start(new SecureRandom())) {
            server.run("createdb", "sink");
            SinkScene scene = new SinkScene(temp, server, "sink");
            try (AuditLog log = scene.log(300);
                    EntryShipper shipper = scene.shipper().open()) {
                shipper.ship();
                server.stop();
                ShipStatus status = shipper.ship();
                assertThat(status.problem().orElseThrow())
                        .startsWith("the database of the sink cannot be reached, or ended the connection (SQLSTATE ");
                assertThat(status.lag()).hasValue(200);
                log.appendAll(SinkScene.events(300, 700));
                log.checkpoint();
                server.startAgain();

                assertThat(SinkScene.shipAll(shipper).problem()).isEmpty();
                isWhole(scene, 700);
            }
        }
    }

    @Test
    void ofTwoShippersAtWorkEachEntryArrivesOnce() {
        SinkScene scene = new SinkScene(temp);
        try (AuditLog log = scene.log(1500)) {
            List<ShipStatus> ended = Parallel.run(3, i -> {
                try (EntryShipper shipper = scene.shipper().batch(20 + 7 * i).open()) {
                    return SinkScene.shipAll(shipper);
                }
            });

            assertThat(ended).allSatisfy(status -> assertThat(status.problem()).isEmpty());
            isWhole(scene, log.published().unverified().treeSize());
        }
    }

    @Test
    @Tag("process")
    void aShipperThatIsKilledAtAnyPointIsFollowedByAnother() throws Exception {
        int kills = Integer.getInteger("ship.kills", 5);
        long seed = Long.getLong("ship.seed", 20_261_123L);
        Random random = new Random(seed);
        SinkScene scene = new SinkScene(temp);
        try (AuditLog log = scene.log(0)) {
            int size = 0;
            for (int kill = 0; kill < kills; kill++) {
                log.appendAll(SinkScene.events(size, size + 2000));
                size += 2000;
                log.checkpoint();
                Process shipper = start(scene);
                shipper.getInputStream().read(); // it is at work
                shipper.waitFor(100 + random.nextInt(1200), TimeUnit.MILLISECONDS);
                shipper.destroyForcibly().waitFor();
            }
            long before = scene.sink().cursor(SinkScene.ORIGIN).nextIndex();
            try (EntryShipper shipper = scene.shipper().open()) {
                assertThat(SinkScene.shipAll(shipper).problem())
                        .as("seed %s", seed)
                        .isEmpty();
            }
            isWhole(scene, size);
            System.out.println("killed " + kills + " shippers, which had shipped " + before + " of " + size);
        }
    }

    private static Process start(SinkScene scene) throws IOException {
        PGSimpleDataSource database = scene.role("audit_shipper");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        Child.class.getName(),
                        scene.directory.toString(),
                        scene.key.vkey().toString(),
                        database.getURL(),
                        database.getUser(),
                        String.valueOf(database.getPassword()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
