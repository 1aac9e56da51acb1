package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.Messages.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters.HashType;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import com.google.crypto.tink.util.SecretBytes;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.Json;
import dev.compliancekit.crypto.SharedVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TinkStreamingTest {

    private static final HexFormat HEX = HexFormat.of();

    private static TinkStreaming reader(byte[] key, TinkStreaming.Hash hash, int derivedKeyBytes, int segmentBytes) {
        return TinkStreaming.aesGcmHkdf(
                dev.compliancekit.crypto.SecretBytes.copyOf(key), hash, derivedKeyBytes, segmentBytes);
    }

    private static byte[] open(TinkStreaming reader, byte[] sealed, byte[] associatedData) throws IOException {
        try (InputStream in = reader.decrypting(new ByteArrayInputStream(sealed), associatedData)) {
            return in.readAllBytes();
        }
    }

    @Test
    void opensWhatIsRecordedOfTink() throws IOException {
        List<Object> vectors = Json.list(SharedVectors.read("tink/tink_java_interop.json"), "streaming");
        assertThat(vectors).hasSize(42);
        for (Object each : vectors) {
            Map<String, Object> vector = Json.asObject(each);
            TinkStreaming reader = reader(
                    bytes(vector, "key"),
                    TinkStreaming.Hash.valueOf(Json.string(vector, "hkdf")),
                    Json.number(vector, "derivedKeySize"),
                    Json.number(vector, "ciphertextSegmentSize"));
            assertThat(open(reader, bytes(vector, "ciphertext"), bytes(vector, "aad")))
                    .isEqualTo(bytes(vector, "plaintext"));
        }
    }

    private static byte[] bytes(Map<String, Object> vector, String name) {
        return HEX.parseHex(Json.string(vector, name));
    }

    @Test
    void opensWhatTinkWrites() throws Exception {
        Random random = new Random(5);
        for (HashType hash : List.of(HashType.SHA1, HashType.SHA256, HashType.SHA512)) {
            for (int derivedKeyBytes : List.of(16, 32)) {
                for (int segmentBytes : List.of(derivedKeyBytes + 25, 64, 4_096, 1 << 20)) {
                    byte[] key = new byte[32];
                    random.nextBytes(key);
                    StreamingAead tink = tink(key, hash, derivedKeyBytes, segmentBytes);
                    TinkStreaming reader =
                            reader(key, TinkStreaming.Hash.valueOf(hash.toString()), derivedKeyBytes, segmentBytes);
                    for (int size : List.of(0, 1, 23, 24, 25, 4_055, 4_056, 4_057, 9_000)) {
                        byte[] plaintext = Messages.plaintext(size);
                        assertThat(open(reader, seal(tink, plaintext), CONTEXT)).isEqualTo(plaintext);
                    }
                }
            }
        }
    }

    private static StreamingAead tink(byte[] key, HashType hash, int derivedKeyBytes, int segmentBytes)
            throws Exception {
        StreamingAeadConfig.register();
        AesGcmHkdfStreamingParameters parameters = AesGcmHkdfStreamingParameters.builder()
                .setKeySizeBytes(key.length)
                .setDerivedAesGcmKeySizeBytes(derivedKeyBytes)
                .setCiphertextSegmentSizeBytes(segmentBytes)
                .setHkdfHashType(hash)
                .build();
        AesGcmHkdfStreamingKey tinkKey =
                AesGcmHkdfStreamingKey.create(parameters, SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()));
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(tinkKey).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }

    private static byte[] seal(StreamingAead tink, byte[] plaintext) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = tink.newEncryptingStream(sealed, CONTEXT)) {
            out.write(plaintext);
        }
        return sealed.toByteArray();
    }

    @Test
    void refusesEveryPrefixEveryFlippedBitAndEveryAddition() throws Exception {
        byte[] key = new byte[32];
        TinkStreaming reader = reader(key, TinkStreaming.Hash.SHA256, 32, 64);
        for (int size : List.of(0, 8, 9, 56, 100)) {
            byte[] sealed = seal(tink(key, HashType.SHA256, 32, 64), Messages.plaintext(size));
            for (int length = 0; length < sealed.length; length++) {
                refused(reader, Arrays.copyOf(sealed, length), CONTEXT);
            }
            for (int bit = 0; bit < 8 * sealed.length; bit++) {
                byte[] damaged = sealed.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                refused(reader, damaged, CONTEXT);
            }
            for (int more : List.of(1, 16, 64, 100)) {
                refused(reader, Arrays.copyOf(sealed, sealed.length + more), CONTEXT);
            }
            refused(reader, sealed, new byte[0]);
            refused(reader(key, TinkStreaming.Hash.SHA512, 32, 64), sealed, CONTEXT);
            refused(reader(key, TinkStreaming.Hash.SHA256, 32, 65), sealed, new byte[0]);
        }
    }

    private static void refused(TinkStreaming reader, byte[] sealed, byte[] associatedData) {
        assertThatThrownBy(() -> open(reader, sealed, associatedData))
                .isInstanceOf(DecryptionException.class)
                .hasMessage("the ciphertext does not open")
                .hasNoCause();
    }

    @Test
    void nothingOfASegmentIsHandedOutBeforeItOpened() throws Exception {
        byte[] key = new byte[32];
        byte[] sealed = seal(tink(key, HashType.SHA256, 32, 64), Messages.plaintext(100));
        sealed[64 + 63] ^= 1;
        TinkStreaming reader = reader(key, TinkStreaming.Hash.SHA256, 32, 64);
        InputStream in = reader.decrypting(new ByteArrayInputStream(sealed), CONTEXT);
        assertThat(in.readNBytes(8)).isEqualTo(Messages.plaintext(8));
        byte[] out = new byte[500];
        assertThatThrownBy(() -> in.read(out)).isInstanceOf(DecryptionException.class);
        assertThat(out).containsOnly(0);
        assertThatThrownBy(in::read).isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesParametersThatNoKeyHas() {
        byte[] key = new byte[32];
        assertThatThrownBy(() -> reader(key, TinkStreaming.Hash.SHA256, 24, 4_096))
                .hasMessage("derivedKeyBytes is 24; accepted are 16 and 32");
        assertThatThrownBy(() -> reader(new byte[15], TinkStreaming.Hash.SHA256, 16, 4_096))
                .hasMessage("key has 15 bytes; accepted are 16 and above, and no less than the derived keys");
        assertThatThrownBy(() -> reader(new byte[31], TinkStreaming.Hash.SHA256, 32, 4_096))
                .hasMessage("key has 31 bytes; accepted are 16 and above, and no less than the derived keys");
        assertThatThrownBy(() -> reader(key, TinkStreaming.Hash.SHA256, 32, 56))
                .hasMessage("segmentBytes is 56; accepted are 57 to 67108864");
        assertThatThrownBy(() -> reader(key, TinkStreaming.Hash.SHA256, 32, (64 << 20) + 1))
                .hasMessage("segmentBytes is 67108865; accepted are 57 to 67108864");
    }
}
