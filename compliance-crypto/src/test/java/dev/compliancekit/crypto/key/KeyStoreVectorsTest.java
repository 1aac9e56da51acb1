package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.key.KeyRecordFormat.Revised;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vectors of {@code docs/formats/key-store.md}. */
class KeyStoreVectorsTest {

    @TempDir
    Path folder;

    private String file = "";

    @BeforeEach
    void read() throws IOException {
        try (InputStream in =
                KeyStoreVectorsTest.class.getResourceAsStream("/dev/compliancekit/crypto/vectors/key-store.json")) {
            file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private Bytes vector(String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"([0-9a-f]+)\"").matcher(file);
        assertThat(matcher.find()).as(name).isTrue();
        return Bytes.parseHex(matcher.group(1));
    }

    private KeyRecord.Active active() {
        Revised revised =
                KeyRecordFormat.decode(vector("activeRecord").toByteArray()).orElseThrow();
        return (KeyRecord.Active) revised.keyRecord();
    }

    @Test
    void aRootKeyFileUnwrapsTheKeyOfARecord() throws IOException {
        Path root = folder.resolve("root.key");
        Files.write(root, vector("rootKeyFile").toByteArray());
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-------"));
        try (FileKeyService service = FileKeyService.open(root, new SecureRandom());
                SecretBytes key = service.unwrap(
                        active().wrappedKey(),
                        KeyWrapping.associatedData(active().metadata(), active().commitment()))) {
            assertThat(Bytes.copyOf(key.toByteArray())).isEqualTo(vector("dataKey"));
            assertThat(Commitment.of(key)).isEqualTo(vector("commitment")).isEqualTo(active().commitment());
        }
    }

    @Test
    void recordsAreWrittenAsDocumented() {
        for (String name : new String[] {"activeRecord", "destroyedRecord"}) {
            byte[] bytes = vector(name).toByteArray();
            Revised revised = KeyRecordFormat.decode(bytes).orElseThrow();
            assertThat(revised.revision()).isEqualTo(1);
            assertThat(KeyRecordFormat.encode(revised)).isEqualTo(bytes);
            assertThat(revised.keyRecord().metadata().keyId()).isEqualTo(new KeyId(0x0a0b0c0d));
        }
    }

    @Test
    void associatedDataAndWrappedKeyAreAsDocumented() {
        assertThat(KeyWrapping.associatedData(active().metadata(), active().commitment())
                        .bytes())
                .isEqualTo(vector("associatedData"));
        assertThat(active().wrappedKey().ciphertext()).isEqualTo(vector("wrappedKey"));
        assertThat(active().wrappedKey().rootKeyId()).isEqualTo("01020304");
    }

    @Test
    void recordsAreFoundWhereDocumented() throws IOException {
        Path directory = folder.resolve("keys");
        FileKeyStore.create(directory).close();
        Path first = Files.createDirectory(directory.resolve("first/acme"));
        Files.write(first.resolve("0a0b0c0d.key"), vector("activeRecord").toByteArray());
        try (FileKeyStore store = FileKeyStore.open(directory)) {
            assertThat(store.load(new TenantId("acme"), new KeyId(0x0a0b0c0d))).contains(active());
            Path second = directory.resolve("second/acme");
            assertThat(second.resolve("0a0b0c0d.key")).hasSameBinaryContentAs(first.resolve("0a0b0c0d.key"));
            Files.write(
                    second.resolve("0a0b0c0d.gone"), vector("destroyedRecord").toByteArray());
            assertThat(store.load(new TenantId("acme"), new KeyId(0x0a0b0c0d)).orElseThrow())
                    .isInstanceOf(KeyRecord.Destroyed.class);
        }
    }
}
