package dev.compliancekit.crypto.pkcs11;

import dev.compliancekit.crypto.DecryptionException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM (NIST SP 800-38D) with a key that only the token can see. A ciphertext is nonce (12 bytes), encrypted bytes,
 * tag (16 bytes). Any failure but a refusal says that the login, the key or the token are gone.
 */
final class KeyInToken {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final Provider provider;
    private final Key key;
    private final SecureRandom random;

    KeyInToken(Provider provider, Key key, SecureRandom random) {
        this.provider = provider;
        this.key = key;
        this.random = random;
    }

    byte[] seal(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, associatedData).doFinal(plaintext);
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, sealed, NONCE_BYTES, encrypted.length);
        return sealed;
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws DecryptionException if the token works and refuses
     */
    byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
        // the Java runtime answers an empty ciphertext itself, without asking for a tag
        if (sealed.length <= NONCE_BYTES + TAG_BYTES) {
            throw new DecryptionException();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, associatedData);
        try {
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            checkThatItWorks();
            throw new DecryptionException();
        }
    }

    /** Some tokens report a wrong tag as a general error, which the Java runtime reports as a wrong tag either way. */
    private void checkThatItWorks() throws GeneralSecurityException {
        byte[] probe = new byte[TAG_BYTES];
        byte[] sealed = seal(probe, probe);
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        cipher(Cipher.DECRYPT_MODE, nonce, probe).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associatedData) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION, provider);
        cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * TAG_BYTES, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }
}
