package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What became of an erasure order: every store with its answer, when it was begun and read back, and whether the
 * deadline was met. Pseudonyms only, no personal data. A later certificate of the same order has the same id and
 * replaces the earlier. <em>Immutable.</em>
 *
 * @param order what was ordered
 * @param results every store that the order reaches, in the order of execution, unmodifiable
 * @param begunAt when erasing first began, also if an earlier run broke off
 * @param readBackAt when the last store had been read back
 * @param ledgerSize how many lines the erasure ledger had when this was written
 */
public record ErasureCertificate(
        ErasureOrder order, List<TargetResult> results, Instant begunAt, Instant readBackAt, long ledgerSize) {

    /**
     * Copies the results.
     *
     * @param order what was ordered
     * @param results every store that the order reaches; copied
     * @param begunAt when erasing first began
     * @param readBackAt when the last store had been read back
     * @param ledgerSize how many lines the erasure ledger had
     * @throws IllegalArgumentException if there is no result
     */
    public ErasureCertificate {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(begunAt, "begunAt");
        Objects.requireNonNull(readBackAt, "readBackAt");
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("certificate has no result; accepted is at least one store");
        }
    }

    /**
     * The certificate that an erasure run appended to the audit log.
     *
     * @param event an event with the action {@code erasure-completed}
     * @return the certificate
     * @throws IllegalArgumentException if the event was not written by an erasure run
     */
    public static ErasureCertificate from(AuditEvent event) {
        return CertificateEvent.parse(event);
    }

    /**
     * The certificate's id: that of the order, so that a run that was resumed certifies under the same id.
     *
     * @return {@code certificate-} and the order's id
     */
    public String id() {
        return "certificate-" + order.id();
    }

    /**
     * Whether every store was erased and said that nothing is left.
     *
     * @return true only if all are absent
     */
    public boolean isComplete() {
        return results.stream().allMatch(TargetResult::isAbsent);
    }

    /**
     * Whether the erasure was complete at or before the due instant.
     *
     * @return true if it was
     */
    public boolean isInTime() {
        return isComplete() && !readBackAt.isAfter(order.due());
    }

    /**
     * Whether a store was left alone because of a hold.
     *
     * @return true if at least one was
     */
    public boolean isHeld() {
        return results.stream().anyMatch(TargetResult.Held.class::isInstance);
    }

    /**
     * Whether a store still held something after it was erased.
     *
     * @return true if at least one answered {@link ReadBack.Present}
     */
    public boolean isStillPresent() {
        return results.stream()
                .anyMatch(result -> result instanceof TargetResult.Answered answered
                        && answered.readBack() instanceof ReadBack.Present);
    }
}
