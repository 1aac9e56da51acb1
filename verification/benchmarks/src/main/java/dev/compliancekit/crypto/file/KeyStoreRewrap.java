package dev.compliancekit.crypto.file;

import com.sun.management.OperatingSystemMXBean;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.key.EpochReport;
import dev.compliancekit.crypto.key.EpochSummary;
import dev.compliancekit.crypto.key.RewrapReport;
import dev.compliancekit.crypto.key.SubjectKeys;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/**
 * What it costs to bring every key of a large store into a new epoch. One process for each step, so that one can be
 * killed and the next started: {@code create <directory> <keys>}, {@code advance <directory>} (begins an epoch and
 * rewraps), {@code resume <directory>} (rewraps what is left), {@code verify <directory>} (opens values sealed at the
 * beginning).
 */
final class KeyStoreRewrap {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final TenantId TENANT = new TenantId("acme");
    private static final int SAMPLE_EVERY = 997;

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    private KeyStoreRewrap(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        KeyStoreRewrap harness = new KeyStoreRewrap(Path.of(arguments[1]));
        long begin = System.nanoTime();
        switch (arguments[0]) {
            case "create" -> harness.create(Integer.parseInt(arguments[2]));
            case "advance" -> harness.advance();
            case "resume" -> harness.resume();
            case "verify" -> harness.verify();
            default -> throw new IllegalArgumentException("accepted are create, advance, resume and verify");
        }
        report(System.nanoTime() - begin);
    }

    private void create(int keys) throws IOException {
        Files.createDirectory(directory);
        FileKeyService.createUnprotected(root(), random).close();
        FileKeyStore.create(store()).close();
        PassingStore passing = new PassingStore();
        StringBuilder samples = new StringBuilder();
        try (EpochStore epochs = FileEpochStore.create(directory.resolve("epochs-1"), directory.resolve("epochs-2"));
                KeyService service = FileKeyService.openUnprotected(root(), random);
                TenantKeys tenantKeys = keys(passing, epochs, service, START)) {
            // the account's only key is the one that wraps the others
            new BucketPlanting(store(), TENANT, keys, KeyStoreRewrap::subject, subject -> {
                        if (!subject.equals(SubjectId.ACCOUNT)) {
                            byte[] sealed = tenantKeys.seal(path(subject), text(subject));
                            if (Math.floorMod(subject.hashCode(), SAMPLE_EVERY) == 0) {
                                samples.append(subject)
                                        .append(' ')
                                        .append(HexFormat.of().formatHex(sealed))
                                        .append('\n');
                            }
                            return passing.take(TENANT, subject);
                        }
                        tenantKeys.seal(path(new SubjectId("first")), text(subject));
                        passing.take(TENANT, new SubjectId("first"));
                        return passing.list(TENANT, SubjectId.ACCOUNT).get(0);
                    })
                    .run();
        }
        Files.writeString(samples(), samples);
    }

    private void advance() {
        try (FileKeyStore store = FileKeyStore.open(store());
                EpochStore epochs = epochs();
                KeyService service = FileKeyService.openUnprotected(root(), random)) {
            List<EpochSummary> before;
            try (TenantKeys keys = keys(store, epochs, service, START)) {
                before = keys.epochs().list();
            }
            Instant now = before.get(before.size() - 1).startedAt().plus(DAY);
            try (TenantKeys keys = keys(store, epochs, service, now)) {
                EpochReport done = keys.epochs().advance(new EpochPolicy(DAY, DAY.multipliedBy(30), DAY, DAY));
                System.out.println(done);
            }
        }
    }

    private void resume() {
        try (FileKeyStore store = FileKeyStore.open(store());
                EpochStore epochs = epochs();
                KeyService service = FileKeyService.openUnprotected(root(), random);
                TenantKeys keys = keys(store, epochs, service, START)) {
            RewrapReport done = keys.epochs().rewrap();
            System.out.println(done);
        }
    }

    private void verify() throws IOException {
        int opened = 0;
        try (FileKeyStore store = FileKeyStore.open(store());
                EpochStore epochs = epochs();
                KeyService service = FileKeyService.openUnprotected(root(), random);
                TenantKeys keys = keys(store, epochs, service, START)) {
            for (String line : Files.readAllLines(samples())) {
                SubjectId subject = new SubjectId(line.substring(0, line.indexOf(' ')));
                byte[] sealed = HexFormat.of().parseHex(line.substring(line.indexOf(' ') + 1));
                if (!(keys.open(path(subject), sealed) instanceof Opened.Plaintext)) {
                    throw new IllegalStateException("a value of subject " + subject + " does not open");
                }
                opened++;
            }
        }
        System.out.println("opened " + opened + " of " + opened);
    }

    private TenantKeys keys(KeyStore store, EpochStore epochs, KeyService service, Instant now) {
        return TenantKeys.builder(store, epochs, service)
                .random(random)
                .clock(InstantSource.fixed(now))
                .audit(event -> new AuditReceipt("benchmark", 0, Bytes.copyOf(new byte[32]), 0))
                .subjectKeys(SubjectKeys.EACH)
                .build();
    }

    private static SubjectId subject(int number) {
        return number == 0 ? SubjectId.ACCOUNT : new SubjectId("s-" + number);
    }

    private static FieldPath path(SubjectId subject) {
        return new FieldPath(TENANT, subject, new RecordClass("customer"), new RecordId("1017"), "email", 1);
    }

    private static byte[] text(SubjectId subject) {
        return subject.value().getBytes(StandardCharsets.US_ASCII);
    }

    private EpochStore epochs() {
        return FileEpochStore.open(directory.resolve("epochs-1"), directory.resolve("epochs-2"));
    }

    private Path store() {
        return directory.resolve("keys");
    }

    private Path root() {
        return directory.resolve("root.key");
    }

    private Path samples() {
        return directory.resolve("samples");
    }

    private static void report(long nanos) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.printf(
                "wall %.1f s, CPU %.1f s, peak heap at most %d MB%n",
                nanos / 1e9, system.getProcessCpuTime() / 1e9, heap >> 20);
        Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("write_bytes") || line.startsWith("wchar"))
                .forEach(System.out::println);
    }
}
