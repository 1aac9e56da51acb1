package dev.compliancekit.audit.watch;

import java.util.Arrays;

/**
 * How often values of each size came up, in a fixed number of buckets: DDSketch (Masson, Rim and Lee, VLDB 2019) with
 * relative error 1 %. The buckets cover a factor of {@code 1.02^256}, about 160, below the greatest value; smaller
 * values share the last bucket, so the upper quantiles, which are what an alarm needs, are always exact to 1 %. Once
 * {@link #LIMIT} values are in, all counts are halved: old values fade. <em>Not thread-safe: confine to one
 * thread.</em>
 */
final class QuantileSketch {

    static final double RELATIVE_ERROR = 0.01;

    /** How many values count before all of them are halved. */
    static final int LIMIT = 4096;

    private static final int BUCKETS = 256;
    private static final int LOWEST = -40_000; // below the index of the smallest positive double
    private static final int HIGHEST = 40_000;

    /** A value counts this many units, so that halving keeps it for a while. */
    private static final int UNIT = 8;

    private static final double LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));

    /** From the bucket of the greatest values, {@code top}, down. */
    private final char[] counts = new char[BUCKETS];

    private int top = LOWEST;
    private int units;

    /** How many values count, after fading. */
    double count() {
        return (double) units / UNIT;
    }

    /**
     * Adds a value.
     *
     * @param value 0 or more, finite
     */
    void add(double value) {
        int index = index(value);
        if (index > top) {
            raiseTo(index);
        }
        int slot = Math.min(top - index, BUCKETS - 1);
        counts[slot] = (char) (counts[slot] + UNIT);
        units += UNIT;
        if (units >= LIMIT * UNIT) {
            halve();
            if (counts[BUCKETS - 1] == units) {
                startAt(index);
            }
        }
    }

    /** All values lie below what the buckets cover, as after a monster long ago: they count as great as the newest. */
    private void startAt(int index) {
        top = index;
        counts[0] = counts[BUCKETS - 1];
        counts[BUCKETS - 1] = 0;
    }

    /** How many values are greater, counting half of those that are as good as equal. */
    double above(double value) {
        int slot = top - index(value);
        if (slot < 0) {
            return 0;
        }
        slot = Math.min(slot, BUCKETS - 1);
        int above = 0;
        for (int i = 0; i < slot; i++) {
            above += counts[i];
        }
        return (above + counts[slot] / 2.0) / UNIT;
    }

    /** The greatest value, to 1 %; 0 if there is none. */
    double greatest() {
        return top == LOWEST ? 0 : valueOf(top);
    }

    /**
     * A quantile.
     *
     * @param share from 0, the smallest, to 1, the greatest
     * @return a value within 1 % of it if it is within the covered factor of the greatest; 0 if there is no value
     */
    double quantile(double share) {
        double rank = (1 - share) * (units - UNIT);
        int seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen > rank) {
                return top - i <= LOWEST ? 0 : valueOf(top - i);
            }
        }
        return 0;
    }

    /** Adds all values of another sketch. */
    void merge(QuantileSketch other) {
        if (other.top > top) {
            raiseTo(other.top);
        }
        int[] sum = new int[BUCKETS];
        int total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum[i] += counts[i];
            sum[Math.min(i + top - other.top, BUCKETS - 1)] += other.counts[i];
            total += counts[i] + other.counts[i];
        }
        int shift = total >= LIMIT * UNIT ? 1 : 0;
        units = 0;
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = (char) (sum[i] >> shift);
            units += counts[i];
        }
    }

    private void raiseTo(int index) {
        int by = Math.min(index - top, BUCKETS);
        int last = 0;
        for (int i = Math.max(0, BUCKETS - 1 - by); i < BUCKETS; i++) {
            last += counts[i];
        }
        System.arraycopy(counts, 0, counts, by, BUCKETS - by);
        Arrays.fill(counts, 0, by, (char) 0);
        counts[BUCKETS - 1] = (char) last;
        top = index;
    }

    private void halve() {
        units = 0;
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = (char) (counts[i] >> 1);
            units += counts[i];
        }
        int empty = 0;
        while (empty < BUCKETS - 1 && counts[empty] == 0) {
            empty++;
        }
        if (empty < BUCKETS - 1) { // the last bucket stays the last: what it holds is known to be small, not how small
            System.arraycopy(counts, empty, counts, 0, BUCKETS - 1 - empty);
            Arrays.fill(counts, BUCKETS - 1 - empty, BUCKETS - 1, (char) 0);
            top -= empty;
        }
    }

    private static int index(double value) {
        return value > 0 ? (int) Math.ceil(Math.log(value) / LOG_GAMMA) : LOWEST;
    }

    private static double valueOf(int index) {
        return 2 * Math.exp(index * LOG_GAMMA) / (1 + Math.exp(LOG_GAMMA));
    }

    void save(StateWriter out) {
        out.number(top);
        out.counts(counts);
    }

    static QuantileSketch restore(StateReader in) {
        QuantileSketch sketch = new QuantileSketch();
        sketch.top = in.number(LOWEST, HIGHEST);
        in.counts(sketch.counts);
        for (char count : sketch.counts) {
            sketch.units += count;
        }
        in.require(sketch.units < LIMIT * UNIT);
        return sketch;
    }
}
