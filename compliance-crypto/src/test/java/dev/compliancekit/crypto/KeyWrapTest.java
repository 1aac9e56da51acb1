package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyWrapTest {

    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();

    private static SecretBytes secret(Map<String, Object> vector, String name) {
        return SecretBytes.copyOf(HEX.parseHex(Json.string(vector, name)));
    }

    /** Wycheproof, aes_kwp_test.json. */
    @Test
    void acceptsEveryValidVectorAndRefusesAllOthers() throws IOException {
        int valid = 0;
        int invalid = 0;
        for (Object each : Json.list(SharedVectors.read("wycheproof/aes_kwp_test.json"), "testGroups")) {
            for (Object test : Json.list(Json.asObject(each), "tests")) {
                Map<String, Object> vector = Json.asObject(test);
                byte[] wrapped = HEX.parseHex(Json.string(vector, "ct"));
                if (Json.string(vector, "result").equals("valid")) {
                    assertThat(KeyWrap.unwrap(secret(vector, "key"), wrapped).toByteArray())
                            .as("vector %s", vector.get("tcId"))
                            .isEqualTo(secret(vector, "msg").toByteArray());
                    assertThat(KeyWrap.wrap(secret(vector, "key"), secret(vector, "msg")))
                            .as("vector %s", vector.get("tcId"))
                            .isEqualTo(wrapped);
                    valid++;
                } else {
                    assertThatThrownBy(() -> KeyWrap.unwrap(secret(vector, "key"), wrapped))
                            .as("vector %s", vector.get("tcId"))
                            .isExactlyInstanceOf(DecryptionException.class)
                            .hasNoCause();
                    invalid++;
                }
            }
        }
        assertThat(valid).isEqualTo(77);
        assertThat(invalid).isEqualTo(177);
    }

    /** RFC 5649 section 6. */
    @Test
    void wrapsTheExampleOfTheStandard() {
        SecretBytes wrapping = SecretBytes.copyOf(HEX.parseHex("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8"));
        assertThat(KeyWrap.wrap(wrapping, SecretBytes.copyOf(HEX.parseHex("c37b7e6492584340bed12207808941155068f738"))))
                .isEqualTo(HEX.parseHex("138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a"));
        assertThat(KeyWrap.wrap(wrapping, SecretBytes.copyOf(HEX.parseHex("466f7250617369"))))
                .isEqualTo(HEX.parseHex("afbeb0f07dfbf5419200f2ccb50bb24f"));
    }

    @Test
    void everyBitAndEveryPrefixCounts() {
        SecretBytes wrapping = SecretBytes.random(32, random);
        byte[] wrapped = KeyWrap.wrap(wrapping, SecretBytes.random(33, random));
        for (int bit = 0; bit < 8 * wrapped.length; bit++) {
            byte[] changed = wrapped.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> KeyWrap.unwrap(wrapping, changed)).isExactlyInstanceOf(DecryptionException.class);
        }
        for (int length = 0; length < wrapped.length; length++) {
            byte[] prefix = Arrays.copyOf(wrapped, length);
            assertThatThrownBy(() -> KeyWrap.unwrap(wrapping, prefix)).isExactlyInstanceOf(DecryptionException.class);
        }
        assertThatThrownBy(() -> KeyWrap.unwrap(wrapping, Arrays.copyOf(wrapped, 5000)))
                .isExactlyInstanceOf(DecryptionException.class);
    }

    @Test
    void keysOfEveryLengthComeBack() {
        SecretBytes wrapping = SecretBytes.random(32, random);
        for (int size : new int[] {1, 7, 8, 9, 16, 31, 32, 33, 64, 1217, KeyWrap.MAX_KEY_BYTES}) {
            SecretBytes key = SecretBytes.random(size, random);
            byte[] wrapped = KeyWrap.wrap(wrapping, key);
            assertThat(wrapped).hasSize((size + 7) / 8 * 8 + 8);
            assertThat(KeyWrap.unwrap(wrapping, wrapped)).isEqualTo(key);
        }
    }

    @Test
    void otherLengthsAreRefused() {
        SecretBytes wrapping = SecretBytes.random(32, random);
        assertThatThrownBy(() -> KeyWrap.wrap(SecretBytes.random(31, random), wrapping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wrapping key has 31 bytes; accepted are 16, 24 and 32");
        assertThatThrownBy(() -> KeyWrap.unwrap(SecretBytes.random(8, random), new byte[40]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wrapping key has 8 bytes; accepted are 16, 24 and 32");
        assertThatThrownBy(() -> KeyWrap.wrap(wrapping, SecretBytes.random(4097, random)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key has 4097 bytes; accepted are 1 to 4096");
        wrapping.close();
        assertThatThrownBy(() -> KeyWrap.unwrap(wrapping, new byte[40])).isInstanceOf(IllegalStateException.class);
    }
}
