package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log as the last version before {@code ckwal/2} left it after a crash: three entries under a checkpoint, two batches
 * of two and one entries in the write-ahead file. Its key is for tests only.
 */
class WriteAheadVersion1Test {

    @TempDir
    private Path temp;

    private LogKey key;
    private Path directory;
    private Path old;

    @BeforeEach
    void copyTheOldLog() throws IOException {
        for (String line :
                frozen().lines().filter(line -> !line.startsWith("#")).toList()) {
            String[] parts = line.split(" ", 2);
            Path file = temp.resolve(parts[0]);
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, Base64.getDecoder().decode(parts[1]));
        }
        Files.setPosixFilePermissions(temp.resolve("log.key"), PosixFilePermissions.fromString("rw-------"));
        key = LogKey.load(temp.resolve("log.key"));
        directory = temp.resolve("log");
        old = directory.resolve("write-ahead");
    }

    private String frozen() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("write-ahead-1.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private AuditLog open() {
        return AuditLog.builder(directory, key, () -> TestLog.START)
                .withoutLifeEvents()
                .open();
    }

    private void isIntactWith(long entries) {
        assertThat(AuditVerifier.of(key).verify(directory).findings()).isEmpty();
        assertThat(AuditVerifier.of(key.vkey()).verify(directory).entries()).isEqualTo(entries);
    }

    @Test
    void isReadAndFollowedByVersion2() {
        isIntactWith(6);
        try (AuditLog log = open()) {
            assertThat(log.recovery().entries()).isEqualTo(6);
            assertThat(log.recovery().checkpointSize()).isEqualTo(3);
            assertThat(old).exists();
            isIntactWith(6);
            assertThat(log.append(TestLog.event(new TenantId("zoo"), 3)).tenantSequence())
                    .isEqualTo(2);
            isIntactWith(7);
        }
        assertThat(old).doesNotExist();
        isIntactWith(7);
    }

    @Test
    void aStopAnywhereOnTheWayIsNoDamage() throws IOException {
        byte[] content = Files.readAllBytes(old);
        byte[] checkpoint = Files.readAllBytes(directory.resolve("checkpoint"));
        byte[] first;
        try (AuditLog log = open()) {
            first = Files.readAllBytes(directory.resolve("write-ahead.0"));
            isIntactWith(log.recovery().entries());
        }
        Files.write(old, content); // the checkpoint is there, the old files not yet gone
        Files.write(directory.resolve("write-ahead.0"), first);
        Files.delete(directory.resolve(SealsFile.FILE));
        isIntactWith(6);
        try (AuditLog log = open()) {
            assertThat(log.recovery().entries()).isEqualTo(6);
            assertThat(old).doesNotExist();
            log.append(TestLog.event(new TenantId("zoo"), 3));
        }
        byte[] segment = Files.readAllBytes(directory.resolve("write-ahead.2"));
        Files.write(old, content);
        assertThatThrownBy(this::open).isInstanceOf(LogTamperedException.class); // version 1 after version 2
        Files.delete(directory.resolve("write-ahead.2"));
        assertThatThrownBy(this::open).isInstanceOf(LogTamperedException.class);
        Files.write(directory.resolve("write-ahead.2"), segment);
        Files.write(directory.resolve("checkpoint"), checkpoint);
        assertThatThrownBy(this::open).isInstanceOf(LogTamperedException.class);
    }

    @Test
    void itsTailIsCutAsBefore() throws IOException {
        byte[] content = Files.readAllBytes(old);
        Files.write(old, Arrays.copyOf(content, content.length - 5));
        isIntactWith(5);
        try (AuditLog log = open()) {
            assertThat(log.recovery().entries()).isEqualTo(5);
            assertThat(log.recovery().cutBytes()).isPositive();
        }
        isIntactWith(6); // one tells of the cut
    }

    @Test
    void itsDamageIsRefusedAsBefore() throws IOException {
        byte[] content = Files.readAllBytes(old);
        for (int at : new int[] {3, 10, 30, 60, 82, 90, 150}) {
            byte[] damaged = content.clone();
            damaged[at] ^= 1;
            Files.write(old, damaged);
            assertThatThrownBy(this::open).isInstanceOf(LogTamperedException.class);
            assertThat(AuditVerifier.of(key.vkey()).verify(directory).isIntact())
                    .isFalse();
        }
    }
}
