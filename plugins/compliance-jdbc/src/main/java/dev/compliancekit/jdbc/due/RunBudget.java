package dev.compliancekit.jdbc.due;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How much one run may do, so that it never takes the database for itself: what is left waits for the next run.
 *
 * @param items how many at most, at least 1
 * @param time for how long chunks are begun, longer than zero
 * @param chunk how many in one transaction at most, 1 to 10,000
 */
@Immutable
public record RunBudget(long items, Duration time, int chunk) {

    private static final int MOST = 10_000;

    /**
     * Checks the figures.
     *
     * @param items how many at most
     * @param time for how long chunks are begun
     * @param chunk how many in one transaction at most
     * @throws IllegalArgumentException if one is out of range
     */
    public RunBudget {
        if (items < 1) {
            throw new IllegalArgumentException("budget has " + items + " items; accepted are 1 and more");
        }
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("budget has no time; accepted are durations longer than zero");
        }
        if (chunk < 1 || chunk > MOST) {
            throw new IllegalArgumentException("budget has chunks of " + chunk + "; accepted are 1 to " + MOST);
        }
    }

    /**
     * A budget with chunks of a thousand.
     *
     * @param items how many at most, at least 1
     * @param time for how long chunks are begun, longer than zero
     * @return the budget
     * @throws IllegalArgumentException if one is out of range
     */
    public static RunBudget of(long items, Duration time) {
        return new RunBudget(items, time, 1000);
    }
}
