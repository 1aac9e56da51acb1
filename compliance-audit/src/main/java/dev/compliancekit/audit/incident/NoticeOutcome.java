package dev.compliancekit.audit.incident;

import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;

/** What became of the notice to one tenant's owner. <em>Immutable.</em> */
public sealed interface NoticeOutcome {

    /**
     * Whose owner.
     *
     * @return the tenant
     */
    TenantId tenant();

    /**
     * It was taken over, now or earlier.
     *
     * @param tenant whose owner
     * @param receipt what the other side answered
     * @param deliveredAt when
     * @param delay how long after the incident was known; negative if the clocks disagree
     */
    record Delivered(TenantId tenant, String receipt, Instant deliveredAt, Duration delay) implements NoticeOutcome {}

    /**
     * It was not taken over yet; the log says so too.
     *
     * @param tenant whose owner
     */
    record Failed(TenantId tenant) implements NoticeOutcome {}
}
