package dev.compliancekit.audit;

import dev.compliancekit.audit.heads.Head;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.LogProof;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.view.EventView;
import dev.compliancekit.audit.view.ViewedEvent;
import dev.compliancekit.core.Bytes;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the folder of an export anywhere, from the log's public key alone: that its entries are in the log,
 * unaltered, and that none of the tenant's entries of that time was withheld. Heap use does not grow with the number of
 * entries.
 *
 * <p>That the log's own entry about the tenants' heads is true is for whoever has the whole log: {@link AuditVerifier}
 * checks each of them. <em>Immutable and thread-safe.</em>
 */
public final class ExportVerifier {

    private final VerifierKey key;
    private final @Nullable SignedCheckpoint earlier;

    private ExportVerifier(VerifierKey key, @Nullable SignedCheckpoint earlier) {
        this.key = key;
        this.earlier = earlier;
    }

    /**
     * A verifier for anybody who has the log's public key.
     *
     * @param vkey the log's key, from somewhere else than the export
     * @return the verifier
     */
    public static ExportVerifier of(VerifierKey vkey) {
        return new ExportVerifier(Objects.requireNonNull(vkey, "vkey"), null);
    }

    /**
     * The same, with a checkpoint that was saved before: an export that is older, or of another log of the same size,
     * is refused.
     *
     * @param saved a checkpoint of this log
     * @return the changed copy
     */
    public ExportVerifier withSaved(SignedCheckpoint saved) {
        return new ExportVerifier(key, Objects.requireNonNull(saved, "saved"));
    }

    /**
     * Verifies an export.
     *
     * @param folder what {@link AuditReader#exportTo} wrote
     * @return what it shows
     * @throws LogTamperedException if it does not show that, with the first reason
     * @throws UncheckedIOException if a file exists and cannot be read
     */
    public ExportReport verify(Path folder) {
        try {
            return verifyFiles(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the export cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException("the export is malformed: " + e.getMessage(), e);
        }
    }

    private ExportReport verifyFiles(Path folder) throws IOException {
        ExportProof proof = ExportProof.parse(text(folder, ExportFolder.PROOF, ExportProof.MAX_CHARACTERS));
        LogProof headsProof = LogProof.parse(text(folder, ExportFolder.HEADS_PROOF, LogProof.MAX_BYTES));
        byte[] headsEntry = bytes(folder, ExportFolder.HEADS_ENTRY, EntryBundle.MAX_ENTRY_BYTES);
        Checkpoint checkpoint = headsProof.verify(MerkleTree.leafHash(headsEntry), key);
        requireNotOlder(checkpoint);
        long headsIndex = headsProof.inclusion().index();
        if (headsIndex != checkpoint.treeSize() - 1) {
            throw new LogTamperedException("the entry about the tenants' heads is number " + headsIndex
                    + " of a log of " + checkpoint.treeSize() + "; accepted is the last, so that nothing follows it");
        }
        StoredEvent heads = LogReader.parse(headsIndex, headsEntry);
        if (!HeadsEvents.isOne(heads.event())) {
            throw new LogTamperedException("heads.entry is no entry about the tenants' heads");
        }
        Optional<Head> head = proof.path().verify(proof.tenant(), HeadsEvents.root(heads.event()));
        RunCheck run = readRun(folder, proof);
        if (run.entries() > 0) {
            requireLast(folder, run, headsProof);
        }
        requireComplete(proof, head, run);
        long tenantEntries = head.map(Head::entries).orElse(0L);
        return new ExportReport(proof, tenantEntries, run, checkpoint, heads.recordedAt(), notCovered(proof, run));
    }

    private void requireNotOlder(Checkpoint checkpoint) {
        if (earlier == null) {
            return;
        }
        Checkpoint saved = earlier.verify(key);
        if (saved.treeSize() > checkpoint.treeSize()) {
            throw new LogTamperedException("the export is of the log at size " + checkpoint.treeSize()
                    + ", which is older than the saved checkpoint of size " + saved.treeSize());
        }
        if (saved.treeSize() == checkpoint.treeSize() && !saved.equals(checkpoint)) {
            throw new LogTamperedException(
                    "the export is of another log of the same size than the saved checkpoint: the log was forked");
        }
    }

    /** Reads entries.jsonl, and what is shown of it. */
    private RunCheck readRun(Path folder, ExportProof proof) throws IOException {
        RunCheck run = new RunCheck(proof.tenant());
        Optional<EventView> view = proof.format().view();
        try (ExportedLines stored = new ExportedLines(folder, ExportFolder.ENTRIES);
                ExportedLines shown = new ExportedLines(folder, proof.format().file())) {
            if (view.isPresent() && !view.get().header().isEmpty()) {
                requireShown(shown, view.get().header());
            }
            for (Optional<byte[]> line = stored.next(); line.isPresent(); line = stored.next()) {
                byte[] entry = ExportLines.readEntry(Arrays.copyOf(line.get(), line.get().length - 1));
                Bytes leafHash = MerkleTree.leafHash(entry);
                StoredEvent event = run.follow(leafHash, entry);
                if (view.isPresent() && ExportFolder.isWithin(proof.from(), proof.until(), event.recordedAt())) {
                    requireShown(shown, view.get(), leafHash, event);
                }
            }
            if (view.isPresent() && shown.next().isPresent()) {
                throw new LogTamperedException(proof.format().file() + " shows more than the stored entries");
            }
        }
        return run;
    }

    /** Of an entry with sealed parts only whoever has the keys knows what is shown. */
    private void requireShown(ExportedLines shown, EventView view, Bytes leafHash, StoredEvent stored)
            throws IOException {
        if (stored.version() == EntryForm.SEALED) {
            if (shown.next().isEmpty()) {
                throw new LogTamperedException("fewer events are shown than are stored");
            }
            return;
        }
        requireShown(
                shown,
                view.line(new ViewedEvent(
                        key.name(), stored.place().nextSequence(), leafHash, stored.recordedAt(), stored.event())));
    }

    private static void requireShown(ExportedLines shown, String expected) throws IOException {
        Optional<byte[]> line = shown.next();
        if (line.isEmpty() || !Arrays.equals(line.get(), expected.getBytes(StandardCharsets.UTF_8))) {
            throw new LogTamperedException(
                    "line " + Math.max(1, shown.line()) + " of what is shown differs from the stored entry");
        }
    }

    private void requireLast(Path folder, RunCheck run, LogProof heads) throws IOException {
        LogProof last = LogProof.parse(text(folder, ExportFolder.LAST_PROOF, LogProof.MAX_BYTES));
        if (!last.checkpoint().equals(heads.checkpoint())) {
            throw new LogTamperedException("the two proofs of the export are under different checkpoints");
        }
        last.verify(run.next().lastLeaf(), key);
    }

    private static void requireComplete(ExportProof proof, Optional<Head> head, RunCheck run) {
        if (head.isEmpty() != (run.entries() == 0)) {
            throw new LogTamperedException(
                    head.isEmpty()
                            ? "the log says that the tenant has no entry, the export holds some"
                            : "the log says that the tenant has " + head.get().entries()
                                    + " entries, the export holds none");
        }
        if (head.isEmpty()) {
            return;
        }
        boolean fromStart = run.firstSequence() == 0;
        boolean beginsBefore =
                proof.from().filter(run.firstRecordedAt()::isBefore).isPresent();
        if (!fromStart && !beginsBefore) {
            throw new LogTamperedException("the export begins with number " + run.firstSequence()
                    + " of the tenant's entries, and nothing shows that those before are not of its time");
        }
        Head last = head.get();
        boolean toEnd = run.next().nextSequence() == last.entries();
        if (run.next().nextSequence() > last.entries()
                || (toEnd && !run.next().lastLeaf().equals(last.lastLeaf()))) {
            throw new LogTamperedException("the export ends with another entry than the log says the tenant has last");
        }
        boolean endsAfter =
                proof.until().filter(end -> !run.lastRecordedAt().isBefore(end)).isPresent();
        if (!toEnd && !endsAfter) {
            throw new LogTamperedException("the export ends after " + run.next().nextSequence() + " of the tenant's "
                    + last.entries() + " entries, and nothing shows that those after are not of its time");
        }
    }

    private static List<String> notCovered(ExportProof proof, RunCheck run) {
        List<String> gaps = new ArrayList<>();
        gaps.add(
                "whether the log's entry about the tenants' heads is true: a verification of the whole log shows that");
        if (proof.from().isPresent() || proof.until().isPresent()) {
            gaps.add("entries outside the exported ones, if the log's clock was set back: their times are not seen");
        }
        if (run.hasSealed() && proof.format().view().isPresent()) {
            gaps.add("what is shown of entries with sealed parts: that takes their keys");
        }
        if (run.wentBack()) {
            gaps.add("the order of times: the log's clock was set back within the exported entries");
        }
        return gaps;
    }

    private static String text(Path folder, String name, int maxBytes) throws IOException {
        return new String(bytes(folder, name, maxBytes), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path folder, String name, int maxBytes) throws IOException {
        try (InputStream in = new FileInputStream(folder.resolve(name).toFile())) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new LogTamperedException(name + " is longer than " + maxBytes + " bytes");
            }
            return bytes;
        } catch (FileNotFoundException e) {
            throw new LogTamperedException(name + " is missing", e);
        }
    }
}
