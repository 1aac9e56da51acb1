package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.internal.FolderLock;
import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessAnswer.Refusal;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.ConsistencyProof;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignatureLine;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessSigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A witness that remembers in a folder: one file a log with the last checkpoint that it cosigned, on disk before the
 * cosignature leaves. One process at a time has the folder open.
 *
 * <p>A folder that is set back to an older backup makes the witness forget: it then cosigns what is consistent with the
 * older state. After a write that failed, it answers no more until it is opened again.
 *
 * <p><em>Thread-safe.</em>
 */
public final class FileWitness implements Witness, AutoCloseable {

    private final List<WitnessSigningKey> keys;
    private final Map<String, VerifierKey> logs;
    private final InstantSource clock;
    private final FolderLock folder;
    private final CosignedFiles files;
    private final Object lock = new Object();
    private boolean poisoned;
    private boolean closed;

    private FileWitness(Builder builder, FolderLock folder) {
        this.keys = List.copyOf(builder.keys);
        this.logs = Map.copyOf(builder.logs);
        this.clock = builder.clock;
        this.folder = folder;
        this.files = new CosignedFiles(builder.directory);
    }

    /**
     * A witness with a key.
     *
     * @param directory where it remembers; made if it is not there
     * @param key signs its cosignatures
     * @param clock the time in its cosignatures
     * @return the builder
     */
    public static Builder builder(Path directory, WitnessSigningKey key, InstantSource clock) {
        return new Builder(directory, key, clock);
    }

    /** Settings of a witness. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final Path directory;
        private final InstantSource clock;
        private final List<WitnessSigningKey> keys = new ArrayList<>();
        private final Map<String, VerifierKey> logs = new LinkedHashMap<>();

        private Builder(Path directory, WitnessSigningKey key, InstantSource clock) {
            this.directory = directory;
            this.clock = clock;
            keys.add(key);
        }

        /**
         * A further key, with which it cosigns too.
         *
         * @param key for example of another type
         * @return this builder
         */
        public Builder key(WitnessSigningKey key) {
            keys.add(key);
            return this;
        }

        /**
         * A log that it watches.
         *
         * @param log the log's public key
         * @return this builder
         * @throws IllegalArgumentException if another key was given for this log
         */
        public Builder log(VerifierKey log) {
            VerifierKey before = logs.put(log.name(), log);
            if (before != null && !before.equals(log)) {
                throw new IllegalArgumentException("two keys were given for one log; accepted is one");
            }
            return this;
        }

        /**
         * Opens the witness.
         *
         * @return the witness, which holds its folder until it is closed
         * @throws IllegalStateException if the folder is open already, here or in another process
         * @throws WitnessUnavailableException if the folder cannot be used, or what it remembers of a log is damaged
         */
        public FileWitness open() {
            try {
                DurableFiles.createDirectories(directory);
                FolderLock folder = FolderLock.acquire(directory)
                        .orElseThrow(() -> new IllegalStateException(
                                "the witness's directory is open already; a witness has one process at a time"));
                FileWitness witness = new FileWitness(this, folder);
                boolean opened = false;
                try {
                    for (VerifierKey log : logs.values()) {
                        witness.files.last(log);
                    }
                    opened = true;
                } finally {
                    if (!opened) {
                        folder.close();
                    }
                }
                return witness;
            } catch (IOException e) {
                throw new WitnessUnavailableException("folder of the witness cannot be used", e);
            }
        }
    }

    @Override
    public WitnessAnswer addCheckpoint(AddCheckpoint request) {
        String origin = request.checkpoint().unverified().origin();
        VerifierKey log = logs.get(origin);
        if (log == null) {
            return new WitnessAnswer.Refused(Refusal.UNKNOWN_LOG);
        }
        Checkpoint next;
        try {
            next = request.checkpoint().verify(log);
        } catch (LogTamperedException e) {
            return new WitnessAnswer.Refused(Refusal.UNTRUSTED_SIGNATURE);
        }
        if (request.oldSize() > next.treeSize()) {
            return new WitnessAnswer.Refused(Refusal.MALFORMED);
        }
        synchronized (lock) {
            return addUnderLock(request, next, log);
        }
    }

    private WitnessAnswer addUnderLock(AddCheckpoint request, Checkpoint next, VerifierKey log) {
        if (closed || poisoned) {
            throw new WitnessUnavailableException(
                    closed ? "witness is closed" : "a write of the witness failed; open it again");
        }
        Checkpoint last = files.last(log)
                .orElseGet(() ->
                        new Checkpoint(next.origin(), 0, MerkleTree.empty().root()));
        if (request.oldSize() != last.treeSize()) {
            return new WitnessAnswer.OtherSize(last.treeSize());
        }
        if (next.treeSize() == last.treeSize() && !next.rootHash().equals(last.rootHash())) {
            return new WitnessAnswer.Refused(Refusal.FORK);
        }
        try {
            new ConsistencyProof(last.treeSize(), next.treeSize(), request.hashes()).verify(last, next);
        } catch (LogTamperedException e) {
            return new WitnessAnswer.Refused(Refusal.BAD_PROOF);
        }
        remember(
                request.checkpoint(),
                last.treeSize() < next.treeSize() || files.last(log).isEmpty(),
                log);
        Instant now = clock.instant();
        List<SignatureLine> lines =
                keys.stream().map(key -> key.cosign(next, now)).toList();
        return new WitnessAnswer.Cosigned(lines);
    }

    private void remember(SignedCheckpoint next, boolean isNew, VerifierKey log) {
        if (!isNew) {
            return;
        }
        poisoned = true;
        try {
            files.replace(log, next);
        } catch (IOException e) {
            throw new WitnessUnavailableException("witness cannot remember the checkpoint; open it again", e);
        }
        poisoned = false;
    }

    /** Lets go of the folder. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            try {
                folder.close();
            } catch (IOException e) {
                throw new WitnessUnavailableException("folder of the witness cannot be let go of", e);
            }
        }
    }
}
