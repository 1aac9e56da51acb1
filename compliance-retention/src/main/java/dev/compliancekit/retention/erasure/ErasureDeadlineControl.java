package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Obligation;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether the erasures of one promise meet their deadline: kept if every one that fell due was read back as absent at
 * or before it, at risk if an open one has used 80 % of its time, broken if one is overdue, was late, or left something
 * behind, unproven if none was ever completed. An open one that a legal hold protects is deferred lawfully and breaks
 * nothing. <em>Thread-safe</em> if the sources are.
 */
public final class ErasureDeadlineControl implements Control {

    /** The share of the time after which an open erasure is at risk. */
    public static final double ALARM_SHARE = 0.8;

    private final String promise;
    private final Function<Instant, ? extends Collection<Obligation>> obligations;
    private final Function<Instant, ? extends Collection<ErasureCertificate>> certificates;
    private final Function<Instant, ? extends Collection<LegalHold>> holds;

    private ErasureDeadlineControl(
            String promise,
            Function<Instant, ? extends Collection<Obligation>> obligations,
            Function<Instant, ? extends Collection<ErasureCertificate>> certificates,
            Function<Instant, ? extends Collection<LegalHold>> holds) {
        this.promise = Objects.requireNonNull(promise, "promise");
        this.obligations = Objects.requireNonNull(obligations, "obligations");
        this.certificates = Objects.requireNonNull(certificates, "certificates");
        this.holds = Objects.requireNonNull(holds, "holds");
    }

    /**
     * A control for the promise with an id.
     *
     * @param promise the id of an {@link dev.compliancekit.retention.AccountPromise}
     * @param obligations the duties that stand as of an instant, of all accounts; those of other promises are passed
     *     over
     * @param certificates the certificates known at an instant, for example from the audit log
     * @param holds the legal holds known at an instant
     * @return the control
     */
    public static ErasureDeadlineControl of(
            String promise,
            Function<Instant, ? extends Collection<Obligation>> obligations,
            Function<Instant, ? extends Collection<ErasureCertificate>> certificates,
            Function<Instant, ? extends Collection<LegalHold>> holds) {
        return new ErasureDeadlineControl(promise, obligations, certificates, holds);
    }

    /**
     * The erasures of the promise against their deadlines, for a chart.
     *
     * @param asOf the instant to answer for
     * @return one for each obligation, the earliest due first, unmodifiable
     */
    public List<ErasureTiming> timings(Instant asOf) {
        Collection<ErasureCertificate> known = certificates.apply(asOf);
        return obligations.apply(asOf).stream()
                .filter(obligation -> obligation.promise().equals(promise))
                .sorted(Comparator.comparing(Obligation::due).thenComparing(Obligation::id))
                .map(obligation -> ErasureTiming.of(obligation, known, asOf))
                .toList();
    }

    @Override
    public Assessment assess(Instant asOf) {
        List<ErasureTiming> timings = timings(asOf);
        Collection<LegalHold> known = holds.apply(asOf);
        List<ErasureTiming> done = timings.stream()
                .filter(timing -> timing.completedAt().isPresent())
                .toList();
        List<ErasureTiming> held = timings.stream()
                .filter(timing -> timing.completedAt().isEmpty() && isProtected(timing, known, asOf))
                .toList();
        List<ErasureTiming> open = timings.stream()
                .filter(timing -> timing.completedAt().isEmpty() && !held.contains(timing))
                .toList();
        Assessment assessment = standing(done, open, asOf)
                .withFigure("erasures completed", String.valueOf(done.size()))
                .withFigure("erasures open", String.valueOf(open.size()))
                .withFigure("deferred by a legal hold", String.valueOf(held.size()));
        for (ErasureTiming timing : done) {
            assessment =
                    assessment.withEvidence(timing.certificate().orElseThrow().id());
        }
        return withDeadline(withWorstShare(assessment, done, open, asOf), open);
    }

    private static Assessment standing(List<ErasureTiming> done, List<ErasureTiming> open, Instant asOf) {
        long late = done.stream().filter(timing -> timing.usedShare(asOf) > 1).count();
        long overdue =
                open.stream().filter(timing -> asOf.isAfter(timing.due())).count();
        long left = open.stream()
                .filter(timing -> timing.certificate()
                        .map(ErasureCertificate::isStillPresent)
                        .orElse(false))
                .count();
        if (late + overdue + left > 0) {
            return Assessment.of(
                    Standing.BROKEN,
                    late + " erasures were late, " + overdue + " are overdue, " + left
                            + " left something that was read back");
        }
        long soon = open.stream()
                .filter(timing -> timing.usedShare(asOf) >= ALARM_SHARE)
                .count();
        if (soon > 0) {
            return Assessment.of(Standing.AT_RISK, soon + " open erasures have used 80 % of their time");
        }
        if (done.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "no erasure of this kind was ever completed");
        }
        return Assessment.of(Standing.KEPT, "every erasure that fell due was read back as absent in time");
    }

    /** A certificate may hold the order back in one store; the register says it as long as the hold is active. */
    private static boolean isProtected(ErasureTiming timing, Collection<LegalHold> known, Instant asOf) {
        boolean heldAtLastRun =
                timing.certificate().map(ErasureCertificate::isHeld).orElse(true);
        return heldAtLastRun
                && known.stream()
                        .anyMatch(hold ->
                                hold.protects(timing.obligation().event().scope(), Set.of(), asOf));
    }

    private static Assessment withWorstShare(
            Assessment assessment, List<ErasureTiming> done, List<ErasureTiming> open, Instant asOf) {
        double worst = Stream.concat(done.stream(), open.stream())
                .mapToDouble(timing -> timing.usedShare(asOf))
                .max()
                .orElse(-1);
        return worst < 0
                ? assessment
                : assessment.withFigure("most of the time used", String.format(Locale.ROOT, "%.1f %%", worst * 100));
    }

    private static Assessment withDeadline(Assessment assessment, List<ErasureTiming> open) {
        return open.isEmpty() ? assessment : assessment.withDeadline(open.get(0).due());
    }
}
