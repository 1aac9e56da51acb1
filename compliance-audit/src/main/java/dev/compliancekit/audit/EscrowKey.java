package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The first key of a log's write-ahead files, from which all later ones follow, and which follows from none. Made with
 * the log, see {@link AuditLogBuilder#escrow}; take its file to somebody who verifies the log and has no access to its
 * machine, and leave no copy. With it {@link AuditVerifier} finds what somebody who took the machine, and every key on
 * it, rewrote of the time before.
 *
 * <p><em>Immutable and thread-safe.</em>
 */
public final class EscrowKey {

    private static final String PREFIX = "WRITE-AHEAD+FIRST+KEY+";
    private static final int MAX_FILE_BYTES = 4096;

    private final String origin;
    private final byte[] key;

    private EscrowKey(String origin, byte[] key) {
        this.origin = origin;
        this.key = key.clone();
    }

    /** Makes a key, or reads the one that a crash while the log was created left behind. */
    static EscrowKey createOrLoad(Path file, String origin, SecureRandom random) {
        if (Files.exists(file)) {
            EscrowKey left = load(file);
            if (!left.origin.equals(origin)) {
                throw new AuditStoreException("escrow file is that of another log");
            }
            return left;
        }
        byte[] drawn = new byte[FrameKeys.SIZE];
        random.nextBytes(drawn);
        EscrowKey key = new EscrowKey(origin, drawn);
        try {
            DurableFiles.createSecret(file, key.content().getBytes(StandardCharsets.UTF_8));
            return key;
        } catch (FileAlreadyExistsException e) {
            throw new AuditStoreException("escrow file exists already; a key is never overwritten", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new AuditStoreException("escrow file cannot be created", e);
        }
    }

    /**
     * Reads an escrow file.
     *
     * @param file as the log wrote it
     * @return the key
     * @throws AuditStoreException if it is missing, cannot be read, is readable by others than its owner, or is not an
     *     escrow file
     */
    public static EscrowKey load(Path file) {
        try {
            if (!DurableFiles.isOwnerOnly(file)) {
                throw new AuditStoreException("escrow file can be used by others than its owner; accepted are the "
                        + "permissions rw------- or less");
            }
            try (InputStream in = new FileInputStream(file.toFile())) {
                return parse(new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AuditStoreException("escrow file cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new AuditStoreException("escrow file is malformed: " + e.getMessage(), e);
        }
    }

    private static EscrowKey parse(String content) {
        String[] lines = content.split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty() || !lines[1].startsWith(PREFIX)) {
            throw new IllegalArgumentException("accepted are two lines: the log's name and its first key");
        }
        EscrowKey parsed = new EscrowKey(lines[0], Base64.getDecoder().decode(lines[1].substring(PREFIX.length())));
        if (parsed.key.length != FrameKeys.SIZE || !parsed.content().equals(content)) {
            throw new IllegalArgumentException("the first key is not 32 bytes in canonical Base64");
        }
        return parsed;
    }

    private String content() {
        return origin + "\n" + PREFIX + Base64.getEncoder().encodeToString(key) + "\n";
    }

    /**
     * The name of the log whose key it is.
     *
     * @return the origin
     */
    public String origin() {
        return origin;
    }

    byte[] key() {
        return Arrays.copyOf(key, key.length);
    }

    /** The log, never the secret. */
    @Override
    public String toString() {
        return "EscrowKey of " + origin;
    }
}
