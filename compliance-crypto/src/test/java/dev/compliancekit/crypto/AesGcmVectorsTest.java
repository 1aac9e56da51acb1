package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Wycheproof, aes_gcm_test.json, through AES-256-GCM in Tink's wire format. */
class AesGcmVectorsTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final KeyId KEY_ID = new KeyId(0x01020304);

    private int valid;
    private int invalid;
    private int otherKeySize;
    private int otherNonceOrTagSize;

    @Test
    void acceptsEveryValidVectorOfItsSizesAndRefusesAllOthers() throws IOException {
        for (Object each : Json.list(SharedVectors.read("wycheproof/aes_gcm_test.json"), "testGroups")) {
            Map<String, Object> group = Json.asObject(each);
            boolean mine = Json.number(group, "ivSize") == 96 && Json.number(group, "tagSize") == 128;
            for (Object test : Json.list(group, "tests")) {
                Map<String, Object> vector = Json.asObject(test);
                if (Json.number(group, "keySize") != 256) {
                    refusesTheKey(vector);
                } else if (!mine) {
                    refuses(vector);
                    otherNonceOrTagSize++;
                } else if (Json.string(vector, "result").equals("valid")) {
                    accepts(vector);
                } else {
                    refuses(vector);
                    invalid++;
                }
            }
        }
        assertThat(valid).isEqualTo(39);
        assertThat(invalid).isEqualTo(27);
        assertThat(otherKeySize).isPositive();
        assertThat(otherNonceOrTagSize).isPositive();
    }

    private void accepts(Map<String, Object> vector) {
        Aead aead = aead(vector);
        assertThat(aead.decrypt(sealed(vector), hex(vector, "aad")))
                .as("vector %s", vector.get("tcId"))
                .isEqualTo(hex(vector, "msg"));
        assertThat(aead.encrypt(hex(vector, "msg"), hex(vector, "aad")))
                .as("vector %s", vector.get("tcId"))
                .isEqualTo(sealed(vector));
        valid++;
    }

    private static void refuses(Map<String, Object> vector) {
        assertThatThrownBy(() -> aead(vector).decrypt(sealed(vector), hex(vector, "aad")))
                .as("vector %s", vector.get("tcId"))
                .isExactlyInstanceOf(DecryptionException.class)
                .hasNoCause();
    }

    private void refusesTheKey(Map<String, Object> vector) {
        assertThatThrownBy(() -> aead(vector))
                .as("vector %s", vector.get("tcId"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("accepted are 32");
        otherKeySize++;
    }

    private static Aead aead(Map<String, Object> vector) {
        SecretBytes key = SecretBytes.copyOf(hex(vector, "key"));
        return Aead.builder(KEY_ID, key, new FixedRandom(hex(vector, "iv")), new HandClock())
                .algorithm(KeyAlgorithm.AES_256_GCM)
                .build();
    }

    private static byte[] sealed(Map<String, Object> vector) {
        return HEX.parseHex(
                "0101020304" + Json.string(vector, "iv") + Json.string(vector, "ct") + Json.string(vector, "tag"));
    }

    private static byte[] hex(Map<String, Object> vector, String name) {
        return HEX.parseHex(Json.string(vector, name));
    }
}
