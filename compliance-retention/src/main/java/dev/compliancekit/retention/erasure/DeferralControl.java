package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Whether erasures that wait for a legal hold are looked at again when they should be: kept if none is overlooked,
 * broken if one is. <em>Thread-safe</em> if the source is.
 */
public final class DeferralControl implements Control {

    private final Function<Instant, ? extends Collection<ErasureCertificate>> certificates;

    private DeferralControl(Function<Instant, ? extends Collection<ErasureCertificate>> certificates) {
        this.certificates = Objects.requireNonNull(certificates, "certificates");
    }

    /**
     * A control.
     *
     * @param certificates the certificates known at an instant, for example from the audit log
     * @return the control
     */
    public static DeferralControl of(Function<Instant, ? extends Collection<ErasureCertificate>> certificates) {
        return new DeferralControl(certificates);
    }

    @Override
    public Assessment assess(Instant asOf) {
        ErasureBacklog backlog = ErasureBacklog.of(certificates.apply(asOf).stream()
                .filter(certificate -> !certificate.readBackAt().isAfter(asOf))
                .toList());
        List<Deferral> overlooked = backlog.overlooked(asOf);
        Assessment assessment = overlooked.isEmpty()
                ? Assessment.of(Standing.KEPT, "every erasure that waits for a hold was looked at in time")
                : Assessment.of(
                        Standing.BROKEN, overlooked.size() + " erasures wait for a hold and were not looked at again");
        assessment = assessment.withFigure(
                "waiting for a hold", String.valueOf(backlog.deferrals().size()));
        for (Deferral deferral : overlooked) {
            assessment =
                    assessment.withEvidence("certificate-" + deferral.order().id());
        }
        return assessment;
    }
}
