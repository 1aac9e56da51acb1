package dev.compliancekit.audit.watch;

/**
 * One alarm per episode: after an alarm, another one only once {@link #REFRACTORY_STEPS} steps have passed, or sooner
 * for a score that is greater by a fifth. <em>Not thread-safe: confine to one thread.</em>
 */
final class Episode {

    static final int REFRACTORY_STEPS = 150;

    private static final double WORSE = 1.2;

    private final double threshold;
    private double last;
    private int stepsSince = REFRACTORY_STEPS;

    Episode(double threshold) {
        this.threshold = threshold;
    }

    /** Whether a score is an alarm; call it once for each step. */
    boolean alarm(double score) {
        stepsSince = Math.min(stepsSince + 1, REFRACTORY_STEPS + 1);
        if (stepsSince > REFRACTORY_STEPS) {
            last = 0;
        }
        if (score < threshold || score <= WORSE * last) {
            return false;
        }
        if (last == 0) {
            stepsSince = 0;
        }
        last = score;
        return true;
    }

    void save(StateWriter out) {
        out.number(last);
        out.number(stepsSince);
    }

    void restore(StateReader in) {
        last = in.real(0);
        stepsSince = in.number(0, REFRACTORY_STEPS + 1);
    }
}
