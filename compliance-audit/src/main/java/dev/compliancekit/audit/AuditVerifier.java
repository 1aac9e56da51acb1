package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryCheck;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.LogVerifier;
import dev.compliancekit.audit.tlog.MinimumIndex;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.SignedMinimumIndex;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.audit.tlog.VerificationReport.Finding;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a log that {@link AuditLog} wrote, from its stored bytes: all that {@link LogVerifier} does, and beyond it
 * the form of every entry, the gap-free numbers and links of every tenant, and the write-ahead file. A clock that went
 * back by more than a second between two entries is no finding but a remark, and so is a start of the log with no stop
 * before it. A log may be verified while it is being written.
 *
 * <p>Heap use grows with the number of tenants, not of entries. <em>Immutable and thread-safe.</em>
 */
public final class AuditVerifier {

    private static final int TRIES = 5;
    private static final String OVERTAKEN =
            "write-ahead was not checked: a writer published checkpoints faster than the "
                    + "log could be walked; verify again when less is written, or a copy";

    private final LogVerifier verifier;
    private final @Nullable LogKey logKey;
    private final @Nullable EscrowKey escrow;

    private AuditVerifier(LogVerifier verifier, @Nullable LogKey logKey, @Nullable EscrowKey escrow) {
        this.verifier = verifier;
        this.logKey = logKey;
        this.escrow = escrow;
    }

    /**
     * A verifier for anybody who has the log's public key.
     *
     * @param vkey the log's key, from somewhere else than the log
     * @return the verifier
     */
    public static AuditVerifier of(VerifierKey vkey) {
        return new AuditVerifier(LogVerifier.of(vkey), null, null);
    }

    /**
     * A verifier for the log's owner, which checks the keyed tags of the write-ahead file too.
     *
     * @param key the log's own key
     * @return the verifier
     */
    public static AuditVerifier of(LogKey key) {
        return new AuditVerifier(LogVerifier.of(key.vkey()), key, null);
    }

    /**
     * A verifier for somebody without any key; the report says what that leaves open.
     *
     * @return the verifier
     */
    public static AuditVerifier withoutKey() {
        return new AuditVerifier(LogVerifier.withoutKey(), null, null);
    }

    /**
     * The same, with a checkpoint that was saved elsewhere: a log that was cut, rolled back or rewritten since then is
     * found.
     *
     * @param earlier a checkpoint of this log
     * @return the changed copy
     */
    public AuditVerifier withSaved(SignedCheckpoint earlier) {
        return new AuditVerifier(verifier.withSaved(earlier), logKey, escrow);
    }

    /**
     * The same, with witnesses that must have cosigned, see {@link LogVerifier#withWitnesses}.
     *
     * @param witnesses which witnesses are trusted, and how many it takes
     * @return the changed copy
     */
    public AuditVerifier withWitnesses(WitnessPolicy witnesses) {
        return new AuditVerifier(verifier.withWitnesses(witnesses), logKey, escrow);
    }

    /**
     * The same, with the first key of the log's write-ahead files, which was taken into escrow when the log was
     * created: what somebody who took the machine, and every key on it, rewrote of the time before is found.
     *
     * @param key the log's key in escrow
     * @return the changed copy
     */
    public AuditVerifier withEscrow(EscrowKey key) {
        return new AuditVerifier(verifier, logKey, Objects.requireNonNull(key, "key"));
    }

    /**
     * Walks the log. If a writer publishes checkpoints faster than the log can be walked, the write-ahead file is left
     * out after a few tries, and the report says so among what it does not cover.
     *
     * @param directory the log's directory
     * @return what was found
     * @throws java.io.UncheckedIOException if a file exists and cannot be read
     */
    public VerificationReport verify(Path directory) {
        for (int tries = 1; ; tries++) {
            Optional<String> pruned = minimumIndex(directory);
            LogTimes times = new LogTimes();
            TenantChains chains = new TenantChains(times);
            SegmentKeys keys = SegmentKeys.of(logKey, escrow);
            VerificationReport report = walk(directory, chains, keys);
            if (!minimumIndex(directory).equals(pruned) && tries < TRIES) {
                continue; // what was pruned meanwhile is no finding
            }
            if (report.checkpoint().isEmpty()) {
                return report;
            }
            WriteAheadCheck check =
                    new WriteAheadCheck(directory, report.checkpoint().get(), chains, keys);
            VerificationReport whole = check.addTo(report);
            if (whole.findings().size() == report.findings().size() || !hasGrown(directory, report)) {
                return whole.withRemarks(times.remarks());
            }
            if (tries == TRIES) {
                return report.plus(0, List.of(), List.of(OVERTAKEN)).withRemarks(times.remarks());
            }
        }
    }

    /** The entries of a pruned log are followed from where every tenant stood at its minimum index. */
    private VerificationReport walk(Path directory, TenantChains chains, SegmentKeys keys) {
        Optional<PrunedStart> pruned;
        try {
            pruned = PrunedStart.readUnverified(directory);
        } catch (LogTamperedException e) {
            Finding finding = new Finding(MinimumIndex.FILE, 0, String.valueOf(e.getMessage()));
            return verifier.verify(directory).plus(0, List.of(finding), List.of());
        }
        if (pruned.isEmpty()) {
            return walk(directory, 0, chains, keys);
        }
        chains.startFrom(pruned.get().heads());
        MinimumIndex minimum = pruned.get().minimum();
        PrunedEntriesCheck check = new PrunedEntriesCheck(minimum, chains);
        return walk(directory, minimum.index(), check, keys).plus(0, check.findings(), List.of());
    }

    private VerificationReport walk(Path directory, long minimumIndex, EntryCheck check, SegmentKeys keys) {
        try (SealsCheck seals = SealsCheck.of(directory, check, keys)) {
            seals.skipTo(minimumIndex, TileDirectory.of(directory));
            return seals.addTo(verifier.verify(directory, seals));
        }
    }

    /** What the file says, or that it cannot be read, which is a finding of the walk. */
    private static Optional<String> minimumIndex(Path directory) {
        try {
            return TileDirectory.of(directory).minimumIndex().map(SignedMinimumIndex::text);
        } catch (LogTamperedException e) {
            return Optional.empty();
        }
    }

    /** A writer may have published a checkpoint since the walk began; then the walk is done again. */
    private static boolean hasGrown(Path directory, VerificationReport report) {
        return TileDirectory.of(directory).checkpoint().unverified().treeSize()
                > report.checkpoint().orElseThrow().treeSize();
    }
}
