package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.audit.tlog.VerificationReport.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks the write-ahead files of a log against the checkpoint that they continue. <em>Not thread-safe.</em> */
final class WriteAheadCheck {

    private static final String WHERE = "write-ahead";

    private final Path directory;
    private final Checkpoint checkpoint;
    private final TenantChains chains;
    private final SegmentKeys keys;
    private final WriteAheadFolder folder;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notCovered = new ArrayList<>();
    private long newEntries;

    WriteAheadCheck(Path directory, Checkpoint checkpoint, TenantChains chains, SegmentKeys keys) {
        this.directory = directory;
        this.checkpoint = checkpoint;
        this.chains = chains;
        this.keys = keys;
        try {
            this.folder = WriteAheadFolder.read(directory, keys, true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read write-ahead", e);
        }
    }

    VerificationReport addTo(VerificationReport report) {
        List<WriteAheadScan> uncovered;
        try {
            uncovered = folder.uncovered(checkpoint);
        } catch (LogTamperedException e) {
            find(firstDoubt(), String.valueOf(e.getMessage()));
            return report.plus(0, findings, notCovered);
        }
        checkAll(uncovered);
        return report.plus(newEntries, findings, notCovered);
    }

    /** The first entry that a file out of place puts in doubt. */
    private long firstDoubt() {
        long first = checkpoint.treeSize();
        for (WriteAheadScan scan : folder.scans()) {
            if (scan.tail() == WriteAheadScan.Tail.CORRUPT) {
                return Math.max(0, scan.nextIndex());
            }
            first = Math.min(first, scan.firstIndex());
        }
        return first;
    }

    private void checkAll(List<WriteAheadScan> uncovered) {
        TileWriter tiles = uncovered.size() > 1 ? TileWriter.resume(directory, checkpoint) : new TileWriter();
        for (int i = 0; i < uncovered.size(); i++) {
            WriteAheadScan scan = uncovered.get(i);
            if (i > 0) {
                requireRoot(scan, tiles);
            }
            checkEntries(scan, tiles);
        }
        checkTail(folder.last());
        notCovered.add("batches cut off the end of write-ahead since the checkpoint of size " + checkpoint.treeSize()
                + " are not noticed without a newer saved checkpoint");
    }

    private void requireRoot(WriteAheadScan scan, TileWriter before) {
        try {
            WriteAheadFolder.requireRoot(scan, before.root());
        } catch (LogTamperedException e) {
            find(scan.firstIndex(), String.valueOf(e.getMessage()));
        }
    }

    private void checkEntries(WriteAheadScan scan, TileWriter tiles) {
        for (int i = 0; i < scan.entries().size(); i++) {
            long index = scan.firstIndex() + i;
            byte[] entry = scan.entries().get(i);
            chains.check(index, scan.leafHashes().get(i), entry).ifPresent(problem -> find(index, problem));
            tiles.add(entry, scan.leafHashes().get(i));
        }
        newEntries += scan.entries().size();
        if (scan.hasDamagedKey()) {
            find(scan.nextIndex(), WriteAheadFolder.nameOf(scan) + ": one of its two keys was torn or changed");
        }
    }

    private void checkTail(WriteAheadScan last) {
        String name = WriteAheadFolder.nameOf(last);
        if (last.tail() == WriteAheadScan.Tail.DAMAGED) {
            find(last.nextIndex(), name + ": " + last.problem() + ": the last batch was torn or changed");
        } else if (last.tail() == WriteAheadScan.Tail.INCOMPLETE) {
            notCovered.add(name + " " + last.problem() + ", as a crash leaves it; that batch is not part of the log");
        }
        if (newEntries > 0 && !keys.isThere()) {
            notCovered.add("entries " + checkpoint.treeSize() + " to " + (last.nextIndex() - 1) + " are newer than the "
                    + "checkpoint, and the log's own key was not given: they are covered by checksums only");
        }
        if (last.header().firstKey() == FirstKey.ESCROWED && !keys.isComplete(FirstKey.ESCROWED)) {
            notCovered.add(
                    "the first key of write-ahead is in escrow and was not given: what somebody with the keys of "
                            + "the machine rewrote is not noticed");
        }
    }

    private void find(long firstIndex, String problem) {
        findings.add(new Finding(WHERE, firstIndex, problem));
    }
}
