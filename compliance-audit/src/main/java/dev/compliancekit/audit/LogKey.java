package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.tlog.SigningKey;
import dev.compliancekit.audit.tlog.VerifierKey;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The two secrets of a log's writer, in one file that only its owner can read: the key that signs checkpoints, and the
 * key of the tags in the write-ahead file. Keep the file away from the log and its backups.
 *
 * <p><em>Thread-safe.</em>
 */
public final class LogKey {

    private static final String TAG_PREFIX = "WRITE-AHEAD+KEY+";
    private static final int TAG_KEY_BYTES = 32;
    private static final int MAX_FILE_BYTES = 4096;

    private final SigningKey signingKey;
    private final byte[] tagKey;

    private LogKey(SigningKey signingKey, byte[] tagKey) {
        this.signingKey = signingKey;
        this.tagKey = tagKey.clone();
    }

    /**
     * Makes a new key and its file, in one step: either the whole file is there afterwards, or none.
     *
     * @param file where to; must not exist
     * @param origin the log's name, for example {@code example.com/audit}: 1 to 255 visible ASCII characters without
     *     {@code +}
     * @param random where the secrets come from
     * @return the key
     * @throws IllegalArgumentException if the origin is not accepted
     * @throws AuditStoreException if the file exists or cannot be written
     */
    public static LogKey create(Path file, String origin, SecureRandom random) {
        byte[] tagKey = new byte[TAG_KEY_BYTES];
        random.nextBytes(tagKey);
        LogKey key = new LogKey(SigningKey.generate(origin, random), tagKey);
        try {
            DurableFiles.createSecret(file, key.content().getBytes(StandardCharsets.UTF_8));
            return key;
        } catch (FileAlreadyExistsException e) {
            throw new AuditStoreException("key file exists already; a key is never overwritten", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new AuditStoreException("key file cannot be created", e);
        }
    }

    /**
     * Reads a key file.
     *
     * @param file as {@link #create} wrote it
     * @return the key
     * @throws AuditStoreException if it is missing, cannot be read, is readable by others than its owner, or is not a
     *     key file
     */
    public static LogKey load(Path file) {
        try {
            if (!DurableFiles.isOwnerOnly(file)) {
                throw new AuditStoreException("key file can be used by others than its owner; accepted are the "
                        + "permissions rw------- or less");
            }
            try (InputStream in = new FileInputStream(file.toFile())) {
                return parse(new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AuditStoreException("key file cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new AuditStoreException("key file is malformed: " + e.getMessage(), e);
        }
    }

    private static LogKey parse(String content) {
        String[] lines = content.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty() || !lines[2].startsWith(TAG_PREFIX)) {
            throw new IllegalArgumentException(
                    "accepted are three lines: the public key, the signing key and the write-ahead key");
        }
        LogKey key = new LogKey(
                SigningKey.parse(lines[1], VerifierKey.parse(lines[0])),
                Base64.getDecoder().decode(lines[2].substring(TAG_PREFIX.length())));
        if (key.tagKey.length != TAG_KEY_BYTES || !key.content().equals(content)) {
            throw new IllegalArgumentException("the write-ahead key is not 32 bytes in canonical Base64");
        }
        return key;
    }

    private String content() {
        return vkey() + "\n" + signingKey.secretLine() + "\n" + TAG_PREFIX
                + Base64.getEncoder().encodeToString(tagKey) + "\n";
    }

    /**
     * The public key that others verify the log with; hand it out beside the log.
     *
     * @return the key, whose text is the vkey line
     */
    public VerifierKey vkey() {
        return signingKey.verifierKey();
    }

    /**
     * The log's name.
     *
     * @return the origin
     */
    public String origin() {
        return vkey().name();
    }

    SigningKey signingKey() {
        return signingKey;
    }

    byte[] tagKey() {
        return Arrays.copyOf(tagKey, tagKey.length);
    }

    /** The public half, never a secret. */
    @Override
    public String toString() {
        return "LogKey " + vkey();
    }
}
