package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** C2SP XAES-256-GCM.md, section "Test vectors", and ciphertexts that Tink made. */
class Xaes256GcmVectorsTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final KeyId KEY_ID = new KeyId(0x01020304);

    private static Aead aead(byte[] key, byte[] nonce) {
        return Aead.xaes256Gcm(KEY_ID, SecretBytes.copyOf(key), new FixedRandom(nonce));
    }

    private static byte[] hex(Map<String, Object> vector, String name) {
        return HEX.parseHex(Json.string(vector, name));
    }

    @Test
    void givesTheWorkedExamples() throws IOException {
        for (Object each : Json.list(SharedVectors.read("c2sp/xaes_256_gcm.json"), "vectors")) {
            Map<String, Object> vector = Json.asObject(each);
            byte[] sealed = aead(hex(vector, "key"), hex(vector, "nonce"))
                    .encrypt(hex(vector, "plaintext"), hex(vector, "aad"));
            assertThat(HEX.formatHex(sealed))
                    .isEqualTo("01" + "01020304" + Json.string(vector, "nonce") + Json.string(vector, "ciphertext"));
        }
    }

    @Test
    void givesTheAccumulatedHashOfTenThousandMessages() throws IOException {
        Map<String, Object> accumulated =
                Json.asObject(SharedVectors.read("c2sp/xaes_256_gcm.json").getOrDefault("accumulated", Map.of()));
        Shake128 input = new Shake128();
        Shake128 output = new Shake128();
        for (int i = 0; i < 10_000; i++) {
            byte[] key = input.squeeze(32);
            byte[] nonce = input.squeeze(24);
            byte[] plaintext = input.squeeze(input.squeeze(1)[0] & 0xff);
            byte[] associatedData = input.squeeze(input.squeeze(1)[0] & 0xff);
            byte[] sealed = aead(key, nonce).encrypt(plaintext, associatedData);
            output.absorb(Arrays.copyOfRange(sealed, TinkPrefix.BYTES + 24, sealed.length));
        }
        assertThat(HEX.formatHex(output.squeeze(32))).isEqualTo(Json.string(accumulated, "hash_10000"));
    }

    @Test
    void opensWhatTinkSealedAndSealsTheSame() throws IOException {
        int xaes = 0;
        int plain = 0;
        for (Object each : Json.list(SharedVectors.read("tink/tink_java_interop.json"), "aead")) {
            Map<String, Object> vector = Json.asObject(each);
            boolean isXaes = Json.string(vector, "parameters").startsWith("XAES");
            xaes += isXaes ? 1 : 0;
            plain += isXaes ? 0 : 1;
            KeyId keyId = new KeyId(Json.number(vector, "keyId"));
            byte[] ciphertext = hex(vector, "ciphertext");
            Aead aead = Aead.builder(
                            keyId,
                            SecretBytes.copyOf(hex(vector, "key")),
                            new FixedRandom(Arrays.copyOfRange(ciphertext, 5, isXaes ? 29 : 17)),
                            new HandClock())
                    .algorithm(isXaes ? KeyAlgorithm.XAES_256_GCM : KeyAlgorithm.AES_256_GCM)
                    .build();
            assertThat(Aead.keyIdOf(ciphertext)).contains(keyId);
            assertThat(aead.decrypt(ciphertext, hex(vector, "aad"))).isEqualTo(hex(vector, "plaintext"));
            assertThat(aead.encrypt(hex(vector, "plaintext"), hex(vector, "aad")))
                    .isEqualTo(ciphertext);
        }
        assertThat(xaes).isEqualTo(16);
        assertThat(plain).isEqualTo(16);
    }
}
