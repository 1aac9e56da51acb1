package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.audit.tlog.VerificationReport.Finding;
import dev.compliancekit.core.Bytes;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the write-ahead file of a log against the checkpoint that it continues. <em>Not thread-safe.</em> */
final class WriteAheadCheck {

    private final Path directory;
    private final Checkpoint checkpoint;
    private final TenantChains chains;
    private final boolean withTags;
    private final @Nullable WriteAheadScan scan;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notCovered = new ArrayList<>();
    private long newEntries;

    WriteAheadCheck(Path directory, Checkpoint checkpoint, TenantChains chains, @Nullable LogKey key) {
        this.directory = directory;
        this.checkpoint = checkpoint;
        this.chains = chains;
        this.withTags = key != null;
        this.scan = read(directory, key).orElse(null);
    }

    /** Reads the file; empty if there is none. */
    static Optional<WriteAheadScan> read(Path directory, @Nullable LogKey key) {
        Path path = directory.resolve(WriteAheadForm.FILE);
        try (InputStream in = new FileInputStream(path.toFile())) {
            byte[] content = in.readNBytes(WriteAheadForm.MAX_FILE_BYTES);
            return Optional.of(WriteAheadScan.of(content, key == null ? null : new WriteAheadTags(key)));
        } catch (FileNotFoundException e) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new UncheckedIOException("cannot read write-ahead", e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read write-ahead", e);
        }
    }

    boolean isAheadOfCheckpoint() {
        return scan != null && scan.firstIndex() > checkpoint.treeSize();
    }

    VerificationReport addTo(VerificationReport report) {
        if (scan == null) {
            find(checkpoint.treeSize(), "it is missing");
        } else if (scan.tail() == WriteAheadScan.Tail.CORRUPT) {
            find(Math.max(0, scan.nextIndex()), scan.problem());
        } else {
            check(scan);
        }
        return report.plus(newEntries, findings, notCovered);
    }

    private void check(WriteAheadScan read) {
        try {
            requireContinues(directory, checkpoint, read);
        } catch (LogTamperedException e) {
            find(Math.min(read.firstIndex(), checkpoint.treeSize()), String.valueOf(e.getMessage()));
            return;
        }
        if (read.firstIndex() == checkpoint.treeSize()) {
            checkNew(read);
        }
    }

    /** Refuses a file that does not belong right behind the checkpoint, or right before it. */
    static void requireContinues(Path directory, Checkpoint checkpoint, WriteAheadScan read) {
        long size = checkpoint.treeSize();
        if (read.firstIndex() > size) {
            throw new LogTamperedException(
                    "it continues size " + read.firstIndex() + ", the checkpoint is of size " + size);
        }
        if (read.firstIndex() < size) {
            requireCovered(TileDirectory.of(directory), checkpoint, read);
        } else if (!read.root().equals(checkpoint.rootHash())) {
            throw new LogTamperedException(
                    "it continues the root " + read.root() + ", the checkpoint says " + checkpoint.rootHash());
        }
    }

    /** A crash between a checkpoint and the next write-ahead file leaves a file whose entries are all covered. */
    private static void requireCovered(TileDirectory tiles, Checkpoint checkpoint, WriteAheadScan read) {
        long first = read.firstIndex();
        long size = checkpoint.treeSize();
        if (read.nextIndex() != size || read.tail() != WriteAheadScan.Tail.CLEAN) {
            throw new LogTamperedException(
                    "it holds entries up to " + read.nextIndex() + ", the checkpoint covers " + size);
        }
        tiles.proveConsistency(first, size).verify(new Checkpoint(checkpoint.origin(), first, read.root()), checkpoint);
        for (long index = first; index < size; index++) {
            int width = (int) Math.min(Tile.FULL, size - index / Tile.FULL * Tile.FULL);
            Bytes stored = tiles.hashes(new Tile(0, index / Tile.FULL, width)).get((int) (index % Tile.FULL));
            Bytes found = MerkleTree.leafHash(read.entries().get((int) (index - first)));
            if (!found.equals(stored)) {
                throw new LogTamperedException(
                        "entry " + index + " has the leaf hash " + found + ", its tile says " + stored);
            }
        }
    }

    private void checkNew(WriteAheadScan read) {
        List<byte[]> entries = read.entries();
        for (int i = 0; i < entries.size(); i++) {
            long index = read.firstIndex() + i;
            chains.check(index, MerkleTree.leafHash(entries.get(i)), entries.get(i))
                    .ifPresent(problem -> find(index, problem));
        }
        newEntries = entries.size();
        if (read.tail() == WriteAheadScan.Tail.DAMAGED) {
            find(read.nextIndex(), read.problem() + ": the last batch was torn or changed");
        } else if (read.tail() == WriteAheadScan.Tail.INCOMPLETE) {
            notCovered.add(
                    "write-ahead " + read.problem() + ", as a crash leaves it; that batch is not part of the log");
        }
        if (newEntries > 0 && !withTags) {
            notCovered.add("entries " + read.firstIndex() + " to " + (read.nextIndex() - 1) + " are newer than the "
                    + "checkpoint, and the log's own key was not given: they are covered by checksums only");
        }
        notCovered.add("batches cut off the end of write-ahead since the checkpoint of size " + checkpoint.treeSize()
                + " are not noticed without a newer saved checkpoint");
    }

    private void find(long firstIndex, String problem) {
        findings.add(new Finding(WriteAheadForm.FILE, firstIndex, problem));
    }
}
