package dev.compliancekit.audit;

import dev.compliancekit.core.AuditEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says as it stands in the log, with nothing opened. In an entry with sealed parts the event shows
 * {@link SealedForm#SEALED} for an actor's id or a target that is sealed, and of the attributes those in clear; the
 * tags for looking up are in {@code sealed}.
 *
 * @param event what happened
 * @param place where the entry stands among those of its tenant
 * @param recordedAt when the log took it
 * @param sealed what is sealed; missing in version 1
 */
record StoredEvent(
        AuditEvent event,
        TenantHead place,
        Instant recordedAt,
        @Nullable SealedParts sealed) {

    /** In version 1, where everything is in clear. */
    StoredEvent(AuditEvent event, TenantHead place, Instant recordedAt) {
        this(event, place, recordedAt, null);
    }

    int version() {
        return sealed == null ? EntryForm.PLAIN : EntryForm.SEALED;
    }

    /** The form that the entry was made of, as far as it can be told without opening anything. */
    EntryForm form() {
        return sealed == null ? EntryForm.of(event) : SealedForm.of(event, sealed);
    }
}
