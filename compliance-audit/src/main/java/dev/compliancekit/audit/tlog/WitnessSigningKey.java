package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The private key of a witness: a seed of 32 bytes for Ed25519 (RFC 8032 section 5.1.5) or ML-DSA-44 (FIPS 204 section
 * 5.1). Its text form is that of a log's private key, with the witness's type.
 *
 * <p><em>Thread-safe.</em>
 */
public final class WitnessSigningKey {

    private final WitnessKey witnessKey;
    private final PrivateKey privateKey;
    private final byte[] seed;

    private WitnessSigningKey(WitnessKey witnessKey, PrivateKey privateKey, byte[] seed) {
        this.witnessKey = witnessKey;
        this.privateKey = privateKey;
        this.seed = seed;
    }

    /**
     * A new key, with what this Java has.
     *
     * @param type the kind of cosignatures
     * @param name the witness's name, for example {@code witness.example/w1}: 1 to 255 visible ASCII characters without
     *     {@code +}
     * @param random where the 32 bytes of the seed come from
     * @return the key
     * @throws IllegalArgumentException if the name is not accepted
     * @throws IllegalStateException if this Java does not have the algorithm; the JDK has ML-DSA-44 since 24
     */
    public static WitnessSigningKey generate(CosignatureType type, String name, SecureRandom random) {
        return ofSeed(type, name, draw(random), null);
    }

    /**
     * A new key, with a provider, which is not registered anywhere.
     *
     * @param type the kind of cosignatures
     * @param name the witness's name
     * @param random where the 32 bytes of the seed come from
     * @param provider has the algorithm
     * @return the key
     * @throws IllegalArgumentException if the name is not accepted
     * @throws IllegalStateException if the provider does not have the algorithm
     */
    public static WitnessSigningKey generate(
            CosignatureType type, String name, SecureRandom random, Provider provider) {
        return ofSeed(type, name, draw(random), provider);
    }

    private static byte[] draw(SecureRandom random) {
        byte[] seed = new byte[Algorithm.SEED_BYTES];
        random.nextBytes(seed);
        return seed;
    }

    private static WitnessSigningKey ofSeed(
            CosignatureType type, String name, byte[] seed, @Nullable Provider provider) {
        KeyPair pair = type.algorithm().pairOf(seed, provider);
        Bytes publicKey = type.algorithm().publicBytes(pair.getPublic());
        return new WitnessSigningKey(WitnessKey.of(type, name, publicKey, provider), pair.getPrivate(), seed);
    }

    /**
     * Reads a private key line. Messages never repeat the line.
     *
     * @param line {@code PRIVATE+KEY+name+hex key id+Base64 of type and seed}, without a line end
     * @param vkey the public half, which is kept beside the private one; its provider signs
     * @return the key
     * @throws IllegalArgumentException if the line is not exactly that, or not the private half of the public key
     */
    public static WitnessSigningKey parse(String line, WitnessKey vkey) {
        byte[] seed = SigningKey.seed(line, vkey.vkey());
        WitnessSigningKey key = ofSeed(vkey.type(), vkey.name(), seed, vkey.provider());
        if (!key.witnessKey.equals(vkey)) {
            throw new IllegalArgumentException("private key does not belong to the public key beside it");
        }
        return key;
    }

    /**
     * The public half.
     *
     * @return the key that others verify with
     */
    public WitnessKey witnessKey() {
        return witnessKey;
    }

    /**
     * The private key line, which is the secret itself: for a key file that only its owner can read.
     *
     * @return what {@link #parse} reads
     */
    public String secretLine() {
        return witnessKey.vkey().privateStart() + Vkey.typed(witnessKey.type().type(), seed);
    }

    /**
     * Cosigns a checkpoint, whatever the witness has seen of its log before: that is for a
     * {@link dev.compliancekit.audit.spi.Witness} to know.
     *
     * @param checkpoint what to cosign
     * @param at the time, which is cut to whole seconds; from 1970-01-01T00:00:01Z on
     * @return the signature line
     * @throws IllegalArgumentException if the time is earlier
     */
    public SignatureLine cosign(Checkpoint checkpoint, Instant at) {
        long seconds = at.getEpochSecond();
        if (seconds < 1) {
            throw new IllegalArgumentException(
                    "time of a cosignature is before 1970-01-01T00:00:01Z, which is the earliest accepted");
        }
        CosignatureType type = witnessKey.type();
        byte[] signature = type.algorithm()
                .sign(privateKey, type.message(witnessKey.name(), seconds, checkpoint), witnessKey.provider());
        byte[] stamped = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
        return new SignatureLine(witnessKey.name(), witnessKey.keyId(), Bytes.copyOf(stamped));
    }

    /** The public half, never the secret. */
    @Override
    public String toString() {
        return "WitnessSigningKey " + witnessKey;
    }
}
