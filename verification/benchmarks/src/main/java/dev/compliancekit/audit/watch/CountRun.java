package dev.compliancekit.audit.watch;

import java.util.Random;

/**
 * Recall, delay and false alarms on simulated counts: each tenant is learned for 15 days, then disturbed again and
 * again for three intervals by three times as many events, a third as many, or none. An interval is five minutes, or
 * the time in which 32 events are expected where that is longer. Between, all is steady for 20 times as long, at least
 * three days.
 */
final class CountRun {

    private static final long DAY = 86_400;
    private static final int INTERVALS = 3;
    private static final double[] FACTORS = {3, 1.0 / 3, 0};

    private final double perMinute;
    private final double dispersion;
    private final int[] found = new int[FACTORS.length];
    private final int[] disturbed = new int[FACTORS.length];
    private final double[] hours = new double[FACTORS.length];
    private double months;
    private int falseAlarms;
    private int ramps;
    private int rampsSaid;

    CountRun(double perMinute, double dispersion) {
        this.perMinute = perMinute;
        this.dispersion = dispersion;
    }

    void tenant(long seed) {
        SimulatedCounts counts = new SimulatedCounts(seed, perMinute, dispersion);
        Random random = new Random(seed);
        CountDetector detector = new CountDetector();
        detector.resume(0);
        long now = 0;
        long end = (perMinute < 0.5 ? 200 : 74) * DAY;
        long next = 15 * DAY;
        long quietFrom = 8 * DAY;
        while (now < end) {
            if (now >= next) {
                long start = now;
                now = disturb(detector, counts, now, random.nextInt(FACTORS.length));
                next = now + Math.max(3 * DAY, 20 * (now - start)) + random.nextInt((int) (2 * DAY));
                quietFrom = now + 2 * DAY;
            }
            boolean alarm = step(detector, counts, now, 1) != 0;
            now += SimulatedCounts.TICK;
            if (now > quietFrom) {
                months += SimulatedCounts.TICK / (30.0 * DAY);
                falseAlarms += alarm ? 1 : 0;
            }
        }
    }

    private long disturb(CountDetector detector, SimulatedCounts counts, long start, int kind) {
        long now = start;
        double expected = 0;
        boolean seen = false;
        double enough = INTERVALS * CountDetector.STEP_EVENTS;
        while (now - start < INTERVALS * SimulatedCounts.TICK || expected < enough) {
            expected += counts.mean(now);
            int alarm = step(detector, counts, now, FACTORS[kind]);
            now += SimulatedCounts.TICK;
            if (!seen && alarm == (kind == 0 ? 1 : -1)) {
                seen = true;
                found[kind]++;
                hours[kind] += (now - start) / 3600.0;
            }
        }
        disturbed[kind]++;
        return now;
    }

    /** 1 for a spike, -1 for a dip, 0 for no alarm. */
    private static int step(CountDetector detector, SimulatedCounts counts, long now, double factor) {
        detector.count(counts.events(now, factor));
        CountDetector.Finding finding = detector.tick(now + SimulatedCounts.TICK);
        if (finding == null) {
            return 0;
        }
        return finding.isSpike() ? 1 : -1;
    }

    /** Whether a ramp to three times as many, over two weeks, is said. */
    void ramp(long seed) {
        SimulatedCounts counts = new SimulatedCounts(seed, perMinute, dispersion);
        CountDetector detector = new CountDetector();
        detector.resume(0);
        boolean said = false;
        for (long now = 0; now < 42 * DAY; now += SimulatedCounts.TICK) {
            double share = Math.max(0, Math.min(1, (now - 21 * DAY) / (14.0 * DAY)));
            boolean alarm = step(detector, counts, now, 1 + 2 * share) != 0;
            said |= alarm && share > 0;
        }
        ramps++;
        rampsSaid += said ? 1 : 0;
    }

    void print() {
        System.out.printf(
                "| %s | %s | %.2f | %.3f (%.2f h) | %.3f (%.2f h) | %.3f (%.2f h) | %.0f | %d | %d of %d |%n",
                perMinute,
                dispersion,
                falseAlarms / months,
                recall(0),
                delay(0),
                recall(1),
                delay(1),
                recall(2),
                delay(2),
                months,
                disturbed[0] + disturbed[1] + disturbed[2],
                rampsSaid,
                ramps);
    }

    private double recall(int kind) {
        return (double) found[kind] / disturbed[kind];
    }

    private double delay(int kind) {
        return hours[kind] / Math.max(1, found[kind]);
    }
}
