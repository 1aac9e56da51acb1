package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Key stores as the Java runtime reads and writes them. */
final class Pkcs12 {

    private static final String TYPE = "PKCS12";
    private static final String ALGORITHM = "AES";

    private Pkcs12() {}

    static byte[] encode(String alias, SecretBytes key, PassPhrase password) {
        char[] text = password.toCharArray();
        byte[] bytes = key.toByteArray();
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            store.setKeyEntry(alias, new SecretKeySpec(bytes, ALGORITHM), text, null);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, text);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the Java runtime cannot write PKCS#12 key stores", e);
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static SecretBytes keyOf(Path file, byte[] content, String alias, PassPhrase password) {
        char[] text = password.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(new ByteArrayInputStream(content), text);
            return aes256(file, alias, store.getKey(alias, text));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new KeyUnavailableException(
                    "key store " + file + " does not open: it is damaged or none, or has another password", e);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static SecretBytes aes256(Path file, String alias, @Nullable Key key) {
        byte[] bytes = key != null && key.getAlgorithm().equals(ALGORITHM) ? key.getEncoded() : new byte[0];
        if (bytes.length != LocalRootKey.KEY_BYTES) {
            throw new KeyUnavailableException("key store " + file + " has no AES key of 256 bits named " + alias);
        }
        SecretBytes secret = SecretBytes.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }
}
