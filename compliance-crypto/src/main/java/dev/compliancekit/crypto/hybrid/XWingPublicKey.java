package dev.compliancekit.crypto.hybrid;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Wraps keys that only the owner of the {@link XWingPrivateKey} can unwrap: HPKE in base mode (RFC 9180) with X-Wing
 * (draft-connolly-cfrg-xwing-kem), which holds as long as either X25519 or ML-KEM-768 does. For keys of backups, which
 * must stay secret for decades and are opened far from where they are made.
 *
 * <p>Nothing says who wrapped a key: base mode does not authenticate the sender. {@code docs/formats/x-wing.md} has the
 * bytes.
 *
 * <p><em>Immutable.</em>
 */
public final class XWingPublicKey {

    /** The size of a public key. */
    public static final int BYTES = 1216;

    private final Bytes encoded;

    private XWingPublicKey(Bytes encoded) {
        this.encoded = encoded;
    }

    /**
     * A public key as it is passed around.
     *
     * @param encoded 1,216 bytes: ML-KEM-768's encapsulation key (FIPS 203 section 7.2), then X25519's public key
     * @return the public key
     * @throws IllegalArgumentException if it has another size, or is no key of ML-KEM-768
     */
    public static XWingPublicKey of(Bytes encoded) {
        if (encoded.size() != BYTES) {
            throw new IllegalArgumentException("public key has " + encoded.size() + " bytes; accepted are " + BYTES);
        }
        XWingHpke.checkPublicKey(encoded.toByteArray());
        return new XWingPublicKey(encoded);
    }

    /**
     * Wraps a key.
     *
     * @param key 1 to 1,024 bytes; read, not kept, not closed
     * @param associatedData bound to the result, not stored in it
     * @param random where the ephemeral keys come from; the result is no safer than these
     * @return the wrapped key, 1,137 bytes longer than the key, different each time
     * @throws IllegalArgumentException if the key is empty or too long, or this public key is worthless because its
     *     X25519 part is a point of small order
     */
    public Bytes wrap(SecretBytes key, AssociatedData associatedData, SecureRandom random) {
        if (key.size() < 1 || key.size() > XWingHpke.MAX_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key has " + key.size() + " bytes; accepted are 1 to " + XWingHpke.MAX_KEY_BYTES);
        }
        byte[] bytes = key.toByteArray();
        try {
            return XWingHpke.seal(encoded.toByteArray(), bytes, associatedData.toByteArray(), random);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * The key as it is passed around.
     *
     * @return 1,216 bytes
     */
    public Bytes bytes() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof XWingPublicKey that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** The first and last bytes, to tell keys apart. */
    @Override
    public String toString() {
        String hex = encoded.hex();
        return "XWingPublicKey[" + hex.substring(0, 8) + ".." + hex.substring(hex.length() - 8) + "]";
    }
}
