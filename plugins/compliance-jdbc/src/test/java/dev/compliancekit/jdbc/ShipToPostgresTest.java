package dev.compliancekit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide. */
class ShipToPostgresTest {

    @TempDir
    private Path temp;

    @Test
    void theGuideShipsAndVerifies() {
        SinkScene scene = new SinkScene(temp);
        DataSource owner = scene.owner;
        DataSource shipperRole = scene.role("audit_shipper");
        DataSource verifierRole = scene.role("audit_verifier");
        InstantSource clock = scene.now::get;
        Path directory = scene.directory;
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        CopyReport report;
        Control inTime;
        try (AuditLog log = scene.log(30)) {
            // readme: begin
            JdbcEntrySink.createSchema(owner); // once, or at each start: what is there stays as it is
            JdbcEntryPartitions.of(owner).ensure(YearMonth.of(2026, 1), 6); // now and then, some months ahead

            EntryShipper shipper = EntryShipper.builder(directory, log.vkey(), JdbcEntrySink.open(shipperRole), clock)
                    .executor(executor, Duration.ofSeconds(1)) // one of its own: a sink that hangs keeps a thread
                    .open();
            inTime = shipper.lagsAtMost(Duration.ofMinutes(15)); // for the promise register

            TileDirectory tiles = TileDirectory.of(directory);
            report = JdbcEntryCopy.open(verifierRole).verify(tiles.checkpoint(), log.vkey(), tiles);
            // readme: end
            assertThat(report.entries() + report.findings().size()).isPositive();
            while (shipper.ship().lag().orElse(1) > 0) {
                // the rest
            }
            assertThat(inTime.assess(clock.instant()).standing()).isEqualTo(Standing.KEPT);
            shipper.close();
            assertThat(scene.verify().findings()).isEmpty();
        } finally {
            executor.shutdownNow();
        }
    }
}
