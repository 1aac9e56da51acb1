package dev.compliancekit.audit.watch;

/**
 * The mean of a value by time of day or by hour of the week, as an exponentially weighted mean over past days or weeks.
 * The part of the day that is under way is not yet in it, so a value is never compared with itself. <em>Not
 * thread-safe: confine to one thread.</em>
 */
final class Season {

    private static final int MOST_SEEN = Byte.MAX_VALUE;

    private final int periodSeconds;
    private final double weight;
    private final float[] means;
    private final byte[] seen;
    private int open = -1;
    private double openSum;
    private int openCount;

    /**
     * @param bins into how many parts a period is cut
     * @param periodSeconds a day or a week
     * @param weight of the newest period, over 0 up to 1; the first ones are averaged
     */
    Season(int bins, int periodSeconds, double weight) {
        this.periodSeconds = periodSeconds;
        this.weight = weight;
        this.means = new float[bins];
        this.seen = new byte[bins];
    }

    boolean knows(long epochSecond) {
        return seen[bin(epochSecond)] > 0;
    }

    double mean(long epochSecond) {
        return means[bin(epochSecond)];
    }

    /** Takes a value in; times should not go back by more than the bin. */
    void learn(long epochSecond, double value) {
        int bin = bin(epochSecond);
        if (bin != open) {
            close();
            open = bin;
        }
        openSum += value;
        openCount++;
    }

    private void close() {
        if (openCount > 0) {
            double share = Math.max(weight, 1.0 / (seen[open] + 1));
            means[open] += (float) (share * (openSum / openCount - means[open]));
            seen[open] = (byte) Math.min(seen[open] + 1, MOST_SEEN);
        }
        openSum = 0;
        openCount = 0;
    }

    private int bin(long epochSecond) {
        return (int) (Math.floorMod(epochSecond, (long) periodSeconds) * means.length / periodSeconds);
    }

    void save(StateWriter out) {
        out.numbers(means);
        out.numbers(seen);
        out.number(open);
        out.number(openSum);
        out.number(openCount);
    }

    void restore(StateReader in) {
        in.numbers(means);
        in.numbers(seen);
        open = in.number(-1, means.length - 1);
        openSum = in.real();
        openCount = in.number(open < 0 ? 0 : 1, open < 0 ? 0 : Integer.MAX_VALUE);
    }
}
