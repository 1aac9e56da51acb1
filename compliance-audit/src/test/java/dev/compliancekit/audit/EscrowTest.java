package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody takes the machine, with the log's key and its files, and rewrites what was logged before. */
class EscrowTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId LONE = new TenantId("lone");
    private static final TenantId ZOO = new TenantId("zoo");

    @TempDir
    private Path temp;

    private TestLog logs;
    private Path file;

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
        file = temp.resolve("escrow.key");
    }

    private AuditLog open(Path directory) {
        return logs.builder(directory).escrow(file, new SecureRandom()).open();
    }

    private Path written(TenantId tenant) {
        Path copy = temp.resolve("taken-" + tenant);
        try (AuditLog log = open(logs.directory())) {
            for (int i = 0; i < 3; i++) {
                log.appendAll(TestLog.events(tenant, 4));
                log.checkpoint();
            }
            log.append(TestLog.event(LONE, 3));
            log.appendAll(TestLog.events(tenant, 2));
            log.appendAll(TestLog.events(tenant, 1));
            TestLog.copy(logs.directory(), copy);
        }
        return copy;
    }

    private VerificationReport verify(Path directory) {
        return AuditVerifier.of(logs.key().vkey())
                .withEscrow(EscrowKey.load(file))
                .verify(directory);
    }

    @Test
    void theUntouchedLogFitsItsFirstKey() {
        Path taken = written(ACME);
        assertThat(verify(taken).findings()).isEmpty();
        assertThat(verify(taken).entries()).isEqualTo(16);
        assertThat(verify(taken).notCovered()).noneMatch(gap -> gap.contains("in escrow"));
        assertThat(AuditVerifier.of(logs.key()).verify(taken).findings()).isEmpty();
        assertThat(AuditVerifier.of(logs.key()).verify(taken).notCovered()).anyMatch(gap -> gap.contains("in escrow"));
        assertThat(verify(logs.directory()).findings()).isEmpty();
        try (AuditLog log = logs.open()) {
            log.append(TestLog.event(ACME, 1));
            log.checkpoint();
            assertThat(verify(logs.directory()).findings()).isEmpty();
        }
    }

    @Test
    void aLogRewrittenWithEveryKeyOfTheMachineIsFound() throws IOException {
        Path taken = written(ACME);
        Path forged = temp.resolve("forged");
        Path otherEscrow = temp.resolve("other.key");
        try (AuditLog log =
                logs.builder(forged).escrow(otherEscrow, new SecureRandom()).open()) {
            log.appendAll(TestLog.events(ZOO, 12));
        }
        assertThat(AuditVerifier.of(logs.key()).verify(forged).findings()).isEmpty();
        assertThat(verify(forged).findings()).isNotEmpty();
        // with the seals and the segment that the machine had
        for (String name : new String[] {SealsFile.FILE, "write-ahead.3"}) {
            Files.copy(taken.resolve(name), forged.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(forged.resolve("write-ahead.1"));
        assertThat(verify(forged).findings())
                .anySatisfy(finding -> assertThat(finding.problem()).contains("were rewritten"));
    }

    @Test
    void anUnescrowedLogInItsPlaceIsFound() {
        written(ACME);
        Path forged = temp.resolve("forged");
        try (AuditLog log = logs.open(forged)) {
            log.appendAll(TestLog.events(ZOO, 12));
        }
        assertThat(verify(forged).findings())
                .anySatisfy(finding -> assertThat(finding.problem()).contains("not with the one in escrow"));
    }

    @Test
    void theSegmentThatIsWrittenCanBeForgedFromItsLastTwoBatchesOnOnly() throws IOException {
        Path taken = written(ACME);
        Path segment = taken.resolve("write-ahead.3");
        byte[] content = Files.readAllBytes(segment);
        WriteAheadScan scan = WriteAheadScan.of(content, SegmentKeys.of(logs.key(), null));
        assertThat(scan.chain().frame()).isEqualTo(3);
        KeySlots slots = KeySlots.read(content);
        assertThat(slots.frame()).isEqualTo(2); // the keys of frames 0 and 1 are nowhere
        byte[] known =
                new WriteAheadTags(logs.key()).masked(scan.header().seal().toByteArray(), 2, slots.hiddenKey());
        // whoever rewrites frame 1 with what he has makes a log that opens, and that its first key refutes
        Path forged = temp.resolve("forged");
        TestLog.copy(taken, forged);
        Files.write(forged.resolve("write-ahead.3"), ForgedSegment.rewriteFirstFrame(content, known));
        assertThat(AuditVerifier.of(logs.key()).verify(forged).findings()).isEmpty();
        assertThat(verify(forged).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).contains("keyed tag"));
    }

    @Test
    void removedSealsAndAnEarlierStateAreFound() throws IOException {
        Path taken = written(ACME);
        Path seals = taken.resolve(SealsFile.FILE);
        byte[] content = Files.readAllBytes(seals);
        for (int length = 0; length < content.length; length += 11) {
            Files.write(seals, Arrays.copyOf(content, length));
            assertThat(verify(taken).isIntact()).as("%d bytes", length).isFalse();
        }
        for (int bit = 0; bit < content.length * 8; bit += 5) {
            content[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(seals, content);
            assertThat(verify(taken).isIntact()).as("bit %d", bit).isFalse();
            content[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void withoutEscrowTheLogsKeyGivesAllAndOthersAreFound() throws IOException {
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 4));
            log.checkpoint();
            log.appendAll(TestLog.events(ACME, 4));
            log.checkpoint();
        }
        VerificationReport report = AuditVerifier.of(logs.key()).verify(logs.directory());
        assertThat(report.findings()).isEmpty();
        Path seals = logs.directory().resolve(SealsFile.FILE);
        byte[] content = Files.readAllBytes(seals);
        content[content.length - 10] ^= 1;
        ByteBuffer.wrap(content).putInt(content.length - 4, WriteAheadForm.checksum(content, content.length - 44, 40));
        Files.write(seals, content);
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).firstBadIndex())
                .hasValue(4);
        assertThat(AuditVerifier.of(logs.key().vkey()).verify(logs.directory()).isIntact())
                .isTrue();
    }

    @Test
    void aKeyIsMadeOnceAndNeverForALogThatIsThere() throws IOException {
        open(logs.directory()).close();
        byte[] first = Files.readAllBytes(file);
        Files.delete(file);
        open(logs.directory()).close();
        assertThat(file).doesNotExist();
        Files.write(file, first);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(verify(logs.directory()).findings()).isEmpty();
        // a crash came after the key and before the log
        open(temp.resolve("second")).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThat(EscrowKey.load(file).toString()).isEqualTo("EscrowKey of " + TestLog.ORIGIN);
    }

    @Test
    void aDamagedEscrowFileIsRefusedWithoutItsSecret() throws IOException {
        open(logs.directory()).close();
        String content = Files.readString(file);
        for (int length = 0; length < content.length(); length += 3) {
            Files.writeString(file, content.substring(0, length));
            assertThatThrownBy(() -> EscrowKey.load(file))
                    .isInstanceOf(AuditStoreException.class)
                    .hasMessageStartingWith("escrow file is malformed");
        }
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> EscrowKey.load(file)).hasMessageContaining("others than its owner");
        Files.delete(file);
        assertThatThrownBy(() -> EscrowKey.load(file)).isInstanceOf(AuditStoreException.class);
        Path other = temp.resolve("other");
        Files.writeString(file, content.replace(TestLog.ORIGIN, "example.com/other"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> open(other)).hasMessageContaining("another log");
    }

    /** The derivations of the document, and the value they had when version 2 was frozen. */
    @Test
    void theChainIsThatOfTheDocument() {
        FrameKeys keys = new FrameKeys();
        byte[] first = new byte[32];
        byte[] second = keys.nextSegment(first);
        byte[] frame = keys.firstFrame(second);
        HexFormat hex = HexFormat.of();
        assertThat(hex.formatHex(second)).isEqualTo(ForgedSegment.hmac(first, "next segment\n"));
        assertThat(hex.formatHex(frame)).isEqualTo(ForgedSegment.hmac(second, "first frame\n"));
        assertThat(hex.formatHex(keys.nextFrame(frame))).isEqualTo(ForgedSegment.hmac(frame, "next frame\n"));
        assertThat(hex.formatHex(keys.nextFrame(frame)))
                .isEqualTo("0910465e7b3c68c66504340d18affba2cca467a18fc12e197f2bab1212f6cfb7");
    }
}
