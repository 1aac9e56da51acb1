package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tink opens what is sealed here, and the reverse. */
class TinkTest {

    private static final int KEY_ID = 0x81020304;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = random.generateSeed(32);

    @BeforeAll
    static void register() throws GeneralSecurityException {
        AeadConfig.register();
    }

    private Aead ours(KeyAlgorithm algorithm, NonceMode mode) {
        return Aead.builder(new KeyId(KEY_ID), SecretBytes.copyOf(key), random, new HandClock())
                .algorithm(algorithm)
                .nonces(mode)
                .build();
    }

    private com.google.crypto.tink.Aead tink(KeyAlgorithm algorithm) throws GeneralSecurityException {
        Key imported = algorithm == KeyAlgorithm.XAES_256_GCM ? xaesKey() : gcmKey();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(imported).makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), com.google.crypto.tink.Aead.class);
    }

    private Key xaesKey() throws GeneralSecurityException {
        return XAesGcmKey.create(XAesGcmParameters.create(XAesGcmParameters.Variant.TINK, 12), secret(), KEY_ID);
    }

    private Key gcmKey() throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        return AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(secret())
                .setIdRequirement(KEY_ID)
                .build();
    }

    private com.google.crypto.tink.util.SecretBytes secret() {
        return com.google.crypto.tink.util.SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 15, 16, 17, 31, 255, 1024, 4096, 16_383, 16_384, 16_385, 65_536, 1 << 20})
    void bothOpenWhatTheOtherSealed(int size) throws GeneralSecurityException {
        byte[] plaintext = new byte[size];
        new Random(size).nextBytes(plaintext);
        byte[] associatedData = {9, 8, 7};
        for (KeyAlgorithm algorithm : List.of(KeyAlgorithm.XAES_256_GCM, KeyAlgorithm.AES_256_GCM)) {
            com.google.crypto.tink.Aead tink = tink(algorithm);
            for (NonceMode mode : NonceMode.values()) {
                Aead ours = ours(algorithm, mode);
                for (int message = 0; message < 3; message++) {
                    byte[] sealed = ours.encrypt(plaintext, associatedData);
                    assertThat(tink.decrypt(sealed, associatedData)).isEqualTo(plaintext);
                    assertThat(ours.decrypt(tink.encrypt(plaintext, associatedData), associatedData))
                            .isEqualTo(plaintext);
                }
            }
        }
    }

    @Test
    void bothRefuseTheOtherAlgorithmUnderTheSameKey() throws GeneralSecurityException {
        byte[] none = new byte[0];
        byte[] plaintext = new byte[100];
        byte[] xaes = ours(KeyAlgorithm.XAES_256_GCM, NonceMode.SESSION).encrypt(plaintext, none);
        byte[] gcm = ours(KeyAlgorithm.AES_256_GCM, NonceMode.SESSION).encrypt(plaintext, none);
        assertThatThrownBy(
                        () -> ours(KeyAlgorithm.AES_256_GCM, NonceMode.SESSION).decrypt(xaes, none))
                .isExactlyInstanceOf(DecryptionException.class);
        assertThatThrownBy(
                        () -> ours(KeyAlgorithm.XAES_256_GCM, NonceMode.SESSION).decrypt(gcm, none))
                .isExactlyInstanceOf(DecryptionException.class);
        com.google.crypto.tink.Aead tink = tink(KeyAlgorithm.AES_256_GCM);
        assertThatThrownBy(() -> tink.decrypt(xaes, none)).isInstanceOf(GeneralSecurityException.class);
    }
}
