package dev.compliancekit.audit.tlog;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The private key of a log: an Ed25519 seed (RFC 8032 section 5.1.5) with the log's origin as its name. Its text form
 * is the private key line of Go's {@code sumdb/note}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class SigningKey {

    private final VerifierKey verifierKey;
    private final PrivateKey privateKey;
    private final byte[] seed;

    private SigningKey(VerifierKey verifierKey, PrivateKey privateKey, byte[] seed) {
        this.verifierKey = verifierKey;
        this.privateKey = privateKey;
        this.seed = seed;
    }

    /**
     * A new key.
     *
     * @param origin the log's name, 1 to 255 visible ASCII characters without {@code +}
     * @param random where the 32 bytes of the seed come from
     * @return the key
     * @throws IllegalArgumentException if the origin is not accepted
     */
    public static SigningKey generate(String origin, SecureRandom random) {
        byte[] seed = new byte[Algorithm.SEED_BYTES];
        random.nextBytes(seed);
        KeyPair pair = Algorithm.ED25519.pairOf(seed, null);
        return new SigningKey(
                new VerifierKey(origin, Algorithm.ED25519.publicBytes(pair.getPublic())), pair.getPrivate(), seed);
    }

    /**
     * Reads a private key line. Messages never repeat the line.
     *
     * @param line {@code PRIVATE+KEY+name+hex key id+Base64 of type 0x01 and seed}, without a line end
     * @param vkey the public half, which is kept beside the private one
     * @return the key
     * @throws IllegalArgumentException if the line is not exactly that, or not the private half of the public key
     */
    public static SigningKey parse(String line, VerifierKey vkey) {
        byte[] seed = seed(line, vkey.vkey());
        KeyPair pair = Algorithm.ED25519.pairOf(seed, null);
        if (!Algorithm.ED25519.publicBytes(pair.getPublic()).equals(vkey.publicKey())) {
            throw new IllegalArgumentException("private key does not belong to the public key beside it");
        }
        return new SigningKey(vkey, pair.getPrivate(), seed);
    }

    /** The seed of a private key line, of whatever type its public half is. */
    static byte[] seed(String line, Vkey vkey) {
        String start = vkey.privateStart();
        if (!line.startsWith(start)) {
            throw new IllegalArgumentException(
                    "private key line is not accepted; accepted is PRIVATE+KEY+, then name and key id of its public "
                            + "half, + and Base64");
        }
        byte[] typed = Base64Text.decode("private key", line.substring(start.length()));
        if (typed.length != 1 + Algorithm.SEED_BYTES || typed[0] != vkey.type()) {
            throw new IllegalArgumentException("private key is not a seed of the type of its public half; accepted are "
                    + "type " + Vkey.typeName(vkey.type()) + " and 32 bytes");
        }
        return Arrays.copyOfRange(typed, 1, typed.length);
    }

    /**
     * The public half.
     *
     * @return the key that others verify with
     */
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /**
     * The private key line, which is the secret itself: for a key file that only its owner can read.
     *
     * @return what {@link #parse} reads
     */
    public String secretLine() {
        return verifierKey.vkey().privateStart() + Vkey.typed(VerifierKey.ED25519, seed);
    }

    /**
     * Signs a checkpoint of this log.
     *
     * @param checkpoint what to sign; its origin is this key's name
     * @return the signed note
     * @throws IllegalArgumentException if the checkpoint is of another origin
     */
    public SignedCheckpoint sign(Checkpoint checkpoint) {
        if (!checkpoint.origin().equals(verifierKey.name())) {
            throw new IllegalArgumentException(
                    "checkpoint is of another origin than the key; accepted is the key's name");
        }
        return new SignedCheckpoint(SignedNote.sign(checkpoint.text(), this));
    }

    /**
     * Signs from where on this log publishes its entries.
     *
     * @param minimum what to sign; its origin is this key's name
     * @return the signed note
     * @throws IllegalArgumentException if it is of another origin
     */
    public SignedMinimumIndex sign(MinimumIndex minimum) {
        if (!minimum.origin().equals(verifierKey.name())) {
            throw new IllegalArgumentException(
                    "minimum index is of another origin than the key; accepted is the key's name");
        }
        return new SignedMinimumIndex(SignedNote.sign(minimum.text(), this));
    }

    byte[] sign(byte[] message) {
        return Algorithm.ED25519.sign(privateKey, message, null);
    }

    /** The public half, never the secret. */
    @Override
    public String toString() {
        return "SigningKey " + verifierKey;
    }
}
