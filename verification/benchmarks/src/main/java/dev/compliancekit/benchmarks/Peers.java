package dev.compliancekit.benchmarks;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.caching.CachingCryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.LocalCryptoMaterialsCache;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** The contenders, each as its own documentation builds it for speed. */
final class Peers {

    /** Both operations of one contender. */
    interface Sealing {
        byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException;

        byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException;
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private Peers() {}

    /** Ours, with the choices that users get if they make none. */
    static dev.compliancekit.crypto.Aead ours() {
        return oursBuilder().build();
    }

    static dev.compliancekit.crypto.Aead.Builder oursBuilder() {
        return dev.compliancekit.crypto.Aead.builder(
                KeyId.random(RANDOM), SecretBytes.random(32, RANDOM), RANDOM, InstantSource.system());
    }

    static Aead tinkGcm() {
        return tink(PredefinedAeadParameters.AES256_GCM);
    }

    static Aead tinkXaes() {
        return tink(PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE);
    }

    private static Aead tink(Parameters parameters) {
        try {
            AeadConfig.register();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                            .withRandomId()
                            .makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A raw key, no signature, and data keys cached. */
    static Sealing encryptionSdk() {
        AwsCrypto crypto = AwsCrypto.builder()
                .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
                .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
                .build();
        JceMasterKey key = JceMasterKey.getInstance(
                new SecretKeySpec(RANDOM.generateSeed(32), "AES"), "provider", "key", "AES/GCM/NoPadding");
        CachingCryptoMaterialsManager cached = CachingCryptoMaterialsManager.newBuilder()
                .withMasterKeyProvider(key)
                .withCache(new LocalCryptoMaterialsCache(100))
                .withMaxAge(10, TimeUnit.MINUTES)
                .build();
        Map<String, String> context = Map.of("tenant", "acme", "record", "1017");
        return new Sealing() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
                return crypto.encryptData(cached, plaintext, context).getResult();
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
                return crypto.decryptData(cached, ciphertext).getResult();
            }
        };
    }

    /** Without associated data, which it has not. */
    @SuppressWarnings("deprecation") // has no other encryptor of the same speed
    static BytesEncryptor springGcm() {
        return new AesBytesEncryptor(
                new SecretKeySpec(RANDOM.generateSeed(32), "AES"),
                KeyGenerators.secureRandom(16),
                AesBytesEncryptor.CipherAlgorithm.GCM);
    }
}
