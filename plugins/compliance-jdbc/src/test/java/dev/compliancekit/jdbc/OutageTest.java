package dev.compliancekit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.ship.ShipStatus;
import dev.compliancekit.testkit.PostgresServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is away while 5,000 events a second are appended: none is lost, none arrives twice. How long an append
 * takes is printed beside that without a shipper, in alternating rounds. The long form is {@code -Doutage.seconds=600
 * -Doutage.rounds=1}; more rounds measure better.
 */
class OutageTest {

    @TempDir
    private Path temp;

    @Test
    void anOutageDelaysAndNothingElse() throws Exception {
        int seconds = Integer.getInteger("outage.seconds", 2);
        int rounds = Integer.getInteger("outage.rounds", 2);
        ScheduledExecutorService checkpoints = Executors.newScheduledThreadPool(1);
        ScheduledExecutorService shipping = Executors.newScheduledThreadPool(1);
        try (PostgresServer server = PostgresServer.start(new SecureRandom())) {
            server.run("createdb", "sink");
            SinkScene scene = new SinkScene(temp, server, "sink");
            try (AuditLog log = AuditLog.builder(scene.directory, scene.key, scene.now::get)
                            .withoutLifeEvents()
                            .executor(checkpoints, Duration.ofSeconds(1))
                            .open();
                    EntryShipper shipper = scene.shipper()
                            .batch(1024)
                            .executor(shipping, Duration.ofMillis(500))
                            .retry(Duration.ofMillis(100), Duration.ofSeconds(1))
                            .open()) {
                SteadyAppends appends = new SteadyAppends(log);
                Duration calm = Duration.ofSeconds(Math.min(seconds, 20));
                appends.run(calm); // warm
                double[] slower = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    slower[round] = round(server, shipper, appends, calm, Duration.ofSeconds(seconds));
                }
                System.out.printf(
                        Locale.ROOT,
                        "outage: an append takes %+.1f %% longer (median)%n",
                        SteadyAppends.median(slower));
                log.checkpoint();
                ShipStatus status = shipper.ship();
                while (status.lag().orElse(1) > 0) {
                    status = shipper.ship();
                }
                CopyReport report = scene.verify();
                assertThat(report.findings()).isEmpty();
                assertThat(report.entries()).isEqualTo(appends.appended());
                System.out.println("outage: " + report.entries() + " entries in the table, each once");
            }
        } finally {
            checkpoints.shutdownNow();
            shipping.shutdownNow();
        }
    }

    /** How much longer an append takes while the server is away, in percent. */
    private static double round(
            PostgresServer server, EntryShipper shipper, SteadyAppends appends, Duration calm, Duration outage) {
        shipper.pause();
        SteadyAppends.Measured alone = appends.run(calm);
        shipper.resume();
        server.stop();
        SteadyAppends.Measured away = appends.run(outage);
        System.out.println("outage: " + shipper.status());
        server.startAgain();
        SteadyAppends.Measured back = appends.run(calm);
        System.out.println("no shipper   " + alone);
        System.out.println("server away  " + away);
        System.out.println("server back  " + back);
        return 100 * (away.mean() / alone.mean() - 1);
    }
}
