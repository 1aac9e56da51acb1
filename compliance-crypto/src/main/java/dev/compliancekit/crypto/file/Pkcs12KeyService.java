package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A root key in a PKCS#12 key store (RFC 7292), for those who run one already: {@code keytool -genseckey -keyalg AES
 * -keysize 256 -storetype PKCS12} makes what this opens, and lists what this made. The Java runtime stretches the
 * password with 10,000 rounds only, so take a long random one; for a pass phrase that a person remembers, take
 * {@link FileKeyService}.
 *
 * <p>The key store is read once; {@code docs/formats/root-key.md} says how the root key gets its id. Wrapped keys are
 * those of {@link dev.compliancekit.crypto.Aead#xaes256Gcm}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class Pkcs12KeyService implements KeyService {

    private static final String FILE = "key store";
    private static final String ID_LABEL = "dev.compliancekit/root-key-id/v1";
    private static final int MIN_PASSWORD_CHARS = 16;

    private final LocalRootKey root;

    private Pkcs12KeyService(LocalRootKey root) {
        this.root = root;
    }

    /**
     * Makes a new root key and a key store with nothing else in it, durable when this returns.
     *
     * @param file where; nothing may be there, the directory must be
     * @param alias the key's name in the store, 1 to 64 visible ASCII characters without upper case
     * @param password 16 visible ASCII characters or spaces or more, also that of the entry; read, not kept, not closed
     * @param random where the key and the nonces come from; salts of the store come from the Java runtime
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if there is a file already, which is left as it is, or alias or password are not
     *     accepted
     * @throws KeyUnavailableException if the file cannot be written
     */
    public static Pkcs12KeyService create(Path file, String alias, PassPhrase password, SecureRandom random) {
        checkAlias(alias);
        checkPassword(password);
        if (password.length() < MIN_PASSWORD_CHARS) {
            throw new IllegalArgumentException(
                    "password is too short; accepted are " + MIN_PASSWORD_CHARS + " characters or more");
        }
        try (SecretBytes key = SecretBytes.random(LocalRootKey.KEY_BYTES, random)) {
            SecretFile.create(FILE, file, Pkcs12.encode(alias, key, password), new PosixDisk());
            return serving(key, random);
        }
    }

    /**
     * Opens a key store.
     *
     * @param file the key store, up to 64 KiB
     * @param alias the root key's name in it, 1 to 64 visible ASCII characters without upper case
     * @param password that of the store and of the entry; read, not kept, not closed
     * @param random where the nonces come from
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if alias or password are not accepted, whatever the store
     * @throws KeyUnavailableException if the file is missing, cannot be read, is damaged, or may be read or written by
     *     anybody but its owner, if the password is not its own, or if there is no AES key of 256 bits of that name
     */
    public static Pkcs12KeyService open(Path file, String alias, PassPhrase password, SecureRandom random) {
        checkAlias(alias);
        checkPassword(password);
        byte[] content = SecretFile.read(FILE, file);
        try (SecretBytes key = Pkcs12.keyOf(file, content, alias, password)) {
            return serving(key, random);
        }
    }

    /** The store does not tell cases apart. */
    private static void checkAlias(String alias) {
        boolean accepted = !alias.isEmpty()
                && alias.length() <= 64
                && alias.chars().allMatch(c -> c > ' ' && c <= '~' && !Character.isUpperCase(c));
        if (!accepted) {
            throw new IllegalArgumentException(
                    "alias is not accepted; accepted are 1 to 64 visible ASCII characters without upper case");
        }
    }

    /** The Java runtime takes no others. */
    private static void checkPassword(PassPhrase password) {
        char[] text = password.toCharArray();
        boolean accepted = true;
        for (char c : text) {
            accepted &= c <= '~';
        }
        Arrays.fill(text, '\0');
        if (!accepted) {
            throw new IllegalArgumentException(
                    "password of a key store is not accepted; accepted are visible ASCII characters and spaces");
        }
    }

    private static Pkcs12KeyService serving(SecretBytes key, SecureRandom random) {
        return new Pkcs12KeyService(new LocalRootKey(idOf(key), key, random));
    }

    private static KeyId idOf(SecretBytes key) {
        byte[] bytes = key.toByteArray();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            byte[] digest = mac.doFinal(ID_LABEL.getBytes(StandardCharsets.US_ASCII));
            return new KeyId(ByteBuffer.wrap(digest).getInt());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no HMAC-SHA-256", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A digest of the key, 8 hexadecimal digits; the alias does not matter. */
    @Override
    public String rootKeyId() {
        return root.id();
    }

    @Override
    public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
        return root.wrap(key, associatedData);
    }

    @Override
    public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
        return root.unwrap(wrapped, associatedData);
    }

    /** Lets go of the root key; the Java runtime's own copies go with the next garbage collection. */
    @Override
    public void close() {
        root.close();
    }

    /** The root key's id, not the key. */
    @Override
    public String toString() {
        return "Pkcs12KeyService[" + rootKeyId() + "]";
    }
}
