package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A root key in a file that only its owner may read. The key is in the file as it is, under no pass phrase: whoever can
 * read the file can unwrap every key. Keep it outside the backup set of the key store, and a copy in a safe place: when
 * it is lost, everything is.
 *
 * <p>The file has the format of {@code docs/formats/key-store.md}; wrapped keys are those of {@link Aead#xaes256Gcm}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class FileKeyService implements KeyService {

    private static final int KEY_BYTES = 32;
    private static final int MAX_WRAPPED_KEY_BYTES = 1024;
    private static final Set<PosixFilePermission> NOT_OWNER = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final KeyId keyId;
    private volatile @Nullable Aead aead;

    private FileKeyService(KeyId keyId, Aead aead) {
        this.keyId = keyId;
        this.aead = aead;
    }

    /**
     * Makes a new root key and its file, durable when this returns.
     *
     * @param file where; nothing may be there, the directory must be
     * @param random where the key, its id and the nonces come from
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if there is a file already; it is left as it is
     * @throws KeyUnavailableException if the file cannot be written
     */
    public static FileKeyService create(Path file, SecureRandom random) {
        return create(file, random, new PosixDisk());
    }

    static FileKeyService create(Path file, SecureRandom random, Disk disk) {
        KeyId keyId = KeyId.random(random);
        try (SecretBytes key = SecretBytes.random(KEY_BYTES, random)) {
            byte[] content = RootKeyFormat.encode(keyId, key);
            try {
                new OwnedFiles(disk).create(file, content);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
            return new FileKeyService(keyId, Aead.xaes256Gcm(keyId, key, random));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    "root key file " + file + " exists already; accepted is a new name, or open it instead", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyUnavailableException("root key file " + file + " cannot be written", e);
        }
    }

    /**
     * Opens the file of a root key.
     *
     * @param file what {@link #create} made
     * @param random where the nonces come from
     * @return the service, to be closed by the caller
     * @throws KeyUnavailableException if the file is missing, cannot be read, is damaged, or may be read or written by
     *     anybody but its owner
     */
    public static FileKeyService open(Path file, SecureRandom random) {
        byte[] content = readOwnersOnly(file);
        try {
            KeyId keyId = RootKeyFormat.keyIdOf(content)
                    .orElseThrow(() -> new KeyUnavailableException("root key file " + file
                            + " is damaged or is none; restore it from the copy in the safe place"));
            try (SecretBytes key = RootKeyFormat.keyOf(content)) {
                return new FileKeyService(keyId, Aead.xaes256Gcm(keyId, key, random));
            }
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] readOwnersOnly(Path file) {
        try {
            Set<PosixFilePermission> granted = EnumSet.copyOf(NOT_OWNER);
            granted.retainAll(Files.getPosixFilePermissions(file));
            if (!granted.isEmpty()) {
                throw new KeyUnavailableException("root key file " + file
                        + " is open to group or others; accepted are permissions for the owner only, such as 600");
            }
            Optional<byte[]> content = new OwnedFiles(new PosixDisk()).read(file);
            return content.orElseThrow(() -> new KeyUnavailableException("root key file " + file + " is missing"));
        } catch (NoSuchFileException e) {
            throw new KeyUnavailableException("root key file " + file + " is missing", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyUnavailableException("root key file " + file + " cannot be read", e);
        }
    }

    /** The key's id in the file, 8 hexadecimal digits. */
    @Override
    public String rootKeyId() {
        return keyId.toString();
    }

    @Override
    public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
        if (key.size() > MAX_WRAPPED_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key has " + key.size() + " bytes; accepted are at most " + MAX_WRAPPED_KEY_BYTES);
        }
        byte[] bytes = key.toByteArray();
        try {
            byte[] wrapped = open().encrypt(bytes, associatedData.toByteArray());
            return new WrappedKey(rootKeyId(), Bytes.copyOf(wrapped));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
        Aead opened = open();
        if (!wrapped.rootKeyId().equals(rootKeyId())) {
            throw new KeyUnavailableException("a key is wrapped under root key " + wrapped.rootKeyId()
                    + "; this service holds root key " + rootKeyId());
        }
        byte[] bytes = opened.decrypt(wrapped.ciphertext().toByteArray(), associatedData.toByteArray());
        SecretBytes key = SecretBytes.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    private Aead open() {
        Aead opened = aead;
        if (opened == null) {
            throw new IllegalStateException("the key service was closed");
        }
        return opened;
    }

    /** Lets go of the root key; the Java runtime's own copies go with the next garbage collection. */
    @Override
    public void close() {
        aead = null;
    }

    /** The root key's id, not the key. */
    @Override
    public String toString() {
        return "FileKeyService[" + keyId + "]";
    }
}
