package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an export shows, once {@link ExportVerifier} found nothing wrong with it. <em>Immutable.</em> */
public final class ExportReport {

    private final ExportProof proof;
    private final long entries;
    private final long firstSequence;
    private final long tenantEntries;
    private final Checkpoint checkpoint;
    private final Instant asOf;
    private final List<String> notCovered;

    ExportReport(
            ExportProof proof,
            long tenantEntries,
            RunCheck run,
            Checkpoint checkpoint,
            Instant asOf,
            List<String> notCovered) {
        this.proof = proof;
        this.entries = run.entries();
        this.firstSequence = run.firstSequence();
        this.tenantEntries = tenantEntries;
        this.checkpoint = checkpoint;
        this.asOf = asOf;
        this.notCovered = List.copyOf(notCovered);
    }

    /**
     * Whose entries.
     *
     * @return the tenant
     */
    public TenantId tenant() {
        return proof.tenant();
    }

    /**
     * From when on they are complete, by the log's clock.
     *
     * @return the instant, inclusive, or empty from the tenant's first entry on
     */
    public Optional<Instant> from() {
        return proof.from();
    }

    /**
     * Up to when they are complete, by the log's clock.
     *
     * @return the instant, exclusive, or empty up to the last entry at the size of the checkpoint
     */
    public Optional<Instant> until() {
        return proof.until();
    }

    /**
     * How many stored entries the export holds, those just outside its time included.
     *
     * @return the number, from 0
     */
    public long entries() {
        return entries;
    }

    /**
     * The number of the first of them among those of the tenant.
     *
     * @return the number, from 0; 0 if there is none
     */
    public long firstSequence() {
        return firstSequence;
    }

    /**
     * How many entries the tenant had at the size of the checkpoint.
     *
     * @return the number, from 0
     */
    public long tenantEntries() {
        return tenantEntries;
    }

    /**
     * What the log signed.
     *
     * @return the checkpoint, verified
     */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /**
     * When the log wrote down where the tenant stands, by its own clock: nothing later is covered.
     *
     * @return the instant
     */
    public Instant asOf() {
        return asOf;
    }

    /**
     * What the export cannot show.
     *
     * @return one sentence each, unmodifiable
     */
    public List<String> notCovered() {
        return notCovered;
    }

    /** Whose entries, how many, and of what log. */
    @Override
    public String toString() {
        return entries + " of " + tenantEntries + " entries of " + tenant() + " in " + checkpoint.origin() + " at size "
                + checkpoint.treeSize();
    }
}
