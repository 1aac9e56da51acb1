package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryCheck;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.audit.tlog.VerificationReport.Finding;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the seals of the write-ahead segments that are gone with the log as it is now: each was made of the root
 * that the log had then, under a key that was gone soon after. <em>Not thread-safe.</em>
 */
final class SealsCheck implements EntryCheck, AutoCloseable {

    private final EntryCheck inner;
    private final SegmentKeys keys;
    private final FirstKey firstKey;
    private final SealsFile.Cursor seals;
    private final long count;
    private long number;
    private Optional<SealsFile.Seal> next = Optional.empty();
    private final MerkleTree tree = MerkleTree.empty();
    private final List<Finding> findings = new ArrayList<>();

    private SealsCheck(EntryCheck inner, SegmentKeys keys, FirstKey firstKey, SealsFile.Cursor seals, long count)
            throws IOException {
        this.inner = inner;
        this.keys = keys;
        this.firstKey = firstKey;
        this.seals = seals;
        this.count = count;
        advance();
        while (next.isPresent() && !keys.isComplete(firstKey)) {
            advance();
        }
    }

    /** What is checked beside another check; all seals that are there now must fit. */
    static SealsCheck of(Path directory, EntryCheck inner, SegmentKeys keys) {
        try {
            FirstKey firstKey = firstKey(directory);
            long count = SealsFile.extent(directory).seals();
            return new SealsCheck(inner, keys, firstKey, SealsFile.open(directory), count);
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    private static UncheckedIOException cannotRead(IOException e) {
        return new UncheckedIOException("cannot read " + SealsFile.FILE, e);
    }

    private static FirstKey firstKey(Path directory) throws IOException {
        WriteAheadFolder folder = WriteAheadFolder.read(directory, SegmentKeys.of(null, null), false);
        return folder.scans().stream()
                .flatMap(scan -> scan.readableHeader().stream())
                .filter(header -> !header.isVersion1())
                .map(SegmentHeader::firstKey)
                .findFirst()
                .orElse(FirstKey.DERIVED);
    }

    private void advance() {
        try {
            next = number < count ? seals.next() : Optional.empty();
        } catch (IOException e) {
            throw cannotRead(e);
        }
        if (number < count && next.isEmpty()) {
            find(tree.size(), "the record of segment " + number + " is damaged");
        }
        number++;
    }

    /** Takes the hashes of what was pruned from the tiles; if those are damaged, the walk finds it. */
    void skipTo(long minimumIndex, TileDirectory tiles) {
        try {
            for (long tile = 0; next.isPresent() && tile < minimumIndex / Tile.FULL; tile++) {
                for (Bytes leafHash : tiles.hashes(new Tile(0, tile, Tile.FULL))) {
                    compareAt(tree.size());
                    tree.append(leafHash);
                }
            }
        } catch (LogTamperedException e) {
            next = Optional.empty();
        }
    }

    @Override
    public Optional<String> check(long index, Bytes leafHash, byte[] entry) {
        compareAt(index);
        if (next.isPresent()) {
            tree.append(leafHash);
        }
        return inner.check(index, leafHash, entry);
    }

    private void compareAt(long size) {
        while (next.isPresent() && tree.size() == size && next.get().firstIndex() <= size) {
            SealsFile.Seal found = next.get();
            byte[] seal = keys.seal(number - 1, found.firstIndex(), tree.root(), firstKey);
            if (found.firstIndex() != size || !Bytes.copyOf(seal).equals(found.seal())) {
                find(
                        found.firstIndex(),
                        "the log is not the one that segment " + (number - 1) + " continued: entries before "
                                + found.firstIndex() + " were rewritten, or the seal was");
            }
            advance();
        }
    }

    private void find(long firstIndex, String problem) {
        if (findings.size() < 100) {
            findings.add(new Finding(SealsFile.FILE, Math.max(0, firstIndex), problem));
        }
    }

    /** Once all entries were shown. */
    VerificationReport addTo(VerificationReport report) {
        compareAt(tree.size());
        next.ifPresent(left -> find(
                report.entries(),
                "segment " + (number - 1) + " continued a log of " + left.firstIndex() + " entries: it was cut"));
        return report.plus(0, findings, List.of());
    }

    @Override
    public void close() {
        try {
            seals.close();
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }
}
