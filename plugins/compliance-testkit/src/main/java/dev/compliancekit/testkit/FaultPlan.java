package dev.compliancekit.testkit;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Says which calls of a fake fail, and with what. A fake calls {@link #call()} at the start of each operation. <em>
 * Thread-safe.</em>
 */
public final class FaultPlan {

    private final LongPredicate failing;
    private final Supplier<? extends RuntimeException> fault;
    private final AtomicLong calls = new AtomicLong();

    private FaultPlan(LongPredicate failing, Supplier<? extends RuntimeException> fault) {
        this.failing = failing;
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    /**
     * No call fails.
     *
     * @return a plan that only counts
     */
    public static FaultPlan none() {
        return new FaultPlan(call -> false, PlannedFaultException::new);
    }

    /**
     * One call fails, those before and after it do not.
     *
     * @param number the call that fails, from 1
     * @return the plan; it fails with a {@link PlannedFaultException}
     * @throws IllegalArgumentException if the number is below 1
     */
    public static FaultPlan onCall(long number) {
        requireFromOne(number);
        return new FaultPlan(call -> call == number, PlannedFaultException::new);
    }

    /**
     * A call and all after it fail, as when a disk is full or a network is gone.
     *
     * @param number the first call that fails, from 1
     * @return the plan; it fails with a {@link PlannedFaultException}
     * @throws IllegalArgumentException if the number is below 1
     */
    public static FaultPlan fromCall(long number) {
        requireFromOne(number);
        return new FaultPlan(call -> call >= number, PlannedFaultException::new);
    }

    /**
     * The same calls fail in another way.
     *
     * @param other makes the exception, a new one for each failing call
     * @return a new plan that has counted nothing yet
     */
    public FaultPlan with(Supplier<? extends RuntimeException> other) {
        return new FaultPlan(failing, other);
    }

    /**
     * Counts a call, and fails if it is its turn.
     *
     * @throws PlannedFaultException or what {@link #with} was given, if this call is to fail
     */
    public void call() {
        if (failing.test(calls.incrementAndGet())) {
            throw fault.get();
        }
    }

    /**
     * How many calls were counted, failed ones included.
     *
     * @return 0 or more
     */
    public long calls() {
        return calls.get();
    }

    private static void requireFromOne(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("number is " + number + "; accepted is 1 for the first call, or more");
        }
    }
}
