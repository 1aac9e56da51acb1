package dev.compliancekit.tink;

import static dev.compliancekit.tink.SampleKeysets.read;
import static dev.compliancekit.tink.SampleKeysets.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.aead.XAesGcmParameters;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.Keyset;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tink itself opens what goes out, and makes what comes in. */
class TinkInteropTest {

    private static final byte[] PLACE = AssociatedData.of(new FieldPath(
                    new TenantId("acme"),
                    SubjectId.ACCOUNT,
                    new RecordClass("customer"),
                    new RecordId("1017"),
                    "email",
                    1))
            .toByteArray();

    @BeforeAll
    static void registerAeads() throws GeneralSecurityException {
        AeadConfig.register();
    }

    private static KeysetHandle parse(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static String serialize(KeysetHandle handle) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                handle, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static com.google.crypto.tink.Aead primitive(KeysetHandle handle) throws GeneralSecurityException {
        return handle.getPrimitive(RegistryConfiguration.get(), com.google.crypto.tink.Aead.class);
    }

    private static Aead aead(Keyset.Entry entry) {
        return Aead.builder(entry.keyId(), entry.key(), new SecureRandom(), InstantSource.fixed(Instant.EPOCH))
                .algorithm(entry.algorithm())
                .build();
    }

    private static Set<Integer> sizes() {
        Set<Integer> sizes = new TreeSet<>(Set.of(0, 1, 15, 16, 17, 1024, 65_535, 65_536, 65_537, 1 << 20));
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            sizes.add(random.nextInt(100_000));
        }
        return sizes;
    }

    private static byte[] plaintext(int size) {
        byte[] plaintext = new byte[size];
        new Random(size).nextBytes(plaintext);
        return plaintext;
    }

    @Test
    void tinkOpensWhatWasSealedHere() throws GeneralSecurityException {
        try (Keyset keyset = SampleKeysets.twoKeys()) {
            com.google.crypto.tink.Aead tink = primitive(parse(write(keyset)));
            for (Keyset.Entry entry : keyset.entries()) {
                Aead aead = aead(entry);
                for (int size : sizes()) {
                    byte[] sealed = aead.encrypt(plaintext(size), PLACE);
                    assertThat(tink.decrypt(sealed, PLACE)).isEqualTo(plaintext(size));
                    assertThatThrownBy(() -> tink.decrypt(sealed, new byte[0]))
                            .isInstanceOf(GeneralSecurityException.class);
                }
            }
        }
    }

    @Test
    void tinkSealsWithThePrimaryAndItOpensHere() throws GeneralSecurityException {
        try (Keyset keyset = SampleKeysets.twoKeys()) {
            com.google.crypto.tink.Aead tink = primitive(parse(write(keyset)));
            Aead aead = aead(keyset.primary());
            for (int size : sizes()) {
                byte[] sealed = tink.encrypt(plaintext(size), PLACE);
                assertThat(Aead.keyIdOf(sealed)).contains(keyset.primary().keyId());
                assertThat(aead.decrypt(sealed, PLACE)).isEqualTo(plaintext(size));
            }
        }
    }

    @Test
    void aKeysetGoesThroughTinkAndComesBackTheSame() throws GeneralSecurityException {
        assertThat(serialize(parse(SampleKeysets.TWO_KEYS))).isEqualTo(SampleKeysets.TWO_KEYS + "\n");
        for (int i = 0; i < 20; i++) {
            String json = serialize(generated());
            try (Keyset keyset = read(json)) {
                assertThat(write(keyset)).isEqualTo(json);
            }
        }
    }

    @Test
    void whatTinkSealedUnderItsOwnKeysetOpensHere() throws GeneralSecurityException {
        KeysetHandle handle = generated();
        com.google.crypto.tink.Aead tink = primitive(handle);
        try (Keyset keyset = read(serialize(handle))) {
            assertThat(keyset.entries()).hasSize(2);
            assertThat(keyset.primary().keyId().value())
                    .isEqualTo(handle.getPrimary().getId());
            for (int size : sizes()) {
                assertThat(aead(keyset.primary()).decrypt(tink.encrypt(plaintext(size), PLACE), PLACE))
                        .isEqualTo(plaintext(size));
            }
            for (Keyset.Entry entry : keyset.entries()) {
                assertThat(tink.decrypt(aead(entry).encrypt(plaintext(99), PLACE), PLACE))
                        .isEqualTo(plaintext(99));
            }
        }
    }

    private static KeysetHandle generated() throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId())
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE)
                        .withRandomId()
                        .makePrimary())
                .build();
    }

    /** Keys that Tink makes and this library does not take. */
    static Stream<Arguments> foreign() throws GeneralSecurityException {
        return Stream.of(
                Arguments.of(PredefinedAeadParameters.AES128_GCM, "has 16 bytes; accepted are 32"),
                Arguments.of(
                        aesGcm(AesGcmParameters.Variant.NO_PREFIX), "has output prefix type RAW; accepted is TINK"),
                Arguments.of(
                        aesGcm(AesGcmParameters.Variant.CRUNCHY), "has output prefix type CRUNCHY; accepted is TINK"),
                Arguments.of(
                        XAesGcmParameters.create(XAesGcmParameters.Variant.TINK, 8),
                        "has a salt of 8 bytes; accepted is a salt of 12 bytes"),
                Arguments.of(
                        XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, 12),
                        "has output prefix type RAW; accepted is TINK"),
                Arguments.of(
                        PredefinedAeadParameters.CHACHA20_POLY1305,
                        "has type type.googleapis.com/google.crypto.tink.ChaCha20Poly1305Key; accepted is"
                                + " type.googleapis.com/google.crypto.tink.XAesGcmKey and"
                                + " type.googleapis.com/google.crypto.tink.AesGcmKey"));
    }

    private static AesGcmParameters aesGcm(AesGcmParameters.Variant variant) throws GeneralSecurityException {
        return AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(variant)
                .build();
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void keysThatAreNotTakenAreNamed(Parameters parameters, String refusal) throws GeneralSecurityException {
        KeysetHandle handle = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                        .withFixedId(7)
                        .makePrimary())
                .build();
        String json = serialize(handle);
        assertThatThrownBy(() -> read(json))
                .isExactlyInstanceOf(KeysetFormatException.class)
                .hasMessage("key 00000007 " + refusal);
    }

    @Test
    void aDisabledKeyIsNamed() throws GeneralSecurityException {
        KeysetHandle handle = KeysetHandle.newBuilder(generated())
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withFixedId(9)
                        .setStatus(KeyStatus.DISABLED))
                .build();
        String json = serialize(handle);
        assertThatThrownBy(() -> read(json))
                .isExactlyInstanceOf(KeysetFormatException.class)
                .hasMessage("key 00000009 has status DISABLED; accepted is ENABLED");
    }

    @Test
    void anEncryptedKeysetIsNamed() throws GeneralSecurityException {
        KeysetHandle handle = generated();
        String json = TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                handle, primitive(handle), new byte[0], RegistryConfiguration.get());
        assertThatThrownBy(() -> read(json))
                .isExactlyInstanceOf(KeysetFormatException.class)
                .hasMessage("keyset is encrypted; accepted is one in clear, so let Tink decrypt it first");
    }
}
