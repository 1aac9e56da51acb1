package dev.compliancekit.audit.incident;

import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Objects;

/**
 * What the owner of a tenant is told of an incident (GDPR articles 33(2) and 34). <em>Immutable.</em>
 *
 * @param id of this notice, the same whenever it is sent again: nobody gets two of one id
 * @param incident what happened, and when it was known
 * @param affected what it touches of this tenant, with the evidence
 */
public record Notice(String id, Incident incident, AffectedTenant affected) {

    /**
     * Checks that nothing is missing.
     *
     * @param id of this notice
     * @param incident what happened
     * @param affected what it touches of this tenant
     */
    public Notice {
        Incident.requireText("notice id", id, 512);
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(affected, "affected");
    }

    static Notice of(Incident incident, AffectedTenant affected) {
        return new Notice(incident.id() + "/" + affected.tenant(), incident, affected);
    }

    /**
     * Whose owner is told.
     *
     * @return the tenant
     */
    public TenantId tenant() {
        return affected.tenant();
    }

    /**
     * By when.
     *
     * @return 72 hours after the incident was known
     */
    public Instant dueBy() {
        return incident.dueBy();
    }

    /** The id; without text from events. */
    @Override
    public String toString() {
        return "Notice[" + id + "]";
    }
}
