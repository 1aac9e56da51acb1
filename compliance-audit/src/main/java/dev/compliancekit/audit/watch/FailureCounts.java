package dev.compliancekit.audit.watch;

/**
 * How often each of any number of keys came up lately, in bounded memory: a count-min sketch (Cormode and
 * Muthukrishnan, 2005) over two half windows. It never counts too little, so a flood of other keys can bring an alarm
 * too many but never hide one. <em>Not thread-safe: the watch holds its lock.</em>
 */
final class FailureCounts {

    private static final int ROWS = 3;
    private static final int CELL_BITS = 17;
    private static final int CELLS = 1 << CELL_BITS;

    private final long halfWindowSeconds;
    private int[][] current = {};
    private int[][] last = {};
    private long slot = Long.MIN_VALUE;

    FailureCounts(long windowSeconds) {
        this.halfWindowSeconds = Math.max(1, windowSeconds / 2);
    }

    /**
     * Counts a key once more.
     *
     * @param hash spread evenly over all 64 bits
     * @param now seconds
     * @return how often it came up in the last half to whole window, this time included; rather too many than too few
     */
    int count(long hash, long now) {
        turnTo(Math.floorDiv(now, halfWindowSeconds));
        int least = Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            int cell = (int) (hash >>> (row * CELL_BITS)) & (CELLS - 1);
            current[row][cell]++;
            least = Math.min(least, current[row][cell] + last[row][cell]);
        }
        return least;
    }

    private void turnTo(long now) {
        if (now != slot) {
            last = now == slot + 1 ? current : new int[ROWS][CELLS];
            current = new int[ROWS][CELLS];
            slot = now;
        }
    }
}
