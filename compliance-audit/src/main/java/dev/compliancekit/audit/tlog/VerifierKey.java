package dev.compliancekit.audit.tlog;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public key of a log, as a vkey line (C2SP signed-note): name, key id, Ed25519 public key (type 0x01).
 *
 * @param name the key's name, which is the log's origin: 1 to 255 visible ASCII characters without {@code +}
 * @param publicKey the Ed25519 public key (RFC 8032 section 5.1.2), 32 bytes
 */
@Immutable
public record VerifierKey(String name, Bytes publicKey) {

    static final byte ED25519 = 0x01;

    private static final int KEY_BYTES = 32;
    private static final String[] ACCEPTED = {"<name>", "<8 hexadecimal digits>", "<Base64>"};

    /** SubjectPublicKeyInfo of RFC 8410 section 4 up to the key itself. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * Checks the form.
     *
     * @param name the key's name
     * @param publicKey the Ed25519 public key, 32 bytes
     * @throws IllegalArgumentException if the name is not accepted or the key is not one
     */
    public VerifierKey {
        KeyName.require(name);
        if (publicKey.size() != KEY_BYTES) {
            throw new IllegalArgumentException("public key has " + publicKey.size() + " bytes; accepted are 32");
        }
        decode(publicKey);
    }

    /**
     * Reads a vkey line.
     *
     * @param vkey {@code name+hex key id+Base64 of type and key}, without a line end
     * @return the key
     * @throws IllegalArgumentException if it is not exactly that, the id does not belong to the key, or the type is not
     *     0x01
     */
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.split("\\+", ACCEPTED.length);
        if (parts.length != ACCEPTED.length) {
            throw new IllegalArgumentException(
                    "vkey has " + parts.length + " parts; accepted are " + String.join("+", ACCEPTED));
        }
        byte[] typed = Base64Text.decode("key of the vkey", parts[2]);
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("key of the vkey is not Ed25519; accepted are type 0x01 and 32 bytes");
        }
        VerifierKey key = new VerifierKey(parts[0], Bytes.copyOf(Arrays.copyOfRange(typed, 1, typed.length)));
        if (!parts[1].equals(HexFormat.of().toHexDigits(key.keyId()))) {
            throw new IllegalArgumentException("key id of the vkey does not belong to its name and key; accepted is "
                    + "the start of SHA-256 over both, in 8 lower-case hexadecimal digits");
        }
        return key;
    }

    /**
     * The number that signature lines name the key by: the first four bytes of SHA-256 over name, line feed, type and
     * key, big-endian.
     *
     * @return any 32 bits
     */
    public int keyId() {
        MessageDigest digest = Sha256.newDigest();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return ByteBuffer.wrap(digest.digest(publicKey.toByteArray())).getInt();
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(decode(publicKey));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // a signature of the wrong length or form is no signature
        }
    }

    private static PublicKey decode(Bytes publicKey) {
        byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + KEY_BYTES)
                .put(X509_PREFIX)
                .put(publicKey.toByteArray())
                .array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("public key is not a point of Ed25519; accepted is RFC 8032", e);
        }
    }

    /** The vkey line, without a line end. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES)
                .put(ED25519)
                .put(publicKey.toByteArray())
                .array();
        return name + "+" + HexFormat.of().toHexDigits(keyId()) + "+" + Base64Text.encode(typed);
    }
}
