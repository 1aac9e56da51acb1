package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.NonceMode;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vectors of {@code docs/formats/wrapped-keys.md}, also computed here with nothing but the JCA. */
class WrappingVectorsTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final KeyMetadata TENANT = new KeyMetadata(
            new KeyName(ACME, SubjectId.ACCOUNT, KeyPurpose.TENANT),
            1,
            new KeyId(0x0a0b0c0e),
            KeyAlgorithm.KEY_WRAPPING,
            T0);
    private static final KeyMetadata DATA = new KeyMetadata(
            new KeyName(ACME, new SubjectId("ann"), KeyPurpose.FIELDS),
            2,
            new KeyId(0x0a0b0c0d),
            KeyAlgorithm.XAES_256_GCM,
            T0);

    private final Primitives primitives =
            new Primitives(new SecureRandom(), InstantSource.fixed(T0), NonceMode.SESSION, null);
    private String file = "";

    @BeforeEach
    void read() throws IOException {
        try (InputStream in =
                WrappingVectorsTest.class.getResourceAsStream("/dev/compliancekit/crypto/vectors/wrapped-keys.json")) {
            file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private byte[] vector(String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"([0-9a-f]+)\"").matcher(file);
        assertThat(matcher.find()).as(name).isTrue();
        return Bytes.parseHex(matcher.group(1)).toByteArray();
    }

    private static byte[] hmac(byte[] key, byte[]... messages) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] message : messages) {
            mac.update(message);
        }
        return mac.doFinal();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] decrypt(byte[] key, byte[] wrapped, byte[] associatedData) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, wrapped, 5, 12));
        cipher.updateAAD(associatedData);
        return cipher.doFinal(wrapped, 17, wrapped.length - 17);
    }

    private WrappingKey ofTenants() {
        return WrappingKey.ofTenants(3, SecretBytes.copyOf(vector("epochKey")), primitives);
    }

    private WrappingKey ofTenant() {
        return WrappingKey.ofTenant(
                3, SecretBytes.copyOf(vector("epochKey")), SecretBytes.copyOf(vector("tenantKey")), primitives);
    }

    private KeyRecord.Active keyRecord(KeyMetadata metadata, String commitment, String wrapped) {
        return new KeyRecord.Active(metadata, Bytes.copyOf(vector(commitment)), 3, Bytes.copyOf(vector(wrapped)));
    }

    @Test
    void theDocumentedStepsGiveTheVectors() throws GeneralSecurityException {
        byte[] epochKey = vector("epochKey");
        byte[] one = {1};
        assertThat(hmac(hmac(epochKey, new byte[0]), text("dev.compliancekit/tenant-keys/v1"), one))
                .isEqualTo(vector("tenantWrappingKey"));
        assertThat(hmac(hmac(epochKey, vector("tenantKey")), text("dev.compliancekit/data-keys/v1"), one))
                .isEqualTo(vector("dataWrappingKey"));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(text("dev.compliancekit/kc/v1"));
        assertThat(sha256.digest(vector("dataKey"))).isEqualTo(vector("dataCommitment"));
        assertThat(decrypt(vector("tenantWrappingKey"), vector("wrappedTenantKey"), vector("tenantAssociatedData")))
                .isEqualTo(vector("tenantKey"));
        assertThat(decrypt(vector("dataWrappingKey"), vector("wrappedDataKey"), vector("dataAssociatedData")))
                .isEqualTo(vector("dataKey"));
    }

    @Test
    void theVectorsUnwrap() {
        assertThat(WrappingKey.associatedData(DATA, Bytes.copyOf(vector("dataCommitment"))))
                .isEqualTo(vector("dataAssociatedData"));
        try (SecretBytes tenantKey = ofTenants().unwrap(keyRecord(TENANT, "tenantCommitment", "wrappedTenantKey"));
                SecretBytes dataKey = ofTenant().unwrap(keyRecord(DATA, "dataCommitment", "wrappedDataKey"))) {
            assertThat(tenantKey.toByteArray()).isEqualTo(vector("tenantKey"));
            assertThat(dataKey.toByteArray()).isEqualTo(vector("dataKey"));
        }
    }

    @Test
    void whatIsWrappedUnwrapsAndHasTheDocumentedForm() throws GeneralSecurityException {
        try (SecretBytes key = SecretBytes.copyOf(vector("dataKey"))) {
            KeyRecord.Active wrapped = ofTenant().wrap(DATA, key);
            assertThat(wrapped.wrappedKey().size()).isEqualTo(65);
            assertThat(wrapped.wrappedKey().hex()).startsWith("0100000003");
            assertThat(wrapped.commitment().toByteArray()).isEqualTo(vector("dataCommitment"));
            assertThat(decrypt(
                            vector("dataWrappingKey"),
                            wrapped.wrappedKey().toByteArray(),
                            vector("dataAssociatedData")))
                    .isEqualTo(vector("dataKey"));
            assertThat(ofTenant().wrap(DATA, key).wrappedKey()).isNotEqualTo(wrapped.wrappedKey());
        }
    }

    @Test
    void everyBitFlipPrefixAndOtherPlaceIsRefused() {
        KeyRecord.Active good = keyRecord(DATA, "dataCommitment", "wrappedDataKey");
        byte[] wrapped = good.wrappedKey().toByteArray();
        for (int bit = 0; bit < 8 * wrapped.length; bit++) {
            byte[] flipped = wrapped.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            refuses(ofTenant(), good.rewrapped(3, Bytes.copyOf(flipped)));
        }
        for (int length = 1; length < wrapped.length; length++) {
            refuses(ofTenant(), good.rewrapped(3, Bytes.copyOf(Arrays.copyOf(wrapped, length))));
        }
        refuses(ofTenants(), good);
        for (KeyMetadata other : otherPlaces()) {
            refuses(ofTenant(), new KeyRecord.Active(other, good.commitment(), 3, good.wrappedKey()));
        }
        byte[] commitment = good.commitment().toByteArray();
        for (int bit = 0; bit < 256; bit++) {
            byte[] flipped = commitment.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            refuses(ofTenant(), new KeyRecord.Active(DATA, Bytes.copyOf(flipped), 3, good.wrappedKey()));
        }
    }

    private static KeyMetadata[] otherPlaces() {
        KeyName name = DATA.name();
        return new KeyMetadata[] {
            moved(new KeyName(new TenantId("acmf"), name.subject(), name.purpose())),
            moved(new KeyName(name.tenant(), SubjectId.ACCOUNT, name.purpose())),
            moved(new KeyName(name.tenant(), name.subject(), KeyPurpose.FILES)),
            new KeyMetadata(name, 1, DATA.keyId(), DATA.algorithm(), DATA.createdAt()),
            new KeyMetadata(name, 2, new KeyId(1), DATA.algorithm(), DATA.createdAt()),
            new KeyMetadata(name, 2, DATA.keyId(), KeyAlgorithm.AES_256_GCM, DATA.createdAt()),
            new KeyMetadata(name, 2, DATA.keyId(), DATA.algorithm(), T0.plusNanos(1))
        };
    }

    private static KeyMetadata moved(KeyName name) {
        return new KeyMetadata(name, DATA.version(), DATA.keyId(), DATA.algorithm(), DATA.createdAt());
    }

    /** Wrapped with the right key and place, but not the key that was committed to. */
    @Test
    void aKeyThatIsNotTheOneCommittedToIsRefused() throws GeneralSecurityException {
        byte[] other = new byte[32];
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(vector("dataWrappingKey"), "AES"),
                new GCMParameterSpec(128, nonce));
        cipher.updateAAD(vector("dataAssociatedData"));
        byte[] wrapped = Arrays.copyOf(vector("wrappedDataKey"), 65);
        Arrays.fill(wrapped, 5, 17, (byte) 0);
        cipher.doFinal(other, 0, 32, wrapped, 17);
        refuses(ofTenant(), keyRecord(DATA, "dataCommitment", "wrappedDataKey").rewrapped(3, Bytes.copyOf(wrapped)));
    }

    private static void refuses(WrappingKey key, KeyRecord.Active keyRecord) {
        assertThatThrownBy(() -> key.unwrap(keyRecord))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageEndingWith(
                        " does not unwrap: its record was altered, moved, or belongs to another tenant key or epoch")
                .hasNoCause();
    }
}
