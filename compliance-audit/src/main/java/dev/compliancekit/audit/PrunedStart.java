package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MinimumIndex;
import dev.compliancekit.audit.tlog.SignedMinimumIndex;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;

/**
 * Where a pruned log begins: its minimum index, and where every tenant stood there. The heads lie in a file of their
 * own, whose digest the signed minimum index holds, so that no key is needed to check them; without that file nothing
 * above the minimum index can be followed, and the log is neither opened nor intact.
 *
 * @param minimum from where on entries are there
 * @param heads where the next entry of each tenant stands
 */
record PrunedStart(MinimumIndex minimum, Map<TenantId, TenantHead> heads) {

    /** Before the number that says at which index the heads stand. */
    static final String HEADS_PREFIX = TenantHeadsFile.FILE + ".";

    private static final int MAX_HEADS_BYTES = 1 << 30;

    /**
     * Reads it with the log's signature.
     *
     * @return empty if the log was never pruned
     * @throws LogTamperedException if the signature is not valid, or the heads are missing or not the signed ones
     * @throws IOException if a file cannot be read
     */
    static Optional<PrunedStart> read(Path directory, VerifierKey key) throws IOException {
        Optional<SignedMinimumIndex> signed = TileDirectory.of(directory).minimumIndex();
        return signed.isEmpty()
                ? Optional.empty()
                : Optional.of(of(directory, signed.get().verify(key)));
    }

    /** The same for somebody who leaves the signature to {@link dev.compliancekit.audit.tlog.LogVerifier}. */
    static Optional<PrunedStart> readUnverified(Path directory) {
        try {
            Optional<SignedMinimumIndex> signed = TileDirectory.of(directory).minimumIndex();
            return signed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(of(directory, signed.get().unverified()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the heads of the tenants at the minimum index", e);
        }
    }

    private static PrunedStart of(Path directory, MinimumIndex minimum) throws IOException {
        String name = HEADS_PREFIX + minimum.index();
        byte[] file;
        try (InputStream in = new FileInputStream(directory.resolve(name).toFile())) {
            file = in.readNBytes(MAX_HEADS_BYTES);
        } catch (FileNotFoundException e) {
            throw new LogTamperedException(name + " is missing; put it back from any copy of the log", e);
        }
        if (!digest(file).equals(minimum.headsDigest())) {
            throw new LogTamperedException(
                    name + " is not what the log signed at its minimum index; put it back from any copy of the log");
        }
        try {
            return new PrunedStart(minimum, TenantHeadsFile.decode(file).heads());
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException(name + " is malformed: " + e.getMessage(), e);
        }
    }

    static Bytes digest(byte[] file) {
        try {
            return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }
}
