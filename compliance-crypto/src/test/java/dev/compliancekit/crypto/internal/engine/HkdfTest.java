package dev.compliancekit.crypto.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.Json;
import dev.compliancekit.crypto.SharedVectors;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HkdfTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void givesTheKeysOfRfc5869WithSha1() {
        byte[] salt = HEX.parseHex("000102030405060708090a0b0c");
        byte[] prk = Hkdf.SHA_1.extract(salt, HEX.parseHex("0b0b0b0b0b0b0b0b0b0b0b"));
        assertThat(HEX.formatHex(prk)).isEqualTo("9b6c18c432a7bf8f0e71c8eb88f4b30baa2ba243");
        assertThat(HEX.formatHex(Hkdf.SHA_1.expand(prk, HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42)))
                .isEqualTo("085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896");
    }

    @Test
    void agreesWithWycheproof() throws IOException {
        assertThat(check("wycheproof/hkdf_sha256_test.json", Hkdf.SHA_256)).isEqualTo(86);
        assertThat(check("wycheproof/hkdf_sha512_test.json", Hkdf.SHA_512)).isEqualTo(83);
    }

    private static int check(String name, Hkdf hkdf) throws IOException {
        int checked = 0;
        for (Object group : Json.list(SharedVectors.read(name), "testGroups")) {
            List<Object> tests = Json.list(Json.asObject(group), "tests");
            tests.forEach(each -> check(Json.asObject(each), hkdf));
            checked += tests.size();
        }
        return checked;
    }

    private static void check(Map<String, Object> vector, Hkdf hkdf) {
        byte[] prk = hkdf.extract(bytes(vector, "salt"), bytes(vector, "ikm"));
        int size = Json.number(vector, "size");
        if (Json.string(vector, "result").equals("valid")) {
            assertThat(hkdf.expand(prk, bytes(vector, "info"), size))
                    .as("vector %s", vector.get("tcId"))
                    .isEqualTo(bytes(vector, "okm"));
        } else {
            assertThatThrownBy(() -> hkdf.expand(prk, bytes(vector, "info"), size))
                    .as("vector %s", vector.get("tcId"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("sizeBytes is " + size + "; accepted are 0 to ");
        }
    }

    private static byte[] bytes(Map<String, Object> vector, String name) {
        return HEX.parseHex(Json.string(vector, name));
    }

    @Test
    void refusesSizesOutOfRange() {
        byte[] key = new byte[64];
        assertThat(Hkdf.SHA_512.expand(key, key, 0)).isEmpty();
        assertThat(Hkdf.SHA_512.expand(key, key, 255 * 64)).hasSize(255 * 64);
        assertThatThrownBy(() -> Hkdf.SHA_512.expand(key, key, 255 * 64 + 1))
                .hasMessage("sizeBytes is 16321; accepted are 0 to 16320");
        assertThatThrownBy(() -> Hkdf.SHA_512.expand(key, key, -1))
                .hasMessage("sizeBytes is -1; accepted are 0 to 16320");
    }
}
