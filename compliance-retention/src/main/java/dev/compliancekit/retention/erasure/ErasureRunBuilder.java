package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Collects the targets and the limits of an {@link ErasureRun}. <em>Not thread-safe: confine to one thread.</em> */
public final class ErasureRunBuilder {

    private static final int DEFAULT_PIECE_RECORDS = 1_000;

    final AuditSink audit;
    final ErasureLedger ledger;
    final InstantSource clock;
    final Set<String> mayBeEmptied = new HashSet<>();
    String policyVersion = "";
    Actor actor = Actor.service("erasure-run");
    int pieceRecords = DEFAULT_PIECE_RECORDS;

    @Nullable
    ErasureLimits limits;

    @Nullable
    ErasureBudget budget;

    @Nullable
    ClockGuard clockGuard;

    private final LegalHoldSource holds;
    private final List<ErasureTarget> targets = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<StoreKind> missing = EnumSet.noneOf(StoreKind.class);
    private @Nullable Actor owner;
    private Duration lookAgain = Duration.ofDays(1);
    private @Nullable BoundedCalls calls;

    ErasureRunBuilder(AuditSink audit, ErasureLedger ledger, LegalHoldSource holds, InstantSource clock) {
        this.audit = Objects.requireNonNull(audit, "audit");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.holds = Objects.requireNonNull(holds, "holds");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Adds a store. Stores are erased as {@link ErasureTarget#after} says, else in the order in which they are added:
     * those that refer to others first, keys last.
     *
     * @param target the store
     * @return this
     * @throws IllegalArgumentException if its name is not accepted or taken, or there are too many targets
     */
    public ErasureRunBuilder target(ErasureTarget target) {
        String name = target.name();
        if (name.length() > 64 || !name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("erasure target has a name that is not accepted; accepted are 1 to 64 "
                    + "characters of a-z, 0-9 and single inner hyphens");
        }
        if (targets.size() == CertificateEvent.MAX_TARGETS) {
            throw new IllegalArgumentException(
                    "run has too many targets; accepted are at most " + CertificateEvent.MAX_TARGETS);
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("run has two targets named " + name + "; accepted is each name once");
        }
        targets.add(target);
        return this;
    }

    /**
     * Declares that the application has no store of a kind, so that orders that reach the kind may be completed without
     * one.
     *
     * @param kind the kind
     * @return this
     */
    public ErasureRunBuilder withoutStore(StoreKind kind) {
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
    public ErasureRunBuilder pieceRecords(int records) {
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
    public ErasureRunBuilder actor(Actor newActor) {
        actor = Objects.requireNonNull(newActor, "newActor");
        return this;
    }

    /**
     * Sets above which size a run needs an approval; without limits none does.
     *
     * @param newLimits the limits
     * @return this
     */
    public ErasureRunBuilder limits(ErasureLimits newLimits) {
        limits = Objects.requireNonNull(newLimits, "newLimits");
        return this;
    }

    /**
     * Sets how much one run does before it leaves the rest to the next; everything otherwise.
     *
     * @param newBudget the budget
     * @return this
     */
    public ErasureRunBuilder budget(ErasureBudget newBudget) {
        budget = Objects.requireNonNull(newBudget, "newBudget");
        return this;
    }

    /**
     * Sets the guard against a wrong clock; without one every time is believed.
     *
     * @param guard the guard
     * @return this
     */
    public ErasureRunBuilder clockGuard(ClockGuard guard) {
        clockGuard = Objects.requireNonNull(guard, "guard");
        return this;
    }

    /**
     * Sets how long a store or the register of holds may take for one call; for ever otherwise.
     *
     * @param limit the time for one call, longer than zero
     * @param executor runs the calls; not closed by the run
     * @return this
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    public ErasureRunBuilder timeLimit(Duration limit, ExecutorService executor) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("time limit is " + limit + "; accepted are durations above zero");
        }
        calls = new BoundedCalls(limit, Objects.requireNonNull(executor, "executor"));
        return this;
    }

    /**
     * Sets the version of the policy that plans are made under; an approval counts under that version only.
     *
     * @param version which version, for example its date
     * @return this
     */
    public ErasureRunBuilder policyVersion(String version) {
        policyVersion = Objects.requireNonNull(version, "version");
        return this;
    }

    /**
     * Allows a run to erase everything that a store holds, as for a store of one tenant; refused otherwise, if the
     * store says how much it holds.
     *
     * @param target the store's name
     * @return this
     */
    public ErasureRunBuilder mayEmpty(String target) {
        mayBeEmptied.add(Objects.requireNonNull(target, "target"));
        return this;
    }

    /**
     * Sets who looks after orders that are deferred, and after which time at the latest; the run's actor after a day
     * otherwise.
     *
     * @param newOwner who
     * @param newLookAgain after which time, longer than zero
     * @return this
     * @throws IllegalArgumentException if the time is zero or negative
     */
    public ErasureRunBuilder deferrals(Actor newOwner, Duration newLookAgain) {
        if (newLookAgain.isNegative() || newLookAgain.isZero()) {
            throw new IllegalArgumentException(
                    "next look is after " + newLookAgain + "; accepted are durations above zero");
        }
        owner = Objects.requireNonNull(newOwner, "newOwner");
        lookAgain = newLookAgain;
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

    ReachedStores stores() {
        List<ErasureTarget> sorted = TargetOrder.of(targets);
        LegalHoldSource source = holds;
        @Nullable BoundedCalls bounded = calls;
        if (bounded != null) {
            sorted = sorted.stream()
                    .map(target -> (ErasureTarget) new BoundedTarget(target, bounded))
                    .toList();
            source = tenant -> bounded.call(() -> holds.holdsOn(tenant));
        }
        HoldQuestion question = new HoldQuestion(source, clock, Objects.requireNonNullElse(owner, actor), lookAgain);
        return new ReachedStores(sorted, EnumSet.copyOf(missing), question);
    }
}
