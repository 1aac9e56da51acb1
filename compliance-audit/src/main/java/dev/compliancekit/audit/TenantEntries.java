package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Reads one tenant's entries of a snapshot in their order: through the index where segments are whole, entry by entry
 * after them. Each entry is compared with its leaf hash, and the numbers of the tenant with each other from segment to
 * segment.
 */
final class TenantEntries {

    private final Path directory;
    private final TenantIndex index;
    private final StoredEntries entries;
    private final long size;

    TenantEntries(Path directory, TenantIndex index, LogWriter.Snapshot snapshot) {
        this.directory = directory;
        this.index = index;
        this.entries = new StoredEntries(TileDirectory.of(directory), snapshot);
        this.size = snapshot.size();
    }

    /** Takes the entries of a tenant. */
    @FunctionalInterface
    interface Walker {

        /** Whether to read an entry that the index tells of; it is passed over if not. */
        default boolean wants(Postings postings, int at) {
            return true;
        }

        /** Takes an entry that was read; says whether to go on. */
        boolean read(long index, Bytes leafHash, byte[] entry);
    }

    /**
     * Walks over a tenant's entries, of a pruned log over those from the minimum index on.
     *
     * @throws IndexMismatchException if the index says what the log does not
     */
    void walk(TenantId tenant, long fromIndex, Walker walker) {
        try {
            long expected = -1;
            long from = Math.max(fromIndex, entries.minimum());
            for (long segment = from / SegmentFile.ENTRIES; segment < TenantIndex.segments(size); segment++) {
                Postings postings = index.postings(segment, tenant, entries);
                if (postings.size() > 0) {
                    if (expected >= 0 && postings.firstSequence() != expected) {
                        throw new IndexMismatchException();
                    }
                    expected = postings.firstSequence() + postings.size();
                }
                if (!walk(tenant, postings, from, walker)) {
                    return;
                }
            }
            walkRest(tenant, Math.max(from, TenantIndex.segments(size) * SegmentFile.ENTRIES), expected, walker);
        } catch (IOException e) {
            throw new UncheckedIOException("the log cannot be read", e);
        }
    }

    private boolean walk(TenantId tenant, Postings postings, long fromIndex, Walker walker) throws IOException {
        try (BundleReads reads = new BundleReads(directory)) {
            for (int at = 0; at < postings.size(); at++) {
                long place = postings.index(at);
                boolean wanted = place >= fromIndex && walker.wants(postings, at);
                if (wanted
                        && !reads.read(place, postings.offset(at), (here, leafHash, entry) -> {
                            requireOf(tenant, entry);
                            return walker.read(here, leafHash, entry);
                        })) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void requireOf(TenantId tenant, byte[] entry) {
        if (!EntryExport.isOf(tenant, entry)) {
            throw new IndexMismatchException();
        }
    }

    /** The ending tells the tenant without parsing the entries of the others. */
    private void walkRest(TenantId tenant, long fromIndex, long expected, Walker walker) {
        long[] next = {expected};
        entries.read(fromIndex, (place, leafHash, entry) -> {
            if (!EntryExport.isOf(tenant, entry)) {
                return true;
            }
            if (next[0] >= 0) {
                if (LogReader.parse(place, entry).place().nextSequence() != next[0]) {
                    throw new IndexMismatchException();
                }
                next[0] = -1; // from here on nothing comes from the index
            }
            return walker.read(place, leafHash, entry);
        });
    }
}
