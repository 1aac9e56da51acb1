package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.internal.engine.Hkdf;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Wraps the keys of one level in one epoch. The key that does it is derived (HKDF-SHA-256, RFC 5869) from the epoch's
 * key, and below the tenant also from the tenant's key: either gone, nothing unwraps.
 *
 * <p>What binds a wrapped key to its record is here: {@code docs/formats/wrapped-keys.md}.
 */
final class WrappingKey {

    private static final byte[] RECORD_LABEL = ascii("dev.compliancekit/wrapped-key/v1");
    private static final byte[] TENANT_KEYS = ascii("dev.compliancekit/tenant-keys/v1");
    private static final byte[] DATA_KEYS = ascii("dev.compliancekit/data-keys/v1");

    private static final int KEY_BYTES = 32;
    private static final int PIECES = 9;
    private static final int INSTANT_BYTES = Long.BYTES + Integer.BYTES;

    private final int epoch;
    private final Aead aead;

    private WrappingKey(int epoch, SecretBytes derived, Primitives primitives) {
        this.epoch = epoch;
        this.aead = primitives.wrapping(epoch, derived);
    }

    /** What wraps the tenants' keys in an epoch. */
    static WrappingKey ofTenants(int epoch, SecretBytes epochKey, Primitives primitives) {
        return derived(epoch, epochKey.toByteArray(), new byte[0], TENANT_KEYS, primitives);
    }

    /** What wraps the keys of one tenant in an epoch. */
    static WrappingKey ofTenant(int epoch, SecretBytes epochKey, SecretBytes tenantKey, Primitives primitives) {
        return derived(epoch, epochKey.toByteArray(), tenantKey.toByteArray(), DATA_KEYS, primitives);
    }

    /** Wipes what it is given. */
    private static WrappingKey derived(int epoch, byte[] salt, byte[] input, byte[] purpose, Primitives primitives) {
        byte[] pseudorandomKey = Hkdf.SHA_256.extract(salt, input);
        byte[] output = Hkdf.SHA_256.expand(pseudorandomKey, purpose, KEY_BYTES);
        try (SecretBytes key = SecretBytes.copyOf(output)) {
            return new WrappingKey(epoch, key, primitives);
        } finally {
            Arrays.fill(salt, (byte) 0);
            Arrays.fill(input, (byte) 0);
            Arrays.fill(pseudorandomKey, (byte) 0);
            Arrays.fill(output, (byte) 0);
        }
    }

    KeyRecord.Active wrap(KeyMetadata metadata, SecretBytes key) {
        Bytes commitment = Commitment.of(key);
        byte[] bytes = key.toByteArray();
        try {
            return new KeyRecord.Active(metadata, commitment, epoch, encrypt(metadata, commitment, bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Moves a key that is wrapped under another wrapping key of its level to this one. */
    KeyRecord.Active rewrap(KeyRecord.Active active, WrappingKey old) {
        byte[] bytes = old.decrypt(active);
        try {
            return active.rewrapped(epoch, encrypt(active.metadata(), active.commitment(), bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * The key of a record.
     *
     * @throws KeyUnavailableException if the record is not what {@link #wrap} made
     */
    SecretBytes unwrap(KeyRecord.Active active) {
        byte[] bytes = decrypt(active);
        try {
            return SecretBytes.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private Bytes encrypt(KeyMetadata metadata, Bytes commitment, byte[] key) {
        return Bytes.copyOf(aead.encrypt(key, associatedData(metadata, commitment)));
    }

    private byte[] decrypt(KeyRecord.Active active) {
        byte[] associatedData = associatedData(active.metadata(), active.commitment());
        try {
            byte[] key = aead.decrypt(active.wrappedKey().toByteArray(), associatedData);
            if (Commitment.isOf(key, active.commitment())) {
                return key;
            }
            Arrays.fill(key, (byte) 0);
        } catch (DecryptionException e) {
            // the same answer as below: it tells an operator enough, and whoever altered the record nothing
        }
        throw new KeyUnavailableException(active.metadata().address()
                + " does not unwrap: its record was altered, moved, or belongs to another tenant key or epoch");
    }

    /** PAE of nine pieces, written at once: this is on the way of every key that is not in memory. */
    static byte[] associatedData(KeyMetadata metadata, Bytes commitment) {
        byte[] tenant = ascii(metadata.tenant().value());
        byte[] subject = ascii(metadata.name().subject().value());
        byte[] purpose = ascii(metadata.name().purpose().value());
        byte[] algorithm = ascii(metadata.algorithm().code());
        int fixed = Long.BYTES * (1 + PIECES) + RECORD_LABEL.length + 2 * Integer.BYTES + INSTANT_BYTES;
        ByteBuffer out = ByteBuffer.allocate(
                        fixed + tenant.length + subject.length + purpose.length + algorithm.length + commitment.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(PIECES);
        put(out, RECORD_LABEL);
        put(out, tenant);
        put(out, subject);
        put(out, purpose);
        out.putLong(Integer.BYTES).putInt(metadata.version());
        out.putLong(Integer.BYTES).putInt(Integer.reverseBytes(metadata.keyId().value()));
        put(out, algorithm);
        Instant createdAt = metadata.createdAt();
        out.putLong(INSTANT_BYTES).putLong(createdAt.getEpochSecond()).putInt(createdAt.getNano());
        put(out, commitment.toByteArray());
        return out.array();
    }

    private static void put(ByteBuffer out, byte[] piece) {
        out.putLong(piece.length).put(piece);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
