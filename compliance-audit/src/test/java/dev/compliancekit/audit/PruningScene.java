package dev.compliancekit.audit;

import dev.compliancekit.audit.pruning.LogHold;
import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A log that grows by eight entries of four tenants a day, and what may go of it. */
final class PruningScene {

    static final int A_DAY = 8;
    static final Actor DPO = Actor.staff("dpo");
    static final LogRetention YEAR = new LogRetention(Period.ofMonths(12), Period.ofMonths(24), ZoneOffset.UTC);
    static final LogHolds NONE = tenant -> List.of();
    static final List<TenantId> TENANTS =
            Stream.of("acme", "globex", "initech", "zoo").map(TenantId::new).toList();

    private final TestLog logs;
    private Instant now = TestLog.START;
    private int number;

    PruningScene(Path folder) {
        this.logs = new TestLog(folder);
    }

    TestLog logs() {
        return logs;
    }

    Path directory() {
        return logs.directory();
    }

    Instant now() {
        return now;
    }

    void sleep(Duration time) {
        now = now.plus(time);
    }

    AuditLog open(Path directory) {
        return AuditLog.builder(directory, logs.key(), () -> now)
                .withoutLifeEvents()
                .rememberedEvents(10)
                .open();
    }

    AuditLog open() {
        return open(directory());
    }

    void live(AuditLog log, int days) {
        for (int day = 0; day < days; day++) {
            List<AuditEvent> events = new ArrayList<>();
            for (int i = 0; i < A_DAY; i++) {
                events.add(TestLog.event(TENANTS.get(number % TENANTS.size()), number));
                number++;
            }
            log.appendAll(events);
            now = now.plus(Duration.ofDays(1));
        }
        log.checkpoint();
    }

    static LogHolds holdOn(TenantId held, LogHold hold) {
        return tenant -> tenant.equals(held) ? List.of(hold) : List.of();
    }

    static Map<Long, AuditEntry> entries(AuditLog log) {
        Map<Long, AuditEntry> entries = new TreeMap<>();
        log.reader().readAll(entry -> entries.put(entry.index(), entry));
        return entries;
    }

    /** Every file below a folder by its path, as a digest. */
    static Map<String, Bytes> files(Path folder) {
        Map<String, Bytes> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), PrunedStart.digest(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The hash tiles alone. */
    Map<String, Bytes> tiles() {
        Map<String, Bytes> tiles = files(directory().resolve("tile"));
        tiles.keySet().removeIf(path -> path.startsWith("entries"));
        return tiles;
    }

    static void flip(Path file, int at) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[at] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path bundle(Path directory, int number) {
        return directory.resolve("tile/entries/" + String.format("%03d", number));
    }

    static List<Integer> bundlesIn(Path directory, int upTo) {
        int[] there = new int[upTo];
        Arrays.setAll(there, n -> n);
        return Arrays.stream(there)
                .filter(n -> Files.exists(bundle(directory, n)))
                .boxed()
                .toList();
    }
}
