package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The vectors of {@code docs/formats/ciphertext.md}. */
class FieldVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void sealsAndOpensExactlyAsDocumented() throws IOException {
        Map<String, Object> file = read();
        SecretBytes key = SecretBytes.copyOf(HEX.parseHex(Json.string(file, "key")));
        KeyId keyId = KeyId.parse(Json.string(file, "keyId"));
        for (Object each : Json.list(file, "fields")) {
            Map<String, Object> vector = Json.asObject(each);
            byte[] associatedData = AssociatedData.of(pathOf(vector)).toByteArray();
            assertThat(HEX.formatHex(associatedData)).isEqualTo(Json.string(vector, "associatedData"));
            Aead aead = Aead.xaes256Gcm(keyId, key, new FixedRandom(HEX.parseHex(Json.string(file, "nonce"))));
            byte[] plaintext = HEX.parseHex(Json.string(vector, "plaintext"));
            byte[] sealed = HEX.parseHex(Json.string(vector, "sealed"));
            assertThat(aead.encrypt(plaintext, associatedData)).isEqualTo(sealed);
            assertThat(aead.decrypt(sealed, associatedData)).isEqualTo(plaintext);
        }
        assertThat(Json.list(file, "fields")).hasSize(4);
    }

    @Test
    void sealsAes256GcmExactlyAsDocumented() throws IOException {
        Map<String, Object> file = read();
        Map<String, Object> vector = Json.asObject(file.getOrDefault("aes256Gcm", Map.of()));
        Aead aead = builder(file, Json.string(vector, "nonce"))
                .algorithm(KeyAlgorithm.AES_256_GCM)
                .build();
        byte[] associatedData = HEX.parseHex(Json.string(vector, "associatedData"));
        byte[] plaintext = HEX.parseHex(Json.string(vector, "plaintext"));
        byte[] sealed = HEX.parseHex(Json.string(vector, "sealed"));
        assertThat(aead.encrypt(plaintext, associatedData)).isEqualTo(sealed);
        assertThat(aead.decrypt(sealed, associatedData)).isEqualTo(plaintext);
    }

    @Test
    void countsWithinASessionExactlyAsDocumented() throws IOException {
        Map<String, Object> file = read();
        Map<String, Object> session = Json.asObject(file.getOrDefault("session", Map.of()));
        Aead aead = builder(file, Json.string(session, "nonce")).build();
        for (String name : List.of("nonce", "next")) {
            byte[] sealed = aead.encrypt(new byte[0], new byte[0]);
            assertThat(HEX.formatHex(sealed, 5, 29)).isEqualTo(Json.string(session, name));
        }
    }

    private static Aead.Builder builder(Map<String, Object> file, String nonce) {
        return Aead.builder(
                KeyId.parse(Json.string(file, "keyId")),
                SecretBytes.copyOf(HEX.parseHex(Json.string(file, "key"))),
                new FixedRandom(HEX.parseHex(nonce)),
                new HandClock());
    }

    private static FieldPath pathOf(Map<String, Object> vector) {
        return new FieldPath(
                new TenantId(Json.string(vector, "tenant")),
                SubjectId.ACCOUNT,
                new RecordClass(Json.string(vector, "recordClass")),
                new RecordId(Json.string(vector, "record")),
                Json.string(vector, "field"),
                Integer.parseInt(Json.string(vector, "version")));
    }

    private static Map<String, Object> read() throws IOException {
        try (InputStream in = FieldVectorsTest.class.getResourceAsStream("vectors/fields.json")) {
            return Json.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
