package dev.compliancekit.audit.ship;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** A log in a temporary folder, a sink in memory, and a clock that both go by. */
final class ShipScene {

    static final String ORIGIN = "example.com/audit/ship";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final Path directory;
    final LogKey key;
    final MemorySink sink = new MemorySink();
    final AtomicReference<Instant> now = new AtomicReference<>(START);

    ShipScene(Path folder) {
        this.directory = folder.resolve("log");
        this.key = LogKey.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
    }

    AuditLog log() {
        return AuditLog.builder(directory, key, now::get)
                .withoutLifeEvents()
                .checkpointEvery(100_000)
                .open();
    }

    /** With this many entries, all under a checkpoint. */
    AuditLog log(int entries) {
        AuditLog log = log();
        log.appendAll(events(0, entries));
        log.checkpoint();
        return log;
    }

    static List<AuditEvent> events(int from, int toExclusive) {
        return IntStream.range(from, toExclusive).mapToObj(ShipScene::event).toList();
    }

    static AuditEvent event(int number) {
        return AuditEvent.builder(
                        new TenantId("t-" + number % 7),
                        Actor.service("test"),
                        new Action("tested"),
                        Outcome.SUCCESS,
                        START.plusMillis(number))
                .target("thing/" + number)
                .attribute("recordedAt", "of the caller")
                .attribute("tenant", "nobody")
                .build();
    }

    EntryShipperBuilder shipper() {
        return EntryShipper.builder(directory, key.vkey(), sink, now::get).batch(100);
    }

    /** Ships until nothing is left, or something fails. */
    static ShipStatus shipAll(EntryShipper shipper) {
        ShipStatus status = shipper.ship();
        while (status.lag().orElse(0) > 0 && status.problem().isEmpty() && status.state() == ShipState.WORKING) {
            status = shipper.ship();
        }
        return shipper.ship();
    }

    /** What the log's published files hold. */
    List<ShippedEntry> stored() {
        TileDirectory tiles = TileDirectory.of(directory);
        long size = tiles.checkpoint().unverified().treeSize();
        List<ShippedEntry> entries = new ArrayList<>();
        for (long first = 0; first < size; first += Tile.FULL) {
            Tile tile = new Tile(0, first / Tile.FULL, (int) Math.min(Tile.FULL, size - first));
            for (byte[] entry : tiles.entries(tile)) {
                entries.add(ShippedEntry.of(entries.size(), entry));
            }
        }
        return entries;
    }
}
