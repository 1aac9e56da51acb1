package dev.compliancekit.audit;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * In which version a log writes its entries, and how it reads them. <em>Thread-safe.</em>
 *
 * @param origin the log's name
 * @param operator under which tenant the log writes its own events
 * @param sealing how personal parts are sealed; without it everything is in clear, in version 1
 */
record EntryForms(
        String origin, TenantId operator, @Nullable Sealing sealing) {

    /** Of a log without sealing. */
    static EntryForms plain(String origin, TenantId operator) {
        return new EntryForms(origin, operator, null);
    }

    int version() {
        return sealing == null ? EntryForm.PLAIN : EntryForm.SEALED;
    }

    /** Writes, and seals, what the caller knows. */
    EntryForm of(AuditEvent event) {
        return sealing == null ? EntryForm.of(event) : new EntrySealer(origin, operator, sealing, event).form();
    }

    EntryOpener opener() {
        return new EntryOpener(origin, operator, sealing);
    }
}
