package dev.compliancekit.crypto.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.Json;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.SharedVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** Every vector of Wycheproof, read in every way there is. */
class WycheproofChunkedTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void opensAllThatAreValidAndNoneThatIsNot() throws Exception {
        List<Map<String, Object>> vectors = vectors("wycheproof/c2sp_chunked_encryption_aes_256_gcm_test.json");
        assertThat(vectors).hasSize(35);
        int valid = 0;
        for (Map<String, Object> vector : vectors) {
            if (Json.string(vector, "result").equals("valid")) {
                valid++;
                checkValid(vector);
            } else if (Json.list(vector, "flags").contains("InvalidKeySize")) {
                refusesTheKey(vector);
            } else {
                checkInvalid(vector);
            }
        }
        assertThat(valid).isEqualTo(10);
    }

    /** Keys of 16 bytes are those of Cobblestone-128, which is not read here. */
    @Test
    void refusesTheKeysOfTheSmallerAlgorithm() throws IOException {
        List<Map<String, Object>> vectors = vectors("wycheproof/c2sp_chunked_encryption_aes_128_gcm_test.json");
        assertThat(vectors).hasSize(35);
        vectors.forEach(WycheproofChunkedTest::refusesTheKey);
    }

    private static void refusesTheKey(Map<String, Object> vector) {
        assertThatThrownBy(() -> aead(vector))
                .as("vector %s", vector.get("tcId"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(" bytes; accepted are 32");
    }

    private static void checkValid(Map<String, Object> vector) throws Exception {
        byte[] sealed = sealed(vector);
        for (Messages.Reader reader : Messages.readers()) {
            byte[] opened = reader.open(aead(vector), sealed, context(vector));
            assertThat(opened).as("vector %s", vector.get("tcId")).hasSize(Json.number(vector, "msgLength"));
            assertThat(sha512(opened)).isEqualTo(Json.string(vector, "msgSha512"));
        }
    }

    private static void checkInvalid(Map<String, Object> vector) throws Exception {
        byte[] sealed = sealed(vector);
        for (Messages.Reader reader : Messages.readers()) {
            assertThatThrownBy(() -> reader.open(aead(vector), sealed, context(vector)))
                    .as("vector %s", vector.get("tcId"))
                    .isInstanceOf(DecryptionException.class)
                    .hasNoCause();
        }
        checkReleased(vector, releasedByInput(vector, sealed));
        checkReleased(vector, releasedByOutput(vector, sealed));
    }

    /** Streams hand out the chunks that are as they were made, up to the first that is not, and nothing else. */
    private static void checkReleased(Map<String, Object> vector, byte[] released) throws Exception {
        if (Json.list(vector, "flags").contains("PartialPlaintext")) {
            assertThat(released).as("vector %s", vector.get("tcId")).hasSize(Json.number(vector, "msgLength"));
            assertThat(sha512(released)).isEqualTo(Json.string(vector, "msgSha512"));
        } else {
            assertThat(released).as("vector %s", vector.get("tcId")).isEmpty();
        }
    }

    private static byte[] releasedByInput(Map<String, Object> vector, byte[] sealed) throws IOException {
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        try (InputStream in = aead(vector).decrypting(new ByteArrayInputStream(sealed), context(vector))) {
            assertThatThrownBy(() -> in.transferTo(released)).isInstanceOf(DecryptionException.class);
            assertThatThrownBy(in::read).isInstanceOf(DecryptionException.class);
            assertThatThrownBy(() -> in.read(new byte[99])).isInstanceOf(DecryptionException.class);
        }
        return released.toByteArray();
    }

    private static byte[] releasedByOutput(Map<String, Object> vector, byte[] sealed) {
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        OutputStream out = aead(vector).decrypting(released, context(vector));
        assertThatThrownBy(() -> {
                    try (out) {
                        for (byte each : sealed) {
                            out.write(each);
                        }
                    }
                })
                .isInstanceOf(DecryptionException.class);
        return released.toByteArray();
    }

    private static ChunkedAead aead(Map<String, Object> vector) {
        return ChunkedAead.aes256Gcm(SecretBytes.copyOf(HEX.parseHex(Json.string(vector, "key"))), Messages.RANDOM);
    }

    private static byte[] context(Map<String, Object> vector) {
        return HEX.parseHex(Json.string(vector, "ctx"));
    }

    private static byte[] sealed(Map<String, Object> vector) throws IOException {
        byte[] compressed = HEX.parseHex(Json.string(vector, "ct"));
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        }
    }

    private static String sha512(byte[] bytes) throws Exception {
        return HEX.formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    }

    private static List<Map<String, Object>> vectors(String name) throws IOException {
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (Object group : Json.list(SharedVectors.read(name), "testGroups")) {
            Json.list(Json.asObject(group), "tests").forEach(each -> vectors.add(Json.asObject(each)));
        }
        return vectors;
    }
}
