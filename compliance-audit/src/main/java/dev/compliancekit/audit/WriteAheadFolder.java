package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.internal.Folders;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * All write-ahead files of a log, as they were read: segments without a gap, from the first that no checkpoint has
 * removed to the one that is written.
 *
 * @param directory the log's directory
 * @param scans the files in the order of their numbers
 * @param seals what stays of the segments before them
 */
record WriteAheadFolder(Path directory, List<WriteAheadScan> scans, SealsFile.Extent seals) {

    private static final String NAME = "write-ahead";
    private static final int MAX_DIGITS = 18;
    private static final int TRIES = 5;

    /** The file of a segment. */
    static String name(long number) {
        return number == SegmentHeader.VERSION_1 ? NAME : NAME + "." + number;
    }

    /** Reads them; again if a writer removes some meanwhile, or is overwriting a key. */
    static WriteAheadFolder read(Path directory, SegmentKeys keys, boolean checkAll) throws IOException {
        WriteAheadFolder folder = tryToRead(directory, keys, checkAll);
        for (int tries = 1; tries < TRIES && !folder.isSettled(); tries++) {
            folder = tryToRead(directory, keys, checkAll);
        }
        return folder;
    }

    private boolean isSettled() throws IOException {
        return scans.stream().noneMatch(scan -> scan.hasDamagedKey() || scan.tail() == WriteAheadScan.Tail.CORRUPT)
                && numbers(directory).size() == scans.size()
                && seals.equals(SealsFile.extent(directory));
    }

    private static WriteAheadFolder tryToRead(Path directory, SegmentKeys keys, boolean checkAll) throws IOException {
        List<WriteAheadScan> scans = new ArrayList<>();
        for (long number : numbers(directory)) {
            Path path = directory.resolve(name(number));
            try (InputStream in = new FileInputStream(path.toFile())) {
                byte[] content = in.readNBytes(WriteAheadForm.MAX_FILE_BYTES);
                scans.add(checkAll ? WriteAheadScan.checkingAll(content, keys) : WriteAheadScan.of(content, keys));
            } catch (FileNotFoundException e) {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
        }
        return new WriteAheadFolder(directory, List.copyOf(scans), SealsFile.extent(directory));
    }

    private static TreeSet<Long> numbers(Path directory) throws IOException {
        TreeSet<Long> numbers = new TreeSet<>();
        for (Path file : Folders.list(directory)) {
            String name = String.valueOf(file.getFileName());
            if (name.equals(NAME)) {
                numbers.add(SegmentHeader.VERSION_1);
            } else if (name.matches("write-ahead\\.(0|[1-9][0-9]{0," + (MAX_DIGITS - 1) + "})")) {
                numbers.add(Long.valueOf(name.substring(NAME.length() + 1)));
            }
        }
        return numbers;
    }

    /** Nothing was ever written: a crash came while the log was created. */
    boolean isUnstarted() {
        return scans.isEmpty()
                || (scans.size() == 1 && last().tail() == WriteAheadScan.Tail.CLEAN && last().nextIndex() == 0);
    }

    /** The file that is written. */
    WriteAheadScan last() {
        return scans.get(scans.size() - 1);
    }

    /**
     * The files with entries that the checkpoint does not cover, the one that is written among them, unless it is of
     * version 1 and all covered.
     *
     * @throws LogTamperedException naming the file, if the files do not belong together, or not to the checkpoint
     */
    List<WriteAheadScan> uncovered(Checkpoint checkpoint) {
        if (scans.isEmpty()) {
            throw new LogTamperedException("write-ahead: it is missing");
        }
        requireSequence();
        List<WriteAheadScan> uncovered = new ArrayList<>();
        for (WriteAheadScan scan : scans) {
            if (scan.firstIndex() < checkpoint.treeSize()) {
                requireCovered(checkpoint, scan);
            } else {
                require(scan, !scan.isWiped(), "its keys were overwritten, though no checkpoint covers it");
                uncovered.add(scan);
            }
        }
        if (!uncovered.isEmpty()) {
            requireContinues(checkpoint, uncovered.get(0));
        }
        return uncovered;
    }

    private void requireSequence() {
        scans.forEach(scan -> require(scan, scan.tail() != WriteAheadScan.Tail.CORRUPT, scan.problem()));
        long expected = scans.get(0).header().number();
        for (int i = 0; i < scans.size(); i++) {
            WriteAheadScan scan = scans.get(i);
            require(
                    scan,
                    scan.header().number() == expected,
                    "its header is that of another segment, or one is missing");
            require(
                    scan,
                    i == scans.size() - 1 || scan.tail() == WriteAheadScan.Tail.CLEAN,
                    scan.problem() + ", and another segment follows");
            require(
                    scan,
                    i == 0 || scan.firstIndex() == scans.get(i - 1).nextIndex(),
                    "it continues size " + scan.firstIndex() + ", and the file before it ends elsewhere");
            expected++;
        }
        requireSeals();
    }

    /** All segments before the first one have left their seal; that one may have, if it was about to go. */
    private void requireSeals() {
        WriteAheadScan first = scans.get(0);
        long gone = Math.max(0, first.header().number());
        boolean fits = seals.seals() == gone
                || (seals.seals() == gone + 1
                        && scans.size() > 1
                        && !first.header().isVersion1());
        require(
                first,
                fits && (seals.isWhole() || seals.seals() == gone),
                "segments before it left " + seals.seals() + " seals in " + SealsFile.FILE + ", and it is number "
                        + gone);
    }

    private void requireContinues(Checkpoint checkpoint, WriteAheadScan scan) {
        require(
                scan,
                scan.firstIndex() == checkpoint.treeSize(),
                "it continues size " + scan.firstIndex() + ", the checkpoint is of size " + checkpoint.treeSize());
        require(
                scan,
                scan.header().root().equals(checkpoint.rootHash()),
                "it continues the root " + scan.header().root() + ", the checkpoint says " + checkpoint.rootHash());
    }

    /** A crash after a checkpoint leaves files whose entries are all covered. */
    private void requireCovered(Checkpoint checkpoint, WriteAheadScan scan) {
        long first = scan.firstIndex();
        long size = checkpoint.treeSize();
        require(
                scan,
                scan.nextIndex() <= size
                        && scan.tail() == WriteAheadScan.Tail.CLEAN
                        && (scan != last() || (scan.header().isVersion1() && scan.nextIndex() == size)),
                "it holds entries up to " + scan.nextIndex() + ", the checkpoint covers " + size);
        TileDirectory tiles = TileDirectory.of(directory);
        tiles.proveConsistency(first, size)
                .verify(new Checkpoint(checkpoint.origin(), first, scan.header().root()), checkpoint);
        for (long index = first; index < scan.nextIndex(); index++) {
            int width = (int) Math.min(Tile.FULL, size - index / Tile.FULL * Tile.FULL);
            Bytes stored = tiles.hashes(new Tile(0, index / Tile.FULL, width)).get((int) (index % Tile.FULL));
            Bytes found = scan.leafHashes().get((int) (index - first));
            require(
                    scan,
                    found.equals(stored),
                    "entry " + index + " has the leaf hash " + found + ", its tile says " + stored);
        }
    }

    static void requireRoot(WriteAheadScan scan, Bytes root) {
        require(
                scan,
                scan.header().root().equals(root),
                "it continues the root " + scan.header().root() + ", the entries before it have " + root);
    }

    private static void require(WriteAheadScan scan, boolean holds, String problem) {
        if (!holds) {
            throw new LogTamperedException(nameOf(scan) + ": " + problem);
        }
    }

    /** Removes the files that the checkpoint covers. */
    void removeCovered(List<WriteAheadScan> uncovered) throws IOException {
        DurableFiles.syncDirectory(directory); // the checkpoint, before what it covers
        ClosedSegment.removeAll(
                directory,
                scans.stream()
                        .filter(scan -> !uncovered.contains(scan))
                        .map(scan -> ClosedSegment.of(scan.header()))
                        .toList());
    }

    static String nameOf(WriteAheadScan scan) {
        return scan.readableHeader().map(header -> name(header.number())).orElse(NAME);
    }
}
