package dev.compliancekit.kafka;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.ship.EntryShipperBuilder;
import dev.compliancekit.audit.ship.ShipStatus;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A log in a temporary folder, and a broker. */
final class KafkaScene {

    static final String ORIGIN = "example.com/audit/kafka";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final Broker broker;
    final Path directory;
    final LogKey key;

    KafkaScene(Path folder, Broker broker) {
        this(folder, broker, LogKey.create(folder.resolve("log.key"), ORIGIN, new SecureRandom()));
    }

    KafkaScene(Path folder, Broker broker, LogKey key) {
        this.broker = broker;
        this.directory = folder.resolve("log");
        this.key = key;
    }

    AuditLog log() {
        return log(directory, key);
    }

    static AuditLog log(Path directory, LogKey key) {
        return AuditLog.builder(directory, key, () -> START)
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
        return IntStream.range(from, toExclusive).mapToObj(KafkaScene::event).toList();
    }

    static AuditEvent event(int number) {
        return AuditEvent.builder(
                        new TenantId("t-" + number % 7),
                        Actor.service("test"),
                        new Action("tested"),
                        Outcome.SUCCESS,
                        START.plusMillis(number))
                .target("thing/" + number)
                .attribute("text", "\u00e9\u20ac\ud83d\ude00 \" \\ \n")
                .build();
    }

    KafkaEntrySink sink(SinkTopics topics) {
        return KafkaEntrySink.open(broker.client(), topics, InstantSource.system());
    }

    EntryShipperBuilder shipper(KafkaEntrySink sink) {
        return EntryShipper.builder(directory, key.vkey(), sink, () -> START).batch(100);
    }

    /** Ships until nothing is left, or something fails. */
    static ShipStatus shipAll(EntryShipper shipper) {
        ShipStatus status = shipper.ship();
        while (status.lag().orElse(0) > 0 && status.problem().isEmpty()) {
            status = shipper.ship();
        }
        return shipper.ship();
    }

    CopyReport verify(SinkTopics topics) {
        return verify(topics, 0);
    }

    CopyReport verify(SinkTopics topics, long fromIndex) {
        TileDirectory tiles = TileDirectory.of(directory);
        return KafkaEntryCopy.of(broker.client(), topics, InstantSource.system())
                .verify(tiles.checkpoint(), key.vkey(), tiles, fromIndex);
    }

    /** All published entries, as text. */
    List<String> entries() {
        TileDirectory tiles = TileDirectory.of(directory);
        long size = tiles.checkpoint().unverified().treeSize();
        List<String> entries = new ArrayList<>();
        for (long first = 0; first < size; first += Tile.FULL) {
            Tile tile = new Tile(0, first / Tile.FULL, (int) Math.min(Tile.FULL, size - first));
            tiles.entries(tile).forEach(entry -> entries.add(new String(entry, StandardCharsets.UTF_8)));
        }
        return entries;
    }

    /** The numbers of the published events that {@link #event} made, in the order of the log. */
    List<Integer> numbers() {
        Pattern number = Pattern.compile("\"target\":\"thing/([0-9]+)\"");
        return entries().stream()
                .flatMap(entry -> number.matcher(entry).results())
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }
}
