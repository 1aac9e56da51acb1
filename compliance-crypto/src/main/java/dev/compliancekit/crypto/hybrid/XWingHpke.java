package dev.compliancekit.crypto.hybrid;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/** HPKE of Bouncy Castle, one key a message: {@code docs/formats/x-wing.md}. It is fed randomness and has none. */
final class XWingHpke {

    static final int MAX_KEY_BYTES = 1024;

    private static final byte VERSION = 1;
    private static final int ENCAPSULATION_AT = 1;
    private static final int ENCAPSULATION_BYTES = 1120;
    private static final int CIPHERTEXT_AT = ENCAPSULATION_AT + ENCAPSULATION_BYTES;
    private static final int TAG_BYTES = 16;
    private static final int RANDOM_BYTES = 64;
    private static final String LABEL = "dev.compliancekit/x-wing/v1";

    private XWingHpke() {}

    private static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    /**
     * Where it belongs goes here and not into the message's own associated data, which short forms of HPKE leave out.
     */
    private static byte[] info(byte[] associatedData) {
        byte[] label = LABEL.getBytes(StandardCharsets.US_ASCII);
        byte[] info = Arrays.copyOf(label, label.length + associatedData.length);
        System.arraycopy(associatedData, 0, info, label.length, associatedData.length);
        return info;
    }

    /** Throws if it is no key of ML-KEM-768: FIPS 203 section 7.2, modulus check. */
    static void checkPublicKey(byte[] publicKey) {
        try {
            suite().deserializePublicKey(publicKey);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "public key is not accepted; accepted is one of X-Wing, as its owner gave it out", e);
        }
    }

    static Bytes publicKeyOf(byte[] seed) {
        AsymmetricCipherKeyPair pair = pairOf(seed);
        return Bytes.copyOf(suite().serializePublicKey(pair.getPublic()));
    }

    private static AsymmetricCipherKeyPair pairOf(byte[] seed) {
        return suite().deserializePrivateKey(seed, null);
    }

    static Bytes seal(byte[] publicKey, byte[] plaintext, byte[] associatedData, SecureRandom random) {
        byte[] ephemeral = new byte[RANDOM_BYTES];
        random.nextBytes(ephemeral);
        try {
            HPKE suite = suite();
            HPKEContextWithEncapsulation sender =
                    suite.setupBaseS(suite.deserializePublicKey(publicKey), info(associatedData), ephemeral);
            byte[] ciphertext = sender.seal(new byte[0], plaintext);
            byte[] sealed = ByteBuffer.allocate(CIPHERTEXT_AT + ciphertext.length)
                    .put(VERSION)
                    .put(sender.getEncapsulation())
                    .put(ciphertext)
                    .array();
            return Bytes.copyOf(sealed);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "public key is not accepted; its X25519 part is a point of small order", e);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("AES-GCM does not encrypt " + plaintext.length + " bytes", e);
        } finally {
            Arrays.fill(ephemeral, (byte) 0);
        }
    }

    static SecretBytes open(byte[] seed, Bytes sealed, byte[] associatedData) {
        int plaintextBytes = sealed.size() - CIPHERTEXT_AT - TAG_BYTES;
        if (plaintextBytes < 1 || plaintextBytes > MAX_KEY_BYTES) {
            throw new DecryptionException();
        }
        byte[] bytes = sealed.toByteArray();
        if (bytes[0] != VERSION) {
            throw new DecryptionException();
        }
        byte[] encapsulation = Arrays.copyOfRange(bytes, ENCAPSULATION_AT, CIPHERTEXT_AT);
        byte[] ciphertext = Arrays.copyOfRange(bytes, CIPHERTEXT_AT, bytes.length);
        try {
            byte[] plaintext = suite().setupBaseR(encapsulation, pairOf(seed), info(associatedData))
                    .open(new byte[0], ciphertext);
            SecretBytes key = SecretBytes.copyOf(plaintext);
            Arrays.fill(plaintext, (byte) 0);
            return key;
        } catch (InvalidCipherTextException | IllegalStateException e) {
            // the latter for an ephemeral X25519 key of small order; one refusal, without a cause
            throw new DecryptionException();
        }
    }
}
