package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Wycheproof, aes_gcm_test.json, for the layer that calls the JCA. */
class AesGcmVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void acceptsEveryValidAndRefusesEveryInvalidVectorOfWycheproof() throws IOException {
        int valid = 0;
        int invalid = 0;
        for (Object each : Json.list(SharedVectors.read("wycheproof/aes_gcm_test.json"), "testGroups")) {
            Map<String, Object> group = Json.asObject(each);
            if (Json.number(group, "keySize") != 256
                    || Json.number(group, "ivSize") != 96
                    || Json.number(group, "tagSize") != 128) {
                continue;
            }
            for (Object test : Json.list(group, "tests")) {
                Map<String, Object> vector = Json.asObject(test);
                if (Json.string(vector, "result").equals("valid")) {
                    accepts(vector);
                    valid++;
                } else {
                    refuses(vector);
                    invalid++;
                }
            }
        }
        assertThat(valid).isEqualTo(39);
        assertThat(invalid).isEqualTo(27);
    }

    private static void accepts(Map<String, Object> vector) {
        byte[] sealed = sealed(vector);
        assertThat(new AesGcm().decrypt(key(vector), hex(vector, "iv"), 0, hex(vector, "aad"), sealed, 0))
                .as("vector %s", vector.get("tcId"))
                .isEqualTo(hex(vector, "msg"));
        byte[] out = new byte[sealed.length];
        new AesGcm().encrypt(key(vector), hex(vector, "iv"), 0, hex(vector, "aad"), hex(vector, "msg"), out, 0);
        assertThat(out).as("vector %s", vector.get("tcId")).isEqualTo(sealed);
    }

    private static void refuses(Map<String, Object> vector) {
        assertThatThrownBy(() ->
                        new AesGcm().decrypt(key(vector), hex(vector, "iv"), 0, hex(vector, "aad"), sealed(vector), 0))
                .as("vector %s", vector.get("tcId"))
                .isInstanceOf(DecryptionException.class)
                .hasNoCause();
    }

    private static SecretKey key(Map<String, Object> vector) {
        return new SecretKeySpec(hex(vector, "key"), "AES");
    }

    private static byte[] sealed(Map<String, Object> vector) {
        return HEX.parseHex(Json.string(vector, "ct") + Json.string(vector, "tag"));
    }

    private static byte[] hex(Map<String, Object> vector, String name) {
        return HEX.parseHex(Json.string(vector, name));
    }
}
