package dev.compliancekit.benchmarks;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditLogBuilder;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.Sealing;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.key.SubjectKeys;
import dev.compliancekit.crypto.key.TenantKeys;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What sealing costs a log, in clear and sealed: CPU time and bytes for an event, and how long the erasure of one
 * person takes. Arguments: a folder that does not exist, the number of events, how many in a batch.
 */
public final class SealedLogRun {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SUBJECTS = 2_000;
    private static final int ERASURES = 20;
    private static final String USER_AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
            + "(KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    private final Path folder;
    private final int events;
    private final int batch;
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<@Nullable TenantKeys> keys = new AtomicReference<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private SealedLogRun(Path folder, int events, int batch) {
        this.folder = folder;
        this.events = events;
        this.batch = batch;
    }

    /**
     * Runs it and prints what it found.
     *
     * @param arguments folder, events, events in a batch
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        SealedLogRun run =
                new SealedLogRun(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Files.createDirectories(run.folder);
        run.clear();
        run.sealed();
    }

    private static AuditEvent event(int number) {
        return AuditEvent.builder(
                        ACME,
                        Actor.customer("u-7f3k" + number % SUBJECTS),
                        Action.SIGN_IN,
                        Outcome.SUCCESS,
                        START.plusNanos(number * 1_000L))
                .attribute(AuditEvent.ADDRESS, "203.0." + number / 250 % 250 + "." + number % 250)
                .attribute(AuditEvent.DEVICE_TYPE, "desktop")
                .attribute(AuditEvent.USER_AGENT, USER_AGENT)
                .build();
    }

    /** The event as a line of JSON, as an application would write it to a file. */
    private static int rawBytes(AuditEvent event) {
        StringBuilder json = new StringBuilder("{\"time\":\"" + event.occurredAt() + "\",\"tenant\":\"" + event.tenant()
                + "\",\"actor\":\"" + event.actor() + "\",\"action\":\"" + event.action() + "\",\"target\":\""
                + event.target() + "\",\"outcome\":\"" + event.outcome().code() + "\"");
        event.attributes()
                .forEach((name, value) -> json.append(",\"")
                        .append(name)
                        .append("\":\"")
                        .append(value)
                        .append('"'));
        return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private AuditLogBuilder builder(String name) {
        LogKey key = LogKey.create(folder.resolve(name + ".key"), "example.com/audit/" + name, random);
        return AuditLog.builder(folder.resolve(name), key, () -> START);
    }

    private void clear() throws IOException {
        try (AuditLog log = builder("clear").open()) {
            append("clear", log);
        }
        size("clear");
    }

    private void sealed() throws IOException {
        Sealing sealing = Sealing.builder(keys::get, () -> {
                    TenantKeys now = keys.get();
                    return now == null ? null : now.tags();
                })
                .build();
        try (AuditLog log = builder("sealed").sealing(sealing).open();
                FileKeyStore store = FileKeyStore.create(folder.resolve("keys"));
                FileEpochStore epochs = FileEpochStore.create(folder.resolve("epochs-1"), folder.resolve("epochs-2"));
                FileKeyService root = FileKeyService.createUnprotected(folder.resolve("root.key"), random);
                TenantKeys own = TenantKeys.builder(store, epochs, root)
                        .random(random)
                        .clock(() -> START)
                        .audit(log)
                        .subjectKeys(SubjectKeys.EACH)
                        .build()) {
            keys.set(own);
            append("sealed", log);
            erase(own);
        }
        size("sealed");
    }

    /** The first fifth warms up, and makes the keys. */
    private void append(String what, AuditLog log) {
        long cpu = 0;
        long wall = 0;
        int from = 0;
        boolean warm = false;
        while (from < events) {
            if (!warm && from >= events / 5) {
                warm = true;
                cpu = threads.getCurrentThreadCpuTime();
                wall = System.nanoTime();
            }
            List<AuditEvent> part = new ArrayList<>(batch);
            for (int i = from; i < Math.min(events, from + batch); i++) {
                part.add(event(i));
            }
            log.appendAll(part);
            from += batch;
        }
        double measured = events - events / 5.0;
        System.out.printf(
                "%s: %.2f us CPU an event, %.2f us on the clock, making the event included%n",
                what,
                (threads.getCurrentThreadCpuTime() - cpu) / measured / 1000,
                (System.nanoTime() - wall) / measured / 1000);
    }

    private void erase(TenantKeys own) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < ERASURES; i++) {
            long start = System.nanoTime();
            own.shred(ACME, new SubjectId("u-7f3k" + i), Actor.staff("s-17"), "asked for");
            millis.add((System.nanoTime() - start) / 1e6);
        }
        System.out.printf(
                "erasures of one person each: first %.2f ms, then median %.2f ms, slowest %.2f ms%n",
                millis.get(0),
                millis.stream().sorted().skip(ERASURES / 2).findFirst().orElseThrow(),
                millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private void size(String name) throws IOException {
        long bytes;
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
        int raw = rawBytes(event(events / 2));
        System.out.printf(
                "%s: %.1f bytes an event on disk, raw line %d bytes, ratio %.3f%n",
                name, bytes / (double) events, raw, bytes / (double) events / raw);
    }
}
