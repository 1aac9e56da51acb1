package dev.compliancekit.audit.tlog;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import java.security.PublicKey;

/**
 * The public key of a log, as a vkey line (C2SP signed-note): name, key id, Ed25519 public key (type 0x01).
 *
 * @param name the key's name, which is the log's origin: 1 to 255 visible ASCII characters without {@code +}
 * @param publicKey the Ed25519 public key (RFC 8032 section 5.1.2), 32 bytes
 */
@Immutable
public record VerifierKey(String name, Bytes publicKey) {

    static final byte ED25519 = 0x01;

    /**
     * Checks the form.
     *
     * @param name the key's name
     * @param publicKey the Ed25519 public key, 32 bytes
     * @throws IllegalArgumentException if the name is not accepted or the key is not one
     */
    public VerifierKey {
        KeyName.require(name);
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
        Vkey parsed = Vkey.parse(vkey);
        if (parsed.type() != ED25519) {
            throw new IllegalArgumentException("key of the vkey is of type " + Vkey.typeName(parsed.type())
                    + "; accepted for a log is 0x01 (Ed25519)");
        }
        return new VerifierKey(parsed.name(), parsed.publicKey());
    }

    /**
     * The number that signature lines name the key by: the first four bytes of SHA-256 over name, line feed, type and
     * key, big-endian.
     *
     * @return any 32 bits
     */
    public int keyId() {
        return vkey().keyId();
    }

    boolean verifies(byte[] message, byte[] signature) {
        return Algorithm.ED25519.verifies(decode(publicKey), message, signature, null);
    }

    private static PublicKey decode(Bytes publicKey) {
        return Algorithm.ED25519.decode(publicKey, null);
    }

    Vkey vkey() {
        return new Vkey(name, ED25519, publicKey);
    }

    /** The vkey line, without a line end. */
    @Override
    public String toString() {
        return vkey().toString();
    }
}
