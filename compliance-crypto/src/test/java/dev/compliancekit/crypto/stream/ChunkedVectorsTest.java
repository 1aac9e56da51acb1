package dev.compliancekit.crypto.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.crypto.Json;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The vectors of {@code docs/formats/chunked.md}. */
class ChunkedVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void sealsAndOpensExactlyAsDocumented() throws Exception {
        Map<String, Object> file = read();
        SecretBytes key = SecretBytes.copyOf(HEX.parseHex(Json.string(file, "key")));
        ChunkedAead aead = ChunkedAead.aes256Gcm(key, new FixedRandom(HEX.parseHex(Json.string(file, "salt"))));
        KeyId keyId = KeyId.parse(Json.string(file, "keyId"));
        for (Object each : Json.list(file, "messages")) {
            check(Json.asObject(each), aead, keyId);
        }
        assertThat(Json.list(file, "messages")).hasSize(8);
    }

    private static void check(Map<String, Object> vector, ChunkedAead aead, KeyId keyId) throws Exception {
        byte[] context = HEX.parseHex(Json.string(vector, "context"));
        byte[] plaintext = plaintextOf(vector);
        assertThat(sha256(plaintext)).isEqualTo(Json.string(vector, "plaintextSha256"));
        byte[] sealed = aead.encrypt(plaintext, context);
        assertThat(sealed).hasSize(Integer.parseInt(Json.string(vector, "sealedBytes")));
        assertThat(sha256(sealed)).isEqualTo(Json.string(vector, "sealedSha256"));
        assertThat(aead.decrypt(sealed, context)).isEqualTo(plaintext);
        if (vector.containsKey("sealed")) {
            assertThat(HEX.formatHex(sealed)).isEqualTo(Json.string(vector, "sealed"));
            byte[] withKeyId = aead.withKeyId(keyId).encrypt(plaintext, context);
            assertThat(HEX.formatHex(withKeyId)).isEqualTo(Json.string(vector, "sealedWithKeyId"));
            assertThat(aead.withKeyId(keyId).decrypt(withKeyId, context)).isEqualTo(plaintext);
        }
    }

    private static byte[] plaintextOf(Map<String, Object> vector) {
        return vector.containsKey("plaintext")
                ? HEX.parseHex(Json.string(vector, "plaintext"))
                : Messages.plaintext(Integer.parseInt(Json.string(vector, "plaintextBytes")));
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Map<String, Object> read() throws IOException {
        try (InputStream in = Json.class.getResourceAsStream("vectors/chunked.json")) {
            return Json.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
