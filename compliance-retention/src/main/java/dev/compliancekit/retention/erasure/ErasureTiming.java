package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.Obligation;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deletion against its deadline, as a chart or a table shows it. <em>Immutable.</em> */
public final class ErasureTiming {

    private final Obligation obligation;
    private final @Nullable ErasureCertificate certificate;

    private ErasureTiming(Obligation obligation, @Nullable ErasureCertificate certificate) {
        this.obligation = Objects.requireNonNull(obligation, "obligation");
        this.certificate = certificate;
    }

    /**
     * An obligation with what became of it.
     *
     * @param obligation the duty
     * @param certificates all certificates, in any order; those of other orders are passed over, and of several of this
     *     one the first complete one decides, else the latest
     * @param asOf certificates written later do not count
     * @return the timing
     */
    public static ErasureTiming of(Obligation obligation, Collection<ErasureCertificate> certificates, Instant asOf) {
        Comparator<ErasureCertificate> byTime = Comparator.comparing(ErasureCertificate::readBackAt);
        Optional<ErasureCertificate> complete = certificates.stream()
                .filter(certificate -> isOf(certificate, obligation, asOf) && certificate.isComplete())
                .min(byTime);
        Optional<ErasureCertificate> latest = certificates.stream()
                .filter(certificate -> isOf(certificate, obligation, asOf))
                .max(byTime);
        return new ErasureTiming(obligation, complete.or(() -> latest).orElse(null));
    }

    private static boolean isOf(ErasureCertificate certificate, Obligation obligation, Instant asOf) {
        return certificate.order().id().equals(obligation.id())
                && !certificate.readBackAt().isAfter(asOf);
    }

    /**
     * The duty.
     *
     * @return the obligation
     */
    public Obligation obligation() {
        return obligation;
    }

    /**
     * What became of it.
     *
     * @return the certificate that decides, or empty if nothing was tried
     */
    public Optional<ErasureCertificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /**
     * Whose data and why, for the axis of a chart.
     *
     * @return the scope and the promise
     */
    public String label() {
        return obligation.event().scope() + " " + obligation.promise();
    }

    /**
     * When the event happened or the request was received.
     *
     * @return the instant
     */
    public Instant requestedAt() {
        return obligation.event().at();
    }

    /**
     * By when the erasure had to be over.
     *
     * @return the instant; at it is in time
     */
    public Instant due() {
        return obligation.due();
    }

    /**
     * When everything was read back as absent.
     *
     * @return the instant, or empty while it is not
     */
    public Optional<Instant> completedAt() {
        return certificate().filter(ErasureCertificate::isComplete).map(ErasureCertificate::readBackAt);
    }

    /**
     * Which share of the time was used: until completion, or until now.
     *
     * @param asOf the instant to answer for
     * @return 1 at the due instant, more when late
     */
    public double usedShare(Instant asOf) {
        return obligation.usedShare(completedAt().orElse(asOf));
    }

    /** The label. */
    @Override
    public String toString() {
        return label();
    }
}
