package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyTest {

    @TempDir
    private Path temp;

    @Test
    void aCreatedKeyIsReadBack() throws IOException {
        Path file = temp.resolve("keys/log.key");
        LogKey created = LogKey.create(file, "example.com/audit", new SecureRandom());
        LogKey loaded = LogKey.load(file);
        assertThat(loaded.vkey()).isEqualTo(created.vkey());
        assertThat(loaded.tagKey()).isEqualTo(created.tagKey()).hasSize(32);
        assertThat(loaded.origin()).isEqualTo("example.com/audit");
        assertThat(VerifierKey.parse(loaded.vkey().toString())).isEqualTo(created.vkey());
        assertThat(loaded.toString())
                .doesNotContain("PRIVATE")
                .contains(created.vkey().toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aKeyIsNeverOverwritten() throws IOException {
        Path file = temp.resolve("log.key");
        LogKey.create(file, "example.com/audit", new SecureRandom());
        String before = Files.readString(file);
        assertThatThrownBy(() -> LogKey.create(file, "example.com/audit", new SecureRandom()))
                .isInstanceOf(AuditStoreException.class)
                .hasMessageContaining("never overwritten");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        Path file = temp.resolve("log.key");
        LogKey.create(file, "example.com/audit", new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> LogKey.load(file))
                .isInstanceOf(AuditStoreException.class)
                .hasMessageContaining("others than its owner");
    }

    @Test
    void aDamagedOrMissingKeyFileIsRefusedWithoutItsSecrets() throws IOException {
        Path file = temp.resolve("log.key");
        assertThatThrownBy(() -> LogKey.load(file)).isInstanceOf(AuditStoreException.class);
        LogKey.create(file, "example.com/audit", new SecureRandom());
        String content = Files.readString(file);
        for (int at = 0; at < content.length(); at += 3) {
            char other = content.charAt(at) == 'x' ? 'y' : 'x';
            Files.writeString(file, content.substring(0, at) + other + content.substring(at + 1));
            if (at < content.length() - 45) { // after that, every 32 bytes are a write-ahead key
                assertThatThrownBy(() -> LogKey.load(file))
                        .as("changed at " + at)
                        .isInstanceOf(AuditStoreException.class)
                        .hasMessageStartingWith("key file is malformed");
            }
        }
        for (int length = 0; length < content.length(); length += 5) {
            Files.writeString(file, content.substring(0, length));
            assertThatThrownBy(() -> LogKey.load(file)).isInstanceOf(AuditStoreException.class);
        }
    }
}
