package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.util.Objects;

/**
 * What an export of one tenant's entries handed out. The file is JSON lines, see {@code docs/formats/audit-entry.md}:
 * each line holds an entry as it is stored, its index and its leaf hash. <em>Immutable.</em>
 *
 * @param tenant whose entries
 * @param entries how many lines were written
 * @param sha256 SHA-256 over all bytes that were written
 * @param checkpoint the checkpoint that covers them
 * @param receipt where the log holds the event of this export
 */
public record AuditExport(
        TenantId tenant, long entries, Bytes sha256, SignedCheckpoint checkpoint, AuditReceipt receipt) {

    /**
     * Checks that nothing is missing.
     *
     * @param tenant whose entries
     * @param entries how many lines were written, from 0
     * @param sha256 SHA-256 over all bytes that were written
     * @param checkpoint the checkpoint that covers them
     * @param receipt where the log holds the event of this export
     * @throws IllegalArgumentException if the number is negative
     */
    public AuditExport {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(receipt, "receipt");
        if (entries < 0) {
            throw new IllegalArgumentException("entries is " + entries + "; accepted is 0 or more");
        }
    }
}
