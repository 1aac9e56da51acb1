package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.InclusionProof;
import dev.compliancekit.audit.tlog.LogProof;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.view.EventView;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes the folder of an export: version 1, see {@code docs/formats/log-export.md}. Heap use does not grow with the
 * number of entries. <em>Not thread-safe.</em>
 */
final class ExportFolder {

    static final String ENTRIES = "entries.jsonl";
    static final String PROOF = "export.proof";
    static final String LAST_PROOF = "last.tlog-proof";
    static final String HEADS_ENTRY = "heads.entry";
    static final String HEADS_PROOF = "heads.tlog-proof";
    static final String VKEY = "log.vkey";
    static final String README = "README.txt";

    private final AuditLog log;
    private final ExportRequest request;
    private final Path folder;
    private final TileDirectory tiles;

    ExportFolder(AuditLog log, ExportRequest request, Path folder) {
        this.log = log;
        this.request = request;
        this.folder = folder;
        this.tiles = TileDirectory.of(log.directory());
    }

    AuditExport write(PublishedHeads heads, AuditReceipt receipt) {
        SignedCheckpoint checkpoint = heads.checkpoint();
        LogWriter.Snapshot covered =
                new LogWriter.Snapshot(checkpoint.unverified().treeSize(), List.of());
        LogReader reader = log.entries(covered);
        try {
            createFolder();
            RunCheck run = new RunCheck(request.tenant());
            RunBounds bounds =
                    new RunBounds(request.from().orElse(null), request.until().orElse(null), heads.index());
            Bytes sha256 = reader.reading(() -> writeRun(reader, bounds, run));
            if (!bounds.isEmpty()) {
                writeText(LAST_PROOF, proof(bounds.lastInclusive(), checkpoint));
            }
            writeText(HEADS_PROOF, proof(heads.index(), checkpoint));
            write(HEADS_ENTRY, entry(heads.index()));
            writeText(VKEY, log.vkey() + "\n");
            writeText(README, ExportReadme.of(request, checkpoint.unverified()));
            ExportProof proof =
                    new ExportProof(request.tenant(), request.from(), request.until(), request.format(), heads.path());
            writeText(PROOF, proof.text());
            return new AuditExport(request.tenant(), run.entries(), sha256, checkpoint, receipt);
        } catch (IOException e) {
            throw EntryExport.cannotWrite(e);
        }
    }

    private void createFolder() throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("the folder of the export exists already; accepted is a new one", e);
        }
    }

    /** The entries as they are stored, and what is shown of those within the time. */
    private Bytes writeRun(LogReader reader, RunBounds bounds, RunCheck run) {
        TenantEntries entries = reader.ofTenants();
        entries.walk(request.tenant(), 0, bounds);
        Optional<EventView> view = request.format().view();
        try (OutputStream stored = open(ENTRIES);
                OutputStream shown =
                        view.isPresent() ? open(request.format().file()) : OutputStream.nullOutputStream()) {
            EntryExport export = new EntryExport(stored);
            if (view.isPresent()) {
                shown.write(utf8(view.get().header()));
            }
            if (!bounds.isEmpty()) {
                entries.walk(request.tenant(), bounds.first(), (index, leafHash, entry) -> {
                    if (index > bounds.lastInclusive()) {
                        return false;
                    }
                    Instant recordedAt = run.follow(leafHash, entry).recordedAt();
                    export.writeLine(leafHash, entry);
                    if (view.isPresent() && isWithin(request.from(), request.until(), recordedAt)) {
                        writeTo(shown, view.get().line(reader.viewed(log.vkey().name(), index, leafHash, entry)));
                    }
                    return true;
                });
            }
            return export.finish();
        } catch (IOException e) {
            throw EntryExport.cannotWrite(e);
        }
    }

    static boolean isWithin(Optional<Instant> from, Optional<Instant> until, Instant recordedAt) {
        return from.filter(recordedAt::isBefore).isEmpty()
                && until.filter(end -> !recordedAt.isBefore(end)).isEmpty();
    }

    private static void writeTo(OutputStream out, String line) {
        try {
            out.write(utf8(line));
        } catch (IOException e) {
            throw EntryExport.cannotWrite(e);
        }
    }

    private String proof(long index, SignedCheckpoint checkpoint) {
        InclusionProof inclusion =
                tiles.proveInclusion(index, checkpoint.unverified().treeSize());
        return LogProof.of(inclusion, checkpoint).text();
    }

    private byte[] entry(long index) {
        try {
            int width = (int) (index % Tile.FULL) + 1;
            return tiles.entries(new Tile(0, index / Tile.FULL, width)).get(width - 1);
        } catch (UncheckedIOException e) {
            throw new AuditStoreException("the log cannot be read", e);
        }
    }

    private OutputStream open(String name) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                1 << 16);
    }

    private void writeText(String name, String text) throws IOException {
        write(name, utf8(text));
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content, StandardOpenOption.CREATE_NEW);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
