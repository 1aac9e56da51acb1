package dev.compliancekit.audit.watch;

/** What everybody tries first: how many standard deviations from an exponentially weighted mean. */
final class Gaussian {

    private static final double WEIGHT = 0.01;

    private double mean;
    private double variance;
    private int steps;

    double step(double value) {
        steps++;
        double weight = Math.max(WEIGHT, 1.0 / steps);
        double distance = value - mean;
        double score = steps < 50 || variance <= 0 ? 0 : Math.abs(distance) / Math.sqrt(variance);
        mean += weight * distance;
        variance += weight * (distance * distance - variance);
        return score;
    }
}
