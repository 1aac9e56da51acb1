package dev.compliancekit.audit.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ShippingProperties {

    /** Whatever the sizes of the log's checkpoints and of the batches are, and whenever the sink fails. */
    @Property(tries = 20)
    void theSinkHoldsWhatTheLogHasPublished(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 400) Integer> parts,
            @ForAll @IntRange(min = 1, max = 600) int batch,
            @ForAll @IntRange(min = 0, max = 3) int failing)
            throws IOException {
        Path folder = Files.createTempDirectory("compliancekit-ship");
        ShipScene scene = new ShipScene(folder);
        try (AuditLog log = scene.log();
                EntryShipper shipper = scene.shipper().batch(batch).open()) {
            int size = 0;
            for (int part : parts) {
                log.appendAll(ShipScene.events(size, size + part));
                size += part;
                log.checkpoint();
                if (size % 4 < failing) {
                    scene.sink.breakAfterTaking();
                }
                shipper.ship();
            }
            while (ShipScene.shipAll(shipper).lag().orElse(1) > 0) {
                // the sink broke after taking a batch
            }
            assertThat(scene.sink.entries()).isEqualTo(scene.stored()).hasSize(size);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
