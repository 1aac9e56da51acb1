package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Executes erasure orders and proves them. For each order that may be executed: asks for legal holds, writes the
 * erasure ledger, erases store by store, reads every store back, and appends the certificate to the audit log. A run
 * that breaks off anywhere is repeated with the same orders: what is gone stays gone, and the certificate has the same
 * id.
 *
 * <p>The audit log may hold a certificate twice, if a run broke off between the log and the ledger.
 * <em>Thread-safe</em>, and two runs of the same order at a time do no harm but may both certify it.
 */
public final class ErasureRun {

    private static final int DEFAULT_PIECE_RECORDS = 1_000;

    private final AuditSink audit;
    private final ErasureLedger ledger;
    private final HoldQuestion holds;
    private final InstantSource clock;
    private final int pieceRecords;
    private final Actor actor;
    private final List<ErasureTarget> targets;
    private final Set<StoreKind> missing;

    private ErasureRun(Builder builder) {
        this.audit = builder.audit;
        this.ledger = builder.ledger;
        this.holds = new HoldQuestion(builder.holds, builder.clock);
        this.clock = builder.clock;
        this.pieceRecords = builder.pieceRecords;
        this.actor = builder.actor;
        this.targets = List.copyOf(builder.targets);
        this.missing = EnumSet.copyOf(builder.missing);
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
    public static Builder builder(AuditSink audit, ErasureLedger ledger, LegalHoldSource holds, InstantSource clock) {
        return new Builder(audit, ledger, holds, clock);
    }

    /**
     * What {@link #run} would do now. Changes nothing.
     *
     * @param orders the orders that stand
     * @return the orders that would be executed, with what each store holds
     * @throws IllegalArgumentException if an order reaches a kind of store that has no target and was not declared
     *     missing
     */
    public ErasurePlan plan(Collection<ErasureOrder> orders) {
        Instant asOf = clock.instant();
        List<ErasurePlan.Step> steps = new ArrayList<>();
        for (ErasureOrder order : checked(orders)) {
            if (!asOf.isBefore(order.executeFrom()) && ledger.completedAt(order).isEmpty()) {
                List<TargetResult> stores = reached(order, asOf).stream()
                        .map(reached -> reached.result(order, asOf))
                        .toList();
                steps.add(new ErasurePlan.Step(order, stores));
            }
        }
        return new ErasurePlan(asOf, steps);
    }

    /**
     * Executes the orders that may be executed and are not completed.
     *
     * @param orders the orders that stand; giving a completed one again does no harm
     * @return what became of each, the earliest due first
     * @throws IllegalArgumentException if an order reaches a kind of store that has no target and was not declared
     *     missing; nothing was erased then
     * @throws ErasureLedgerException if the ledger cannot be written; the order at hand was not begun, or not completed
     * @throws dev.compliancekit.core.ComplianceException if the audit log cannot be written; the order at hand stays
     *     open
     */
    public List<ErasureOutcome> run(Collection<ErasureOrder> orders) {
        List<ErasureOutcome> outcomes = new ArrayList<>();
        for (ErasureOrder order : checked(orders)) {
            outcomes.add(execute(order));
        }
        return List.copyOf(outcomes);
    }

    private List<ErasureOrder> checked(Collection<ErasureOrder> orders) {
        Set<StoreKind> known = EnumSet.copyOf(missing);
        targets.forEach(target -> known.add(target.kind()));
        for (ErasureOrder order : orders) {
            for (StoreKind kind : order.stores()) {
                if (!known.contains(kind)) {
                    throw new IllegalArgumentException("erasure order " + order.id() + " reaches " + kind
                            + ", for which there is no target; accepted are a target, or withoutStore(" + kind + ")");
                }
            }
            if (targets.stream().noneMatch(target -> order.stores().contains(target.kind()))) {
                throw new IllegalArgumentException(
                        "erasure order " + order.id() + " reaches no target; accepted is at least one");
            }
        }
        return orders.stream()
                .sorted(Comparator.comparing(ErasureOrder::due).thenComparing(ErasureOrder::id))
                .toList();
    }

    private ErasureOutcome execute(ErasureOrder order) {
        Instant asOf = clock.instant();
        if (asOf.isBefore(order.executeFrom())) {
            return new ErasureOutcome.NotYet(order);
        }
        Optional<Instant> completedAt = ledger.completedAt(order);
        if (completedAt.isPresent()) {
            return new ErasureOutcome.AlreadyErased(order, completedAt.get());
        }
        List<Reached> reached = reached(order, asOf);
        boolean allHeld = reached.stream().allMatch(Reached::isHeld);
        Instant begunAt = allHeld ? asOf : ledger.begin(order, asOf);
        return certify(new ErasureCertificate(order, erase(order, reached), begunAt, clock.instant(), ledger.size()));
    }

    private ErasureOutcome certify(ErasureCertificate certificate) {
        AuditReceipt receipt = audit.append(CertificateEvent.of(certificate, actor));
        if (certificate.isComplete()) {
            ledger.complete(certificate.order(), certificate.readBackAt());
            return new ErasureOutcome.Erased(certificate, receipt);
        }
        return certificate.isHeld()
                ? new ErasureOutcome.Deferred(certificate, receipt)
                : new ErasureOutcome.Incomplete(certificate, receipt);
    }

    /** All stores are erased before the first is read back, so that no store can refill another unseen. */
    private List<TargetResult> erase(ErasureOrder order, List<Reached> reached) {
        List<Reached> erased = reached.stream()
                .map(one -> one.erase(order, pieceRecords, holds.check(one.target(), order)))
                .toList();
        return erased.stream().map(one -> one.result(order, clock.instant())).toList();
    }

    /** The stores that an order reaches, each with the reason why it must be left alone, if there is one. */
    private List<Reached> reached(ErasureOrder order, Instant asOf) {
        Optional<List<LegalHold>> known = holds.holdsOn(order);
        return targets.stream()
                .filter(target -> order.stores().contains(target.kind()))
                .map(target -> new Reached(target, HoldQuestion.reasonToKeep(target, order, known, asOf)))
                .toList();
    }

    /** Collects the targets of a run. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final AuditSink audit;
        private final ErasureLedger ledger;
        private final LegalHoldSource holds;
        private final InstantSource clock;
        private final List<ErasureTarget> targets = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private final Set<StoreKind> missing = EnumSet.noneOf(StoreKind.class);
        private Actor actor = Actor.service("erasure-run");
        private int pieceRecords = DEFAULT_PIECE_RECORDS;

        private Builder(AuditSink audit, ErasureLedger ledger, LegalHoldSource holds, InstantSource clock) {
            this.audit = Objects.requireNonNull(audit, "audit");
            this.ledger = Objects.requireNonNull(ledger, "ledger");
            this.holds = Objects.requireNonNull(holds, "holds");
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /**
         * Adds a store. Stores are erased in the order in which they are added: those that refer to others first, keys
         * last.
         *
         * @param target the store
         * @return this
         * @throws IllegalArgumentException if its name is not accepted or taken, or there are too many targets
         */
        public Builder target(ErasureTarget target) {
            String name = target.name();
            if (name.length() > 64 || !name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new IllegalArgumentException(
                        "erasure target has a name that is not accepted; accepted are 1 to 64 "
                                + "characters of a-z, 0-9 and single inner hyphens");
            }
            if (targets.size() == CertificateEvent.MAX_TARGETS) {
                throw new IllegalArgumentException(
                        "run has too many targets; accepted are at most " + CertificateEvent.MAX_TARGETS);
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "run has two targets named " + name + "; accepted is each name once");
            }
            targets.add(target);
            return this;
        }

        /**
         * Declares that the application has no store of a kind, so that orders that reach the kind may be completed
         * without one.
         *
         * @param kind the kind
         * @return this
         */
        public Builder withoutStore(StoreKind kind) {
            missing.add(Objects.requireNonNull(kind, "kind"));
            return this;
        }

        /**
         * Sets how many records a target erases at once and makes final in one go; 1,000 otherwise.
         *
         * @param records at least 1
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder pieceRecords(int records) {
            if (records < 1) {
                throw new IllegalArgumentException("piece is of " + records + " records; accepted are 1 and more");
            }
            pieceRecords = records;
            return this;
        }

        /**
         * Sets who appears in the audit log; {@code service:erasure-run} otherwise.
         *
         * @param newActor who runs
         * @return this
         */
        public Builder actor(Actor newActor) {
            actor = Objects.requireNonNull(newActor, "newActor");
            return this;
        }

        /**
         * The run.
         *
         * @return the run, which may be used any number of times
         * @throws IllegalArgumentException if there is no target, or a target is of a kind declared missing
         */
        public ErasureRun build() {
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("run has no target; accepted is at least one");
            }
            for (ErasureTarget target : targets) {
                if (missing.contains(target.kind())) {
                    throw new IllegalArgumentException("target " + target.name() + " is of the kind " + target.kind()
                            + ", which was declared missing; accepted is one of the two");
                }
            }
            return new ErasureRun(this);
        }
    }
}
