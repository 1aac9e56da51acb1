package dev.compliancekit.audit.watch;

import java.util.Random;

/** Simulated events: negative-binomial counts in five minutes, with a day, a week and a given size. */
final class SimulatedCounts {

    static final int TICK = 300;

    private static final double DAY = 86_400;
    private static final double AMPLITUDE = 0.8;

    private final Random random;
    private final double perMinute;
    private final double dispersion;

    SimulatedCounts(long seed, double perMinute, double dispersion) {
        this.random = new Random(seed);
        this.perMinute = perMinute;
        this.dispersion = dispersion;
    }

    /** How many events are expected in the tick from an instant on. */
    double mean(long from) {
        double hour = (from + TICK / 2.0) % DAY / 3600;
        int weekday = (int) (from / (long) DAY % 7);
        double day = 1 + AMPLITUDE * Math.sin((hour - 9) / 24 * 2 * Math.PI);
        return perMinute * 5 * day * (weekday == 2 || weekday == 3 ? 0.5 : 1);
    }

    /** How many there are. */
    int events(long from, double factor) {
        double mean = mean(from) * factor;
        return poisson(dispersion > 0 ? mean * gamma(1 / dispersion) * dispersion : mean);
    }

    private int poisson(double mean) {
        if (mean > 200) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** Marsaglia and Tsang (2000), for a shape of 1 or more. */
    private double gamma(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
