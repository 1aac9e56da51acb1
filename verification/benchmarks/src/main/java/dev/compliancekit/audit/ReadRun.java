package dev.compliancekit.audit;

import com.sun.management.OperatingSystemMXBean;
import dev.compliancekit.audit.event.EventRules;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * One tenant's entries out of many: {@code create FOLDER ENTRIES TENANTS}, then {@code read FOLDER ROUNDS}, then
 * {@code withhold FOLDER COUNT}. The log is made of the same bytes as the writer makes, without its syncs.
 *
 * <p>{@code verify FOLDER} walks the whole log; {@code crash FOLDER ENTRIES} appends so many and ends like a process
 * that was killed, and {@code open FOLDER} opens the log and ends likewise, so that it can be done again.
 */
public final class ReadRun {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ORIGIN = "example.com/audit/read-run";
    private static final TenantId ASKED = new TenantId("tenant-7");
    private static final Actor OWNER = Actor.customer("owner");

    private final Path folder;

    private ReadRun(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs one part.
     *
     * @param arguments see the class
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        ReadRun run = new ReadRun(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "create" -> run.create(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "read" -> run.read(Integer.parseInt(arguments[2]));
            case "withhold" -> run.withhold(Integer.parseInt(arguments[2]));
            case "verify" -> run.verify();
            case "crash" -> run.crash(Integer.parseInt(arguments[2]));
            case "open" -> run.reopen();
            default -> throw new IllegalArgumentException("parts are create, read, withhold, verify, crash and open");
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private void create(int entries, int tenants) throws IOException {
        LogKey key = LogKey.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
        TenantChains chains = new TenantChains();
        MerkleTree tree = MerkleTree.empty();
        List<List<Bytes>> levels = new ArrayList<>();
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        Random random = new Random(17);
        for (int i = 0; i < entries; i++) {
            AuditEvent event = event(new TenantId("tenant-" + random.nextInt(tenants)), i);
            byte[] entry = EntryForm.of(event).entry(chains.head(event.tenant()), START.plusMillis(i));
            Bytes leaf = MerkleTree.leafHash(entry);
            chains.advance(event.tenant(), leaf);
            tree.append(leaf);
            EntryBundle.write(bundle, entry);
            push(levels, 0, leaf, i / Tile.FULL, bundle);
        }
        for (int level = 0; level < levels.size(); level++) {
            List<Bytes> rest = levels.get(level);
            if (!rest.isEmpty()) {
                write(new Tile(level, (long) entries >> (8 * (level + 1)), rest.size()), rest, bundle);
            }
        }
        Checkpoint checkpoint = new Checkpoint(ORIGIN, entries, tree.root());
        new NewSegments(log(), key, null).first(checkpoint).close();
        TenantHeadsFile.write(
                log(), new WriteAheadTags(key), new TenantHeadsFile.Heads(entries, tree.root(), chains.heads()));
        Integration.publish(log(), key, checkpoint);
    }

    private void push(List<List<Bytes>> levels, int level, Bytes hash, long tile, ByteArrayOutputStream bundle)
            throws IOException {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
        }
        List<Bytes> hashes = levels.get(level);
        hashes.add(hash);
        if (hashes.size() == Tile.FULL) {
            write(new Tile(level, tile, Tile.FULL), hashes, bundle);
            MerkleTree above = MerkleTree.empty();
            hashes.forEach(above::append);
            hashes.clear();
            push(levels, level + 1, above.root(), tile / Tile.FULL, bundle);
        }
    }

    private void write(Tile tile, List<Bytes> hashes, ByteArrayOutputStream bundle) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        hashes.forEach(hash -> all.writeBytes(hash.toByteArray()));
        Path file = log().resolve(tile.path());
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, all.toByteArray());
        if (tile.level() == 0) {
            Path entries = log().resolve(tile.entriesPath());
            Files.createDirectories(entries.resolveSibling(""));
            Files.write(entries, bundle.toByteArray());
            bundle.reset();
        }
    }

    private static AuditEvent event(TenantId tenant, int number) {
        return AuditEvent.builder(
                        tenant,
                        Actor.customer("user-" + number % 50),
                        number % 5 == 0 ? Action.SIGN_IN : Action.ACCESS,
                        Outcome.SUCCESS,
                        START.plusMillis(number))
                .target("customer/" + number % 10_000)
                .attribute(AuditEvent.ADDRESS, "192.0.2." + number % 250)
                .attribute(AuditEvent.DEVICE_TYPE, number % 2 == 0 ? "phone" : "desktop")
                .build();
    }

    private AuditLog open() {
        InstantSource clock = InstantSource.system();
        return AuditLog.builder(log(), LogKey.load(folder.resolve("log.key")), clock)
                .withoutLifeEvents()
                .rules(EventRules.none()) // as the log was created
                .open();
    }

    /** Says how long it took on the clock, and of the processors, garbage collector and compiler included. */
    private static <T> T timed(String what, Supplier<T> work) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begun = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        T result = work.get();
        System.out.printf(
                Locale.ROOT,
                "%-50s %8.3f s %8.3f CPU s%n",
                what,
                (System.nanoTime() - begun) / 1e9,
                (system.getProcessCpuTime() - cpu) / 1e9);
        return result;
    }

    private void verify() {
        LogKey key = LogKey.load(folder.resolve("log.key"));
        for (int round = 0; round < 2; round++) {
            System.out.println(timed(
                    "verify all", () -> AuditVerifier.of(key).verify(log()).toString()));
        }
    }

    private void crash(int entries) {
        AuditLog log = timed("open", this::open);
        List<AuditEvent> batch = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            batch.add(event(new TenantId("tenant-" + i % 1000), i));
        }
        timed("append", () -> log.appendAll(batch));
        Runtime.getRuntime().halt(0);
    }

    private void reopen() {
        AuditLog log = timed("open after a crash", this::open);
        System.out.println(log.recovery());
        Runtime.getRuntime().halt(0);
    }

    private void read(int rounds) throws IOException {
        AuditLog log = timed("open", this::open);
        try (log;
                TenantScope scope = TenantScope.enter(ASKED)) {
            int made = timed(
                    "make what is missing of the index", () -> log.reader().refreshIndex());
            System.out.println("segments made: " + made);
            for (int round = 0; round < rounds; round++) {
                Path export = folder.resolve("export-" + System.nanoTime());
                AuditExport written =
                        timed("export with proof", () -> log.reader().exportTo(ExportRequest.of(ASKED, OWNER), export));
                ExportReport report = timed(
                        "verify the export", () -> ExportVerifier.of(log.vkey()).verify(export));
                System.out.println(
                        written.entries() + " entries, " + report.checkpoint().treeSize() + " in the log");
                timed("page of 1,000", () -> log.reader().find(AuditQuery.of(ASKED)));
                timed(
                        "page of up to 1,000 of one target",
                        () -> log.reader().find(AuditQuery.of(ASKED).target("customer/7")));
                timed(
                        "page of an hour in the middle",
                        () -> log.reader()
                                .find(AuditQuery.of(ASKED)
                                        .from(START.plusSeconds(3_600))
                                        .until(START.plusSeconds(7_200))));
            }
        }
    }

    /** Leaves out single entries of an export, spread over it, and expects each to be noticed. */
    private void withhold(int count) throws IOException {
        Path export = folder.resolve("withheld-" + System.nanoTime());
        AuditLog log = open();
        try (log;
                TenantScope scope = TenantScope.enter(ASKED)) {
            log.reader().exportTo(ExportRequest.of(ASKED, OWNER), export);
        }
        Path file = export.resolve("entries.jsonl");
        List<String> lines = Files.readAllLines(file);
        int noticed = 0;
        int tried = 0;
        for (int i = 0; i < lines.size(); i += Math.max(1, lines.size() / count)) {
            List<String> rest = new ArrayList<>(lines);
            rest.remove(i);
            Files.writeString(file, String.join("\n", rest) + "\n", StandardCharsets.UTF_8);
            tried++;
            try {
                ExportReport report = ExportVerifier.of(log.vkey()).verify(export);
                System.out.println("not noticed: " + i + ", " + report);
            } catch (LogTamperedException e) {
                noticed++;
            }
        }
        System.out.println(noticed + " of " + tried + " withheld entries noticed");
    }
}
