package dev.compliancekit.crypto.hybrid;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Unwraps keys that were wrapped under its {@link XWingPublicKey}. Keep it away from the machines that make backups: in
 * a safe, or wrapped by a key service. When it is lost, so is everything that was wrapped for it.
 *
 * <p><em>Thread-safe.</em>
 */
public final class XWingPrivateKey implements AutoCloseable {

    /** The size of a private key, which is the seed of both its parts. */
    public static final int BYTES = 32;

    private final SecretBytes seed;
    private final XWingPublicKey publicKey;

    private XWingPrivateKey(SecretBytes seed, XWingPublicKey publicKey) {
        this.seed = seed;
        this.publicKey = publicKey;
    }

    /**
     * A new key pair.
     *
     * @param random where the seed comes from
     * @return the private key, to be closed by the caller
     */
    public static XWingPrivateKey generate(SecureRandom random) {
        try (SecretBytes seed = SecretBytes.random(BYTES, random)) {
            return of(seed);
        }
    }

    /**
     * A private key that was kept.
     *
     * @param seed 32 bytes, as {@link #seed} gives them; copied, not closed
     * @return the private key, to be closed by the caller
     * @throws IllegalArgumentException if the seed has another size
     */
    public static XWingPrivateKey of(SecretBytes seed) {
        if (seed.size() != BYTES) {
            throw new IllegalArgumentException("seed has " + seed.size() + " bytes; accepted are " + BYTES);
        }
        byte[] bytes = seed.toByteArray();
        try {
            XWingPublicKey publicKey = XWingPublicKey.of(XWingHpke.publicKeyOf(bytes));
            return new XWingPrivateKey(SecretBytes.copyOf(bytes), publicKey);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * The other half, for whoever wraps.
     *
     * @return the public key
     */
    public XWingPublicKey publicKey() {
        return publicKey;
    }

    /**
     * The private key itself, to be kept.
     *
     * @return 32 bytes, to be closed by the caller
     * @throws IllegalStateException if this was closed
     */
    public SecretBytes seed() {
        byte[] bytes = seed.toByteArray();
        try {
            return SecretBytes.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Unwraps a key.
     *
     * @param wrapped what {@link XWingPublicKey#wrap} returned
     * @param associatedData the same as when wrapping
     * @return the key, to be closed by the caller
     * @throws DecryptionException if it does not open, whatever the reason
     * @throws IllegalStateException if this was closed
     */
    public SecretBytes unwrap(Bytes wrapped, AssociatedData associatedData) {
        byte[] bytes = seed.toByteArray();
        try {
            return XWingHpke.open(bytes, wrapped, associatedData.toByteArray());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Overwrites the private key with zeros. Closing again does nothing. */
    @Override
    public void close() {
        seed.close();
    }

    /** The public key only. */
    @Override
    public String toString() {
        return "XWingPrivateKey[" + publicKey + "]";
    }
}
