package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an export shows, once {@link ExportVerifier} found nothing wrong with it. <em>Immutable.</em>
 *
 * @param tenant whose entries
 * @param from from when on they are complete, by the log's clock; empty for the tenant's first entry
 * @param until up to when, exclusive; empty for the last at the size of the checkpoint
 * @param entries how many stored entries the export holds, those just outside the time included
 * @param firstSequence the number of the first among those of the tenant; 0 if there is none
 * @param tenantEntries how many entries the tenant had at the size of the checkpoint
 * @param checkpoint what the log signed
 * @param asOf when the log wrote down where the tenant stands: nothing later is covered
 * @param notCovered what the export cannot show, one sentence each
 */
public record ExportReport(
        TenantId tenant,
        Optional<Instant> from,
        Optional<Instant> until,
        long entries,
        long firstSequence,
        long tenantEntries,
        Checkpoint checkpoint,
        Instant asOf,
        List<String> notCovered) {

    /**
     * Checks that nothing is missing.
     *
     * @param tenant whose entries
     * @param from from when on
     * @param until up to when, exclusive
     * @param entries how many
     * @param firstSequence the number of the first
     * @param tenantEntries how many the tenant had
     * @param checkpoint what the log signed
     * @param asOf when the log wrote down where the tenant stands
     * @param notCovered what the export cannot show; copied
     */
    public ExportReport {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(asOf, "asOf");
        notCovered = List.copyOf(notCovered);
    }
}
