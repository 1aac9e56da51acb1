package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Executes erasure orders and proves them. First a dry run counts what would go, on the same path; a run that is above
 * its limits, would empty a store, or has a clock that is not believed stops there and says so in the audit log. Then,
 * for each order: asks for legal holds, writes the erasure ledger, erases store by store in pieces that ask for holds
 * again, reads every store back, and appends the certificate to the audit log. A run that breaks off anywhere is
 * repeated with the same orders: what is gone stays gone, and the certificate is the same.
 *
 * <p>The audit log may hold the same certificate twice, if a run broke off between the log and the ledger.
 * <em>Thread-safe</em>, and two runs of the same order at a time do no harm but may both certify it.
 */
public final class ErasureRun {

    private final AuditSink audit;
    private final ErasureLedger ledger;
    private final InstantSource clock;
    private final ReachedStores stores;
    private final RunGate gate;
    private final String policyVersion;
    private final Actor actor;
    private final int pieceRecords;
    private final @Nullable ErasureBudget budget;
    private final @Nullable ClockGuard clockGuard;

    ErasureRun(ErasureRunBuilder settings) {
        this.policyVersion = settings.policyVersion;
        this.actor = settings.actor;
        this.pieceRecords = settings.pieceRecords;
        this.budget = settings.budget;
        this.clockGuard = settings.clockGuard;
        this.audit = settings.audit;
        this.ledger = settings.ledger;
        this.clock = settings.clock;
        this.stores = settings.stores();
        this.gate = new RunGate(settings.limits, Set.copyOf(settings.mayBeEmptied), audit, actor);
    }

    /**
     * Starts a run.
     *
     * @param audit where certificates are appended
     * @param ledger where erasures are remembered
     * @param holds the register of legal holds
     * @param clock the time
     * @return a builder without targets, not thread-safe
     */
    public static ErasureRunBuilder builder(
            AuditSink audit, ErasureLedger ledger, LegalHoldSource holds, InstantSource clock) {
        return new ErasureRunBuilder(audit, ledger, holds, clock);
    }

    /**
     * What {@link #run} would do now. Changes nothing.
     *
     * @param orders the orders that stand
     * @return the orders that would be executed, with what each store holds
     * @throws IllegalArgumentException if an order reaches a kind of store that has no target and was not declared
     *     missing, or has the id of another order that was begun
     */
    public ErasurePlan plan(Collection<ErasureOrder> orders) {
        Instant asOf = clock.instant();
        return planOf(executable(stores.checked(orders), asOf), asOf);
    }

    private List<ErasureOrder> executable(List<ErasureOrder> orders, Instant asOf) {
        return orders.stream()
                .filter(order -> !asOf.isBefore(order.executeFrom())
                        && ledger.completedAt(order).isEmpty())
                .toList();
    }

    private ErasurePlan planOf(List<ErasureOrder> executable, Instant asOf) {
        Set<ErasureOrder> begun = new HashSet<>();
        for (ErasureOrder order : executable) {
            if (ledger.begunAt(order).isPresent()) {
                begun.add(order);
            }
        }
        return stores.plan(executable, begun, policyVersion, asOf);
    }

    /**
     * Executes the orders that may be executed and are not completed, if they are within the limits.
     *
     * @param orders the orders that stand; giving a completed one again does no harm
     * @return what became of each, the earliest due first
     * @throws IllegalArgumentException if an order reaches a kind of store that has no target and was not declared
     *     missing, or has the id of another order that was begun; nothing was erased then
     * @throws ErasureLedgerException if the ledger cannot be written; the order at hand was not begun, or not completed
     * @throws dev.compliancekit.core.ComplianceException if the audit log cannot be written; the order at hand stays
     *     open
     */
    public List<ErasureOutcome> run(Collection<ErasureOrder> orders) {
        return execute(orders, null);
    }

    /**
     * The same with a second person's approval, which counts only if a plan made now would have the approved token.
     *
     * @param orders the orders that stand
     * @param approval the approval
     * @return what became of each, the earliest due first
     * @throws IllegalArgumentException as {@link #run(Collection)}
     * @throws dev.compliancekit.core.ComplianceException as {@link #run(Collection)}
     */
    public List<ErasureOutcome> run(Collection<ErasureOrder> orders, ErasureApproval approval) {
        return execute(orders, approval);
    }

    private List<ErasureOutcome> execute(Collection<ErasureOrder> orders, @Nullable ErasureApproval approval) {
        List<ErasureOrder> sorted = stores.checked(orders);
        Instant asOf = clock.instant();
        List<ErasureOrder> executable = executable(sorted, asOf);
        if (executable.isEmpty()) {
            return outcomes(sorted, Map.of(), asOf);
        }
        Optional<ErasureStop> doubt = doubtOf(asOf);
        ErasurePlan plan = doubt.isPresent() ? planOf(List.of(), asOf) : planOf(executable, asOf);
        Optional<ErasureStop> stop = doubt.or(() -> gate.stop(plan, approval));
        Map<ErasureOrder, ErasureOutcome> done = new LinkedHashMap<>();
        if (stop.isPresent()) {
            gate.tellStop(executable, stop.get(), asOf);
            executable.forEach(order -> done.put(order, new ErasureOutcome.Stopped(order, stop.get())));
            return outcomes(sorted, done, asOf);
        }
        if (approval != null) {
            gate.tellApproval(executable, approval);
        }
        if (clockGuard != null) {
            clockGuard.passed(asOf);
        }
        RunWatch watch = new RunWatch(clock, asOf, gate.mostRecords(plan), budget, clockGuard);
        Set<ErasureOrder> begunBefore = begin(plan, asOf);
        for (ErasureOrder order : executable) {
            done.put(order, execute(order, begunBefore.contains(order), watch));
        }
        return outcomes(sorted, done, asOf);
    }

    private Optional<ErasureStop> doubtOf(Instant asOf) {
        return clockGuard == null
                ? Optional.empty()
                : clockGuard.doubtOf(asOf).map(sentence -> new ErasureStop(ErasureStop.Cause.CLOCK_JUMPED, sentence));
    }

    /** Begins every order before the first is erased, so that what was allowed stays allowed after a break. */
    private Set<ErasureOrder> begin(ErasurePlan plan, Instant asOf) {
        Set<ErasureOrder> before = new HashSet<>();
        for (ErasurePlan.Step step : plan.steps()) {
            if (ledger.begunAt(step.order()).isPresent()) {
                before.add(step.order());
            } else if (!step.stores().stream().allMatch(TargetResult.Held.class::isInstance)) {
                ledger.begin(step.order(), asOf);
            }
        }
        return before;
    }

    private List<ErasureOutcome> outcomes(
            List<ErasureOrder> sorted, Map<ErasureOrder, ErasureOutcome> done, Instant asOf) {
        List<ErasureOutcome> outcomes = new ArrayList<>();
        for (ErasureOrder order : sorted) {
            if (done.containsKey(order)) {
                outcomes.add(done.get(order));
            } else if (asOf.isBefore(order.executeFrom())) {
                outcomes.add(new ErasureOutcome.NotYet(order));
            } else {
                outcomes.add(new ErasureOutcome.AlreadyErased(
                        order, ledger.completedAt(order).orElseThrow()));
            }
        }
        return List.copyOf(outcomes);
    }

    private ErasureOutcome execute(ErasureOrder order, boolean begunBefore, RunWatch watch) {
        Optional<String> end = watch.end();
        if (end.isPresent()) {
            return new ErasureOutcome.Paused(order, end.get());
        }
        Instant asOf = clock.instant();
        Optional<Instant> completedAt = ledger.completedAt(order);
        if (completedAt.isPresent()) {
            return new ErasureOutcome.AlreadyErased(order, completedAt.get());
        }
        List<Reached> reached = stores.of(order, asOf);
        Instant begunAt = reached.stream().allMatch(Reached::isHeld) ? asOf : ledger.begin(order, asOf);
        Reached.PieceRules rules = new Reached.PieceRules(pieceRecords, begunBefore, stores.holds(), watch);
        long before = watch.records();
        List<Reached> erased =
                reached.stream().map(one -> one.erase(order, rules)).toList();
        for (Reached one : erased) {
            if (one.pausedBy() != null) {
                return new ErasureOutcome.Paused(order, one.pausedBy());
            }
        }
        return certify(order, readBack(order, erased), begunAt, watch.records() > before);
    }

    /**
     * All stores are erased before the first is read back, so that no store can refill another unseen; and what is all
     * absent is read back once more, since a store that answered from memory seldom does so twice.
     */
    private List<TargetResult> readBack(ErasureOrder order, List<Reached> erased) {
        List<TargetResult> results =
                erased.stream().map(one -> one.result(order, clock.instant())).toList();
        return results.stream().allMatch(TargetResult::isAbsent)
                ? erased.stream().map(one -> one.result(order, clock.instant())).toList()
                : results;
    }

    /** When all is absent, that instant is in the ledger before the certificate is in the log, and is used again. */
    private ErasureOutcome certify(
            ErasureOrder order, List<TargetResult> results, Instant begunAt, boolean erasedSomething) {
        Instant now = clock.instant();
        Instant readBackAt = now;
        long lines = ledger.size();
        boolean complete = results.stream().allMatch(TargetResult::isAbsent);
        if (complete) {
            LedgerLine proof =
                    ledger.proved(order).filter(line -> !erasedSomething).orElseGet(() -> ledger.prove(order, now));
            readBackAt = proof.at();
            lines = proof.number();
        }
        ErasureCertificate certificate = new ErasureCertificate(order, results, begunAt, readBackAt, lines);
        AuditReceipt receipt = audit.append(CertificateEvent.of(certificate, actor));
        if (complete) {
            ledger.complete(order, readBackAt);
            return new ErasureOutcome.Erased(certificate, receipt);
        }
        return certificate.isHeld()
                ? new ErasureOutcome.Deferred(certificate, receipt)
                : new ErasureOutcome.Incomplete(certificate, receipt);
    }
}
