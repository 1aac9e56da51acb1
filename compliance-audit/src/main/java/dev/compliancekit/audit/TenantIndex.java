package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.internal.Folders;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where each tenant's entries stand, in side files below the log's directory, a file for each 65,536 entries. They are
 * made from the log when they are missed, and never trusted: whatever they say is compared with the log when it is
 * read. <em>Thread-safe.</em>
 */
final class TenantIndex {

    static final String FOLDER = "index";

    private static final int TREE_LEVEL = 2;

    private final Path directory;
    private final LogKey key;

    TenantIndex(Path directory, LogKey key) {
        this.directory = directory;
        this.key = key;
    }

    /** How many segments a log of a size has whole. */
    static long segments(long size) {
        return size / SegmentFile.ENTRIES;
    }

    /** Where a tenant's entries of a whole segment stand; made from the log where that is not known yet. */
    Postings postings(long segment, TenantId tenant, StoredEntries entries) throws IOException {
        SegmentFile file = file(segment, entries.snapshot().size());
        Optional<Postings> known = read(file, tenant);
        return known.isPresent() ? known.get() : build(segment, file, tenant, entries);
    }

    /** Makes what is missing, so that no reader has to wait for it; answers with how many segments it made. */
    int refresh(StoredEntries entries) throws IOException {
        int made = 0;
        TenantId anybody = new TenantId("operator");
        for (long segment = 0; segment < segments(entries.snapshot().size()); segment++) {
            SegmentFile file = file(segment, entries.snapshot().size());
            if (read(file, anybody).isEmpty()) {
                build(segment, file, anybody, entries);
                made++;
            }
        }
        return made;
    }

    private static Optional<Postings> read(SegmentFile file, TenantId tenant) throws IOException {
        try {
            return file.read(tenant);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private synchronized Postings build(long segment, SegmentFile file, TenantId tenant, StoredEntries entries)
            throws IOException {
        Optional<Postings> madeMeanwhile = read(file, tenant);
        if (madeMeanwhile.isPresent()) {
            return madeMeanwhile.get();
        }
        Map<TenantId, Postings> postings = scan(segment, entries);
        byte[] bytes = file.toBytes(postings);
        try {
            DurableFiles.createDirectories(directory.resolve(FOLDER));
            DurableFiles.replace(path(segment), bytes);
        } catch (IOException e) {
            // a disk that is full or read-only costs time, no answer
        }
        return postings.getOrDefault(tenant, new Postings(segment * SegmentFile.ENTRIES));
    }

    private static Map<TenantId, Postings> scan(long segment, StoredEntries entries) {
        long first = segment * SegmentFile.ENTRIES;
        Map<TenantId, Postings> postings = new HashMap<>();
        int[] offset = new int[1];
        entries.read(first, (index, leafHash, entry) -> {
            if (index >= first + SegmentFile.ENTRIES) {
                return false; // all of the segment was pruned
            }
            if (index % Tile.FULL == 0) {
                offset[0] = 0;
            }
            StoredEvent stored = read(index, entry);
            postings.computeIfAbsent(stored.event().tenant(), tenant -> new Postings(first))
                    .add(index, offset[0], stored);
            offset[0] += 2 + entry.length;
            return index + 1 < first + SegmentFile.ENTRIES;
        });
        return postings;
    }

    private static StoredEvent read(long index, byte[] entry) {
        try {
            return EntryForm.read(entry);
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException("entry " + index + " is malformed: " + e.getMessage(), e);
        }
    }

    private SegmentFile file(long segment, long size) {
        int width = (int) Math.min(Tile.FULL, segments(size) - segment / Tile.FULL * Tile.FULL);
        Bytes root = TileDirectory.of(directory)
                .hashes(new Tile(TREE_LEVEL, segment / Tile.FULL, width))
                .get((int) (segment % Tile.FULL));
        return new SegmentFile(path(segment), key, segment * SegmentFile.ENTRIES, root);
    }

    private Path path(long segment) {
        return directory.resolve(FOLDER).resolve(Long.toString(segment));
    }

    /** Forgets everything, since something in it did not fit the log. */
    synchronized void drop() {
        try {
            for (Path file : Folders.list(directory.resolve(FOLDER))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index cannot be deleted", e);
        }
    }
}
