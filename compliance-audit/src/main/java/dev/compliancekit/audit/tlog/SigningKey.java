package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The private key of a log: an Ed25519 seed (RFC 8032 section 5.1.5) with the log's origin as its name. Its text form
 * is the private key line of Go's {@code sumdb/note}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class SigningKey {

    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;
    private static final int X509_BYTES = 44;

    private final VerifierKey verifierKey;
    private final PrivateKey privateKey;
    private final byte[] seed;

    private SigningKey(String name, byte[] seed) {
        this.seed = seed.clone();
        KeyPair pair = expand(seed);
        byte[] encoded = pair.getPublic().getEncoded();
        this.privateKey = pair.getPrivate();
        this.verifierKey =
                new VerifierKey(name, Bytes.copyOf(Arrays.copyOfRange(encoded, X509_BYTES - SEED_BYTES, X509_BYTES)));
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
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new SigningKey(origin, seed);
    }

    /**
     * Reads a private key line. Messages never repeat the line.
     *
     * @param line {@code PRIVATE+KEY+name+hex key id+Base64 of type 0x01 and seed}, without a line end
     * @return the key
     * @throws IllegalArgumentException if it is not exactly that, or the id does not belong to the key
     */
    public static SigningKey parse(String line) {
        String[] parts =
                line.startsWith(PREFIX) ? line.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "private key line is not accepted; accepted is PRIVATE+KEY+<name>+<key id>+<Base64>");
        }
        byte[] typed = Base64Text.decode("private key", parts[2]);
        if (typed.length != 1 + SEED_BYTES || typed[0] != VerifierKey.ED25519) {
            throw new IllegalArgumentException("private key is not Ed25519; accepted are type 0x01 and 32 bytes");
        }
        SigningKey key = new SigningKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!parts[1].equals(HexFormat.of().toHexDigits(key.verifierKey.keyId()))) {
            throw new IllegalArgumentException("key id of the private key line does not belong to its name and key");
        }
        return key;
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
        byte[] typed = ByteBuffer.allocate(1 + SEED_BYTES)
                .put(VerifierKey.ED25519)
                .put(seed)
                .array();
        return PREFIX + verifierKey.name() + "+" + HexFormat.of().toHexDigits(verifierKey.keyId()) + "+"
                + Base64Text.encode(typed);
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

    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java cannot sign with Ed25519, which it could when the key was read", e);
        }
    }

    /** The JDK has no call from seed to public key; its generator takes its random bytes as the seed. */
    private static KeyPair expand(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new GivenBytes(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] used = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElse(new byte[0]);
            if (!Arrays.equals(used, seed)) {
                throw new IllegalStateException("this Java's Ed25519 generator does not take the given seed");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519, which it has since 15", e);
        }
    }

    /** Hands out one given seed. */
    private static final class GivenBytes extends SecureRandom {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final byte[] given;

        GivenBytes(byte[] given) {
            this.given = given.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(given, 0, bytes, 0, bytes.length);
        }
    }

    /** The public half, never the secret. */
    @Override
    public String toString() {
        return "SigningKey " + verifierKey;
    }
}
