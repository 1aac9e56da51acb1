package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
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

    private static final String ALGORITHM = "Ed25519";
    private static final int SEED_BYTES = 32;

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
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded(); // RFC 8410 section 4: the key stands last
            Bytes publicKey = Bytes.copyOf(Arrays.copyOfRange(encoded, encoded.length - SEED_BYTES, encoded.length));
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new SigningKey(new VerifierKey(origin, publicKey), pair.getPrivate(), seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519, which it has since 15", e);
        }
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
        String start = start(vkey);
        if (!line.startsWith(start)) {
            throw new IllegalArgumentException(
                    "private key line is not accepted; accepted is PRIVATE+KEY+, then name and key id of its public "
                            + "half, + and Base64");
        }
        byte[] typed = Base64Text.decode("private key", line.substring(start.length()));
        if (typed.length != 1 + SEED_BYTES || typed[0] != VerifierKey.ED25519) {
            throw new IllegalArgumentException("private key is not Ed25519; accepted are type 0x01 and 32 bytes");
        }
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        SigningKey key = new SigningKey(vkey, decode(seed), seed);
        byte[] probe = start.getBytes(StandardCharsets.UTF_8);
        if (!vkey.verifies(probe, key.sign(probe))) {
            throw new IllegalArgumentException("private key does not belong to the public key beside it");
        }
        return key;
    }

    private static PrivateKey decode(byte[] seed) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519, which it has since 15", e);
        }
    }

    private static String start(VerifierKey vkey) {
        return "PRIVATE+KEY+" + vkey.name() + "+" + HexFormat.of().toHexDigits(vkey.keyId()) + "+";
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
        return start(verifierKey) + Base64Text.encode(typed);
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
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java cannot sign with Ed25519, which it could when the key was read", e);
        }
    }

    /** The public half, never the secret. */
    @Override
    public String toString() {
        return "SigningKey " + verifierKey;
    }
}
