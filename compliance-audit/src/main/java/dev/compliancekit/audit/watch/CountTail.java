package dev.compliancekit.audit.watch;

/**
 * How improbable a count is under a negative-binomial distribution of given mean and dispersion, whose variance is
 * {@code mean + dispersion * mean^2}; with dispersion 0 it is a Poisson distribution. The bound is Chernoff's, so the
 * true probability of a count as extreme or more is never greater.
 */
final class CountTail {

    private static final double NEARLY_POISSON = 1e-9;

    private CountTail() {}

    /**
     * At most {@code exp(-surprise)} is the probability of so many or more, if the count is above the mean, or so few
     * or fewer, if below.
     *
     * @param count 0 or more
     * @param mean over 0
     * @param dispersion 0 or more
     */
    static double surprise(double count, double mean, double dispersion) {
        double own = count > 0 ? count * Math.log(count / mean) : 0;
        if (dispersion < NEARLY_POISSON) {
            return own - (count - mean);
        }
        double size = 1 / dispersion;
        return Math.max(0, own - (count + size) * Math.log((count + size) / (mean + size)));
    }
}
