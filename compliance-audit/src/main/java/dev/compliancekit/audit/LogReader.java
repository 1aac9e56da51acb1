package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.view.EventView;
import dev.compliancekit.audit.view.ViewedEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers queries over a snapshot of a log. */
final class LogReader {

    private final TenantIndex index;
    private final StoredEntries entries;
    private final TenantEntries ofTenants;

    private final EntryForms forms;

    LogReader(Path directory, TenantIndex index, LogWriter.Snapshot snapshot, EntryForms forms) {
        this.index = index;
        this.forms = forms;
        this.entries = new StoredEntries(TileDirectory.of(directory), snapshot);
        this.ofTenants = new TenantEntries(directory, index, snapshot);
    }

    AuditPage find(AuditQuery query) {
        return reading(() -> {
            try {
                return findOnce(query);
            } catch (IndexMismatchException e) {
                index.drop();
                return findOnce(query);
            }
        });
    }

    private AuditPage findOnce(AuditQuery query) {
        List<AuditEntry> found = new ArrayList<>();
        List<AuditQuery> next = new ArrayList<>();
        ofTenants.walk(query.tenant(), query.fromIndex(), matching(query, (place, leafHash, entry) -> {
            if (found.size() == query.limit()) {
                next.add(query.fromIndex(place));
                return false;
            }
            found.add(entry(place, leafHash, entry));
            return true;
        }));
        return next.isEmpty() ? new AuditPage(found, null) : new AuditPage(found, next.get(0));
    }

    /** Passes on what a query wants. */
    private TenantEntries.Walker matching(AuditQuery query, StoredEntries.Reader reader) {
        QueryMarks marks = QueryMarks.of(query, forms);
        return new TenantEntries.Walker() {

            @Override
            public boolean wants(Postings postings, int at) {
                return query.mayMatch(postings, at) && marks.mayMatch(postings, at);
            }

            @Override
            public boolean read(long place, Bytes leafHash, byte[] entry) {
                return !query.matches(entry(place, leafHash, entry).event()) || reader.read(place, leafHash, entry);
            }
        };
    }

    AuditExport export(
            AuditQuery query,
            ExportFormat format,
            SignedCheckpoint checkpoint,
            AuditReceipt receipt,
            OutputStream out) {
        EntryExport export = new EntryExport(out);
        Optional<EventView> view = format.view();
        return reading(() -> {
            view.ifPresent(shown -> export.writeText(shown.header()));
            ofTenants.walk(query.tenant(), query.fromIndex(), matching(query, (place, leafHash, entry) -> {
                boolean covered = place < checkpoint.unverified().treeSize();
                if (covered && view.isPresent()) {
                    export.writeEvent(view.get().line(viewed(receipt.origin(), place, leafHash, entry)));
                } else if (covered) {
                    export.writeLine(place, leafHash, entry);
                }
                return covered;
            }));
            return new AuditExport(query.tenant(), export.lines(), export.finish(), checkpoint, receipt);
        });
    }

    /** One tenant's entries, whoever asks. */
    TenantEntries ofTenants() {
        return ofTenants;
    }

    int refreshIndex() {
        return reading(() -> {
            try {
                return index.refresh(entries);
            } catch (IOException e) {
                throw new UncheckedIOException("the index cannot be read", e);
            }
        });
    }

    void readAll(Consumer<AuditEntry> reader) {
        readAll((place, leafHash, entry) -> {
            reader.accept(entry(place, leafHash, entry));
            return true;
        });
    }

    Optional<AuditEntry> first() {
        List<AuditEntry> found = new ArrayList<>();
        readAll((place, leafHash, entry) -> {
            found.add(entry(place, leafHash, entry));
            return false;
        });
        return found.stream().findFirst();
    }

    private void readAll(StoredEntries.Reader reader) {
        reading(() -> {
            entries.read(0, reader);
            return this;
        });
    }

    /** An entry with whatever of it can be read. */
    AuditEntry entry(long place, Bytes leafHash, byte[] entry) {
        return forms.opener().open(place, leafHash, parse(place, entry));
    }

    ViewedEvent viewed(String origin, long place, Bytes leafHash, byte[] entry) {
        AuditEntry opened = entry(place, leafHash, entry);
        return new ViewedEvent(origin, opened.tenantSequence(), leafHash, opened.recordedAt(), opened.event());
    }

    static StoredEvent parse(long place, byte[] entry) {
        try {
            return EntryForm.read(entry);
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException("entry " + place + " is malformed: " + e.getMessage(), e);
        }
    }

    <T> T reading(Supplier<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            throw new AuditStoreException("the log cannot be read", e);
        } catch (IndexMismatchException e) {
            index.drop();
            throw new AuditStoreException(String.valueOf(e.getMessage()), e);
        }
    }
}
