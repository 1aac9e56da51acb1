package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The orders that were tried and are not done, from their certificates in the audit log: what a run is given again, so
 * that a deferred order is not forgotten by an application that only knows new ones. <em>Immutable.</em>
 */
public final class ErasureBacklog {

    private final List<ErasureCertificate> open;

    private ErasureBacklog(List<ErasureCertificate> open) {
        this.open = open;
    }

    /**
     * The backlog.
     *
     * @param certificates every certificate in the log, in any order
     * @return the orders of which none is complete
     */
    public static ErasureBacklog of(Collection<ErasureCertificate> certificates) {
        Map<String, ErasureCertificate> latest = new HashMap<>();
        for (ErasureCertificate certificate : certificates) {
            latest.merge(certificate.id(), certificate, ErasureBacklog::deciding);
        }
        return new ErasureBacklog(latest.values().stream()
                .filter(certificate -> !certificate.isComplete())
                .sorted(Comparator.comparing((ErasureCertificate certificate) ->
                                certificate.order().due())
                        .thenComparing(ErasureCertificate::id))
                .toList());
    }

    private static ErasureCertificate deciding(ErasureCertificate one, ErasureCertificate other) {
        if (one.isComplete() != other.isComplete()) {
            return one.isComplete() ? one : other;
        }
        return one.readBackAt().isAfter(other.readBackAt()) ? one : other;
    }

    /**
     * What to give to the next run.
     *
     * @return the orders, the earliest due first, unmodifiable
     */
    public List<ErasureOrder> orders() {
        return open.stream().map(ErasureCertificate::order).toList();
    }

    /**
     * What waits for a hold.
     *
     * @return the deferrals, the earliest due first, unmodifiable
     */
    public List<Deferral> deferrals() {
        return open.stream()
                .flatMap(certificate -> deferral(certificate).stream())
                .toList();
    }

    /**
     * What should have been looked at again and was not.
     *
     * @param asOf the instant to answer for
     * @return the deferrals whose next look is past, the earliest due first, unmodifiable
     */
    public List<Deferral> overlooked(Instant asOf) {
        return deferrals().stream()
                .filter(deferral -> deferral.nextLook().isBefore(asOf))
                .toList();
    }

    private static Optional<Deferral> deferral(ErasureCertificate certificate) {
        return certificate.results().stream()
                .filter(TargetResult.Held.class::isInstance)
                .map(TargetResult.Held.class::cast)
                .min(Comparator.comparing(TargetResult.Held::nextLook))
                .map(held -> new Deferral(
                        certificate.order(), held.reason(), held.owner(), certificate.readBackAt(), held.nextLook()));
    }
}
