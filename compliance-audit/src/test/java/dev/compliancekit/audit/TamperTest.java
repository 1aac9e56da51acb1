package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.LogVerifier;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");

    @TempDir
    private Path temp;

    private TestLog logs;

    /** A log of 12 entries under two checkpoints and 8 in the write-ahead file, as a crash leaves it. */
    private Path crashed;

    private SignedCheckpoint first;

    @BeforeEach
    void writeALog() {
        logs = new TestLog(temp);
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 5));
            first = log.checkpoint();
            log.appendAll(TestLog.events(ZOO, 7));
            log.checkpoint();
            log.appendAll(TestLog.events(ACME, 3));
            log.append(TestLog.event(ZOO, 8));
            log.appendAll(TestLog.events(ACME, 4));
            crashed = logs.copyAs("crashed");
        }
    }

    private VerificationReport verify() {
        return AuditVerifier.of(logs.key().vkey()).verify(crashed);
    }

    @Test
    void theUntouchedLogIsIntact() {
        VerificationReport report =
                AuditVerifier.of(logs.key()).withSaved(first).verify(crashed);
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(20);
        assertThat(report.firstBadIndex()).isEmpty();
        assertThat(report.checkpoint().orElseThrow().treeSize()).isEqualTo(12);
        assertThat(report.notCovered()).hasSize(1);
        assertThat(verify().notCovered()).hasSize(3).anyMatch(gap -> gap.contains("checksums only"));
        assertThat(AuditVerifier.withoutKey().verify(crashed).notCovered())
                .anyMatch(gap -> gap.contains("no key was given"));
    }

    @Test
    void everyFlippedBitOfEveryFileIsFound() throws IOException {
        List<String> undetected = new ArrayList<>();
        int bits = 0;
        for (Path file : files()) {
            byte[] content = Files.readAllBytes(file);
            for (int bit = 0; bit < content.length * 8; bit++) {
                content[bit / 8] ^= (byte) (1 << (bit % 8));
                Files.write(file, content);
                if (verify().isIntact()) {
                    undetected.add(crashed.relativize(file) + " bit " + bit);
                }
                content[bit / 8] ^= (byte) (1 << (bit % 8));
                bits++;
                if (!Boolean.getBoolean("tamper.every.bit")) {
                    bit += 96; // 97 is coprime to 8: every bit position comes up
                }
            }
            Files.write(file, content);
        }
        assertThat(undetected).isEmpty();
        assertThat(bits).isGreaterThan(700);
        assertThat(verify().isIntact()).isTrue();
    }

    /** Sampled; all 200,000 with {@code -Dtamper.bits=200000}. */
    @Test
    void sampledBitsOfALogOfAMegabyteAreFound() throws IOException {
        Path large = temp.resolve("large");
        try (AuditLog log =
                logs.builder(logs.directory().resolveSibling("written")).open()) {
            log.appendAll(TestLog.events(ACME, 2500));
            log.checkpoint();
            log.appendAll(TestLog.events(ZOO, 700));
            TestLog.copy(logs.directory().resolveSibling("written"), large);
        }
        List<Path> files = files(large);
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isGreaterThan(1_000_000);
        long seed = Long.getLong("tamper.seed", 20_261_123L);
        Random random = new Random(seed);
        List<String> undetected = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("tamper.bits", 100); i++) {
            long at = (long) (random.nextDouble() * bytes);
            int of = 0;
            while (at >= Files.size(files.get(of))) {
                at -= Files.size(files.get(of++));
            }
            byte[] content = Files.readAllBytes(files.get(of));
            byte[] changed = content.clone();
            changed[(int) at] ^= (byte) (1 << random.nextInt(8));
            Files.write(files.get(of), changed);
            if (AuditVerifier.of(logs.key().vkey()).verify(large).isIntact()) {
                undetected.add(files.get(of) + " byte " + at);
            }
            Files.write(files.get(of), content);
        }
        assertThat(undetected).as("seed %d", seed).isEmpty();
    }

    private List<Path> files() throws IOException {
        return files(crashed);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }

    @Test
    void everyMissingOrShortenedFileIsFoundOrSaid() throws IOException {
        int gapsOfTheIntactLog = verify().notCovered().size();
        for (Path file : files()) {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            boolean spare = file.toString().endsWith(".p" + file.getFileSystem().getSeparator() + "5");
            assertThat(verify().isIntact()).as("without " + file).isEqualTo(spare);
            for (int length = 0; length < content.length; length += 7) {
                Files.write(file, Arrays.copyOf(content, length));
                VerificationReport report = verify();
                boolean said = report.notCovered().size() > gapsOfTheIntactLog || report.entries() < 20;
                assertThat(!report.isIntact() || said)
                        .as(file + " cut to " + length)
                        .isTrue();
            }
            Files.write(file, content);
        }
    }

    @Test
    void theFirstBadIndexIsThatOfTheChangedEntry() throws IOException {
        Path bundle = crashed.resolve("tile/entries/000.p/12");
        byte[] content = Files.readAllBytes(bundle);
        int at = 0;
        for (int i = 0; i < 9; i++) {
            at += 2 + (((content[at] & 0xff) << 8) | (content[at + 1] & 0xff));
        }
        content[at + 60] ^= 1;
        Files.write(bundle, content);
        assertThat(verify().firstBadIndex()).hasValue(9);
        assertThat(LogVerifier.of(logs.key().vkey()).verify(crashed).firstBadIndex())
                .hasValue(9);
        assertThatThrownBy(() -> logs.open(crashed))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("entry 9");
    }

    @Test
    void aRewrittenLogWithTheRightKeyIsFoundBySavedCheckpoint() {
        Path forged = temp.resolve("forged");
        try (AuditLog log = logs.open(forged)) {
            log.appendAll(TestLog.events(ZOO, 12));
        }
        assertThat(AuditVerifier.of(logs.key()).verify(forged).isIntact()).isTrue();
        VerificationReport report =
                AuditVerifier.of(logs.key()).withSaved(first).verify(forged);
        assertThat(report.isIntact()).isFalse();
        assertThat(report.findings().get(0).problem()).contains("rewritten");
    }

    @Test
    void aLogSetBackIsFoundBySavedCheckpoint() throws IOException {
        SignedCheckpoint saved = TileDirectory.of(crashed).checkpoint();
        Path old = temp.resolve("old");
        try (AuditLog log = logs.open(old)) {
            log.appendAll(TestLog.events(ACME, 5));
        }
        assertThat(AuditVerifier.of(logs.key()).verify(old).isIntact()).isTrue();
        assertThat(AuditVerifier.of(logs.key()).withSaved(first).verify(old).isIntact())
                .isTrue();
        VerificationReport report =
                AuditVerifier.of(logs.key()).withSaved(saved).verify(old);
        assertThat(report.firstBadIndex()).hasValue(5);
        assertThat(report.findings().get(0).problem()).contains("it was cut");
        // only the checkpoint set back: the write-ahead file no longer follows it
        Files.writeString(crashed.resolve("checkpoint"), first.text());
        assertThat(verify().isIntact()).isFalse();
        assertThatThrownBy(() -> logs.open(crashed)).isInstanceOf(LogTamperedException.class);
    }

    @Test
    void anotherKeyAndAnotherLogAreRefused() throws IOException {
        LogKey other = LogKey.create(temp.resolve("other.key"), TestLog.ORIGIN, new SecureRandom());
        LogKey elsewhere = LogKey.create(temp.resolve("else.key"), "example.com/else", new SecureRandom());
        assertThat(AuditVerifier.of(other).verify(crashed).firstBadIndex()).hasValue(0);
        assertThat(AuditVerifier.of(elsewhere).verify(crashed).firstBadIndex()).hasValue(0);
        Path path = crashed;
        assertThatThrownBy(
                        () -> AuditLog.builder(path, other, () -> TestLog.START).open())
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("nothing was changed");
    }

    @Test
    void swappedEntriesAndTilesAreFound() throws IOException {
        Path wide = crashed.resolve("tile/entries/000.p/12");
        Path narrow = crashed.resolve("tile/entries/000.p/5");
        Path third = temp.resolve("third");
        Files.move(wide, third);
        Files.move(narrow, wide);
        Files.move(third, narrow, StandardCopyOption.REPLACE_EXISTING);
        assertThat(verify().isIntact()).isFalse();
    }

    @Test
    void aBrokenLinkOfATenantIsFoundThoughTheTreeFits() {
        TenantChains chains = new TenantChains();
        byte[] start = EntryForm.of(TestLog.event(ACME, 0)).entry(TenantHead.FIRST, TestLog.START);
        assertThat(chains.check(0, MerkleTree.leafHash(start), start)).isEmpty();
        assertThat(chains.check(1, MerkleTree.leafHash(start), start).orElseThrow())
                .contains("number 0 of its tenant; expected is 1");
        byte[] unlinked = EntryForm.of(TestLog.event(ACME, 1))
                .entry(new TenantHead(1, Bytes.copyOf(new byte[32])), TestLog.START);
        assertThat(chains.check(2, MerkleTree.leafHash(unlinked), unlinked).orElseThrow())
                .contains("does not link");
        assertThat(chains.check(3, MerkleTree.leafHash(new byte[1]), new byte[1])
                        .orElseThrow())
                .contains("malformed");
    }
}
