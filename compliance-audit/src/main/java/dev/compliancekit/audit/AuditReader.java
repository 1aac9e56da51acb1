package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantScope;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Reads one tenant's entries of a log: pages of what a query wants, and exports. The reader of
 * {@link AuditLog#reader()} reads for the tenant's own people, while the application has bound the tenant by
 * {@link TenantScope}; the one of {@link AuditLog#reader(dev.compliancekit.core.access.AccessGuard,
 * dev.compliancekit.core.access.AccessRequest)} for somebody who holds a grant, which is asked for at each call, and
 * each call is an event of the tenant.
 *
 * <p>Reading goes through an index beside the log, which is made when it is missing and trusted for nothing: every
 * entry is compared with its leaf hash. <em>Thread-safe.</em>
 */
public final class AuditReader {

    /** The record class that a request to read a tenant's entries must name. */
    public static final RecordClass RECORD_CLASS = new RecordClass("audit-log");

    private final AuditLog log;
    private final InstantSource clock;
    private final Permit permit;

    AuditReader(AuditLog log, InstantSource clock, Permit permit) {
        this.log = log;
        this.clock = clock;
        this.permit = permit;
    }

    /**
     * Reads one page of a tenant's events.
     *
     * @param query which events
     * @return the page, oldest first
     * @throws dev.compliancekit.core.TenantMismatchException if another tenant is bound, or the grant is for another
     * @throws dev.compliancekit.core.NoTenantException if none is bound, and nobody was given a grant
     * @throws dev.compliancekit.core.access.AccessDeniedException if the grant is denied
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if what is stored does not fit its hash
     * @throws AuditStoreException if the log cannot be read
     */
    public AuditPage find(AuditQuery query) {
        try (TenantScope scope = permit.enter(query.tenant())) {
            return log.entries().find(query);
        }
    }

    /**
     * Writes all that a query finds, whatever its limit: a selection, of which nothing shows that none was left out;
     * {@link #exportTo} shows that. The export is an event of the tenant, appended before the first line is written.
     *
     * @param query which events
     * @param actor who exports; with a grant, the one who holds it
     * @param format as the stored entries with their indexes and hashes, or shown in another form
     * @param out where to; flushed, not closed
     * @return what was handed out
     * @throws dev.compliancekit.core.TenantMismatchException if another tenant is bound, or the grant is for another
     * @throws dev.compliancekit.core.NoTenantException if none is bound, and nobody was given a grant
     * @throws dev.compliancekit.core.access.AccessDeniedException if the grant is denied
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if what is stored does not fit its hash; the lines
     *     before it were written
     * @throws AuditStoreException if the log cannot be read, or {@code out} not be written
     */
    public AuditExport export(AuditQuery query, Actor actor, ExportFormat format, OutputStream out) {
        try (TenantScope scope = permit.enter(query.tenant())) {
            permit.requireActor(actor);
            AuditReceipt receipt = log.append(
                    AuditEvent.builder(query.tenant(), actor, Action.EXPORT, Outcome.SUCCESS, clock.instant())
                            .attribute("format", format.code())
                            .build());
            SignedCheckpoint checkpoint = log.checkpoint();
            return log.entries().export(query, format, checkpoint, receipt, out);
        }
    }

    /**
     * Writes a folder with a tenant's entries and the proof that none is missing, which {@link ExportVerifier} checks
     * anywhere; {@code docs/formats/log-export.md} says how to do it without this library. The export is an event of
     * the tenant, and stands in the folder if the time of the request does not end before it.
     *
     * @param request whose entries, of what time, in which form
     * @param folder where to; it must not exist, its parent must
     * @return what was handed out; its checksum is that of {@code entries.jsonl}
     * @throws dev.compliancekit.core.TenantMismatchException if another tenant is bound, or the grant is for another
     * @throws dev.compliancekit.core.NoTenantException if none is bound, and nobody was given a grant
     * @throws dev.compliancekit.core.access.AccessDeniedException if the grant is denied
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if what is stored does not fit its hash, or the entries
     *     not each other
     * @throws AuditStoreException if the log cannot be read, or the folder not be written; what was written stays, and
     *     is no export without {@code export.proof}
     */
    public AuditExport exportTo(ExportRequest request, Path folder) {
        try (TenantScope scope = permit.enter(request.tenant())) {
            permit.requireActor(request.actor());
            AuditReceipt receipt = log.append(request.event(clock.instant()));
            PublishedHeads heads = log.checkpointOverHeads(request.tenant());
            return new ExportFolder(log, request, folder).write(heads, receipt);
        }
    }

    /**
     * Makes what is missing of the index. Nobody need call this: reading does it too, and then takes longer, once.
     *
     * @return for how many parts of 65,536 entries it was made
     * @throws AuditStoreException if the log cannot be read
     */
    public int refreshIndex() {
        return log.entries().refreshIndex();
    }
}
