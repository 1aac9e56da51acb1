package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers queries over a snapshot of a log. */
final class LogReader {

    private final StoredEntries entries;
    private final EntryOpener opener;

    LogReader(TileDirectory tiles, LogWriter.Snapshot snapshot, EntryOpener opener) {
        this.entries = new StoredEntries(tiles, snapshot);
        this.opener = opener;
    }

    AuditPage find(AuditQuery query) {
        List<AuditEntry> found = new ArrayList<>();
        List<AuditQuery> next = new ArrayList<>();
        read(query.fromIndex(), (index, leafHash, entry) -> {
            if (isWanted(query, index, leafHash, entry)) {
                if (found.size() == query.limit()) {
                    next.add(query.fromIndex(index));
                    return false;
                }
                found.add(entry(index, leafHash, entry));
            }
            return true;
        });
        return next.isEmpty() ? new AuditPage(found, null) : new AuditPage(found, next.get(0));
    }

    AuditExport export(AuditQuery query, SignedCheckpoint checkpoint, AuditReceipt receipt, OutputStream out) {
        EntryExport export = new EntryExport(out);
        try {
            read(query.fromIndex(), (index, leafHash, entry) -> {
                boolean covered = index < checkpoint.unverified().treeSize();
                if (covered && isWanted(query, index, leafHash, entry)) {
                    writeLine(export, index, leafHash, entry);
                }
                return covered;
            });
            return new AuditExport(query.tenant(), export.lines(), export.finish(), checkpoint, receipt);
        } catch (IOException e) {
            throw new AuditStoreException("the export cannot be written", e);
        }
    }

    private static void writeLine(EntryExport export, long index, Bytes leafHash, byte[] entry) {
        try {
            export.writeLine(index, leafHash, entry);
        } catch (IOException e) {
            throw new AuditStoreException("the export cannot be written", e);
        }
    }

    void readAll(Consumer<AuditEntry> reader) {
        read(0, (index, leafHash, entry) -> {
            reader.accept(entry(index, leafHash, entry));
            return true;
        });
    }

    Optional<AuditEntry> first() {
        List<AuditEntry> found = new ArrayList<>();
        read(0, (index, leafHash, entry) -> {
            found.add(entry(index, leafHash, entry));
            return false;
        });
        return found.stream().findFirst();
    }

    /** The version of the last entry, 0 if there is none. */
    int lastVersion() {
        int[] version = {0};
        long last = entries.size() - 1;
        if (last >= 0) {
            read(last, (index, leafHash, entry) -> {
                version[0] = parse(index, entry).version();
                return true;
            });
        }
        return version[0];
    }

    /** The ending tells the tenant without parsing the entries of the others. */
    private boolean isWanted(AuditQuery query, long index, Bytes leafHash, byte[] entry) {
        return EntryExport.isOf(query.tenant(), entry)
                && query.matches(entry(index, leafHash, entry).event());
    }

    private AuditEntry entry(long index, Bytes leafHash, byte[] entry) {
        return opener.open(index, leafHash, parse(index, entry));
    }

    private static StoredEvent parse(long index, byte[] entry) {
        try {
            return EntryForm.read(entry);
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException("entry " + index + " is malformed: " + e.getMessage(), e);
        }
    }

    private void read(long fromIndex, StoredEntries.Reader reader) {
        try {
            entries.read(fromIndex, reader);
        } catch (UncheckedIOException e) {
            throw new AuditStoreException("the log cannot be read", e);
        }
    }
}
