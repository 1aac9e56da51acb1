package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A root key in a file that only its owner may read: under a pass phrase, or, if the caller asks for that by name, as
 * it is. Keep the file outside the backup set of the key store, and a copy in a safe place: when it is lost, everything
 * is.
 *
 * <p>The file has the format of {@code docs/formats/root-key.md}; wrapped keys are those of
 * {@link dev.compliancekit.crypto.Aead#xaes256Gcm}. A new pass phrase for an old key is not offered: copies of the file
 * would still open under the old one. Make a new root key instead.
 *
 * <p><em>Thread-safe.</em>
 */
public final class FileKeyService implements KeyService {

    private static final String FILE = "root key file";
    private static final int MIN_PASS_PHRASE_CHARS = 8;

    private final LocalRootKey root;

    private FileKeyService(LocalRootKey root) {
        this.root = root;
    }

    /**
     * Makes a new root key and its file under a pass phrase at the {@linkplain Argon2Cost#DEFAULT default cost},
     * durable when this returns.
     *
     * @param file where; nothing may be there, the directory must be
     * @param passPhrase 8 characters or more; read, not kept, not closed
     * @param random where the key, its id, salt and nonces come from
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if there is a file already, which is left as it is, or the pass phrase is too
     *     short
     * @throws KeyUnavailableException if the file cannot be written
     */
    public static FileKeyService create(Path file, PassPhrase passPhrase, SecureRandom random) {
        return create(file, passPhrase, Argon2Cost.DEFAULT, random);
    }

    /**
     * Makes a new root key and its file under a pass phrase, durable when this returns.
     *
     * @param file where; nothing may be there, the directory must be
     * @param passPhrase 8 characters or more; read, not kept, not closed
     * @param cost what each opening costs
     * @param random where the key, its id, salt and nonces come from
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if there is a file already, which is left as it is, or the pass phrase is too
     *     short
     * @throws KeyUnavailableException if the file cannot be written, or the memory is not there
     */
    public static FileKeyService create(Path file, PassPhrase passPhrase, Argon2Cost cost, SecureRandom random) {
        if (passPhrase.length() < MIN_PASS_PHRASE_CHARS) {
            throw new IllegalArgumentException(
                    "pass phrase is too short; accepted are " + MIN_PASS_PHRASE_CHARS + " characters or more");
        }
        KeyId keyId = KeyId.random(random);
        try (SecretBytes key = SecretBytes.random(LocalRootKey.KEY_BYTES, random)) {
            byte[] content = RootKeyFormat.encode(keyId, key, passPhrase, cost, random);
            SecretFile.create(FILE, file, content, new PosixDisk());
            return new FileKeyService(new LocalRootKey(keyId, key, random));
        }
    }

    /**
     * Makes a new root key and its file under no pass phrase, durable when this returns: whoever can read the file can
     * unwrap every key. For servers that start with nobody to ask, on an encrypted volume.
     *
     * @param file where; nothing may be there, the directory must be
     * @param random where the key, its id and the nonces come from
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if there is a file already; it is left as it is
     * @throws KeyUnavailableException if the file cannot be written
     */
    public static FileKeyService createUnprotected(Path file, SecureRandom random) {
        return createUnprotected(file, random, new PosixDisk());
    }

    static FileKeyService createUnprotected(Path file, SecureRandom random, Disk disk) {
        KeyId keyId = KeyId.random(random);
        try (SecretBytes key = SecretBytes.random(LocalRootKey.KEY_BYTES, random)) {
            byte[] content = RootKeyFormat.encode(keyId, key);
            try {
                SecretFile.create(FILE, file, content, disk);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
            return new FileKeyService(new LocalRootKey(keyId, key, random));
        }
    }

    /**
     * Opens the file of a root key under a pass phrase. Takes as long as the cost it was made with.
     *
     * @param file what {@link #create(Path, PassPhrase, SecureRandom)} made
     * @param passPhrase the same; read, not kept, not closed
     * @param random where the nonces come from
     * @return the service, to be closed by the caller
     * @throws KeyUnavailableException if the pass phrase is wrong, the root key is under none, or the file is missing,
     *     cannot be read, is damaged, or may be read or written by anybody but its owner
     */
    public static FileKeyService open(Path file, PassPhrase passPhrase, SecureRandom random) {
        byte[] content = read(file, RootKeyFormat.PROTECTED);
        Argon2Cost cost = RootKeyFormat.costOf(content).orElseThrow(() -> damaged(file));
        try (SecretBytes key = RootKeyFormat.keyOf(content, passPhrase, cost, random)) {
            return new FileKeyService(new LocalRootKey(RootKeyFormat.keyIdOf(content), key, random));
        } catch (DecryptionException e) {
            throw new KeyUnavailableException("the pass phrase is not that of root key file " + file, e);
        }
    }

    /**
     * Opens the file of a root key under no pass phrase.
     *
     * @param file what {@link #createUnprotected} made
     * @param random where the nonces come from
     * @return the service, to be closed by the caller
     * @throws KeyUnavailableException if the root key is under a pass phrase, or the file is missing, cannot be read,
     *     is damaged, or may be read or written by anybody but its owner
     */
    public static FileKeyService openUnprotected(Path file, SecureRandom random) {
        byte[] content = read(file, RootKeyFormat.UNPROTECTED);
        try (SecretBytes key = RootKeyFormat.keyOf(content)) {
            return new FileKeyService(new LocalRootKey(RootKeyFormat.keyIdOf(content), key, random));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] read(Path file, RootKeyFormat wanted) {
        byte[] content = SecretFile.read(FILE, file);
        RootKeyFormat found = RootKeyFormat.of(content).orElseThrow(() -> damaged(file));
        if (found != wanted) {
            Arrays.fill(content, (byte) 0);
            throw new KeyUnavailableException(
                    found == RootKeyFormat.PROTECTED
                            ? "root key file " + file + " is under a pass phrase; it opens with that only"
                            : "root key file " + file + " is under no pass phrase; it opens as unprotected only");
        }
        return content;
    }

    private static KeyUnavailableException damaged(Path file) {
        return new KeyUnavailableException(
                "root key file " + file + " is damaged or is none; restore it from the copy in the safe place");
    }

    /** The key's id in the file, 8 hexadecimal digits. */
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
        return "FileKeyService[" + rootKeyId() + "]";
    }
}
