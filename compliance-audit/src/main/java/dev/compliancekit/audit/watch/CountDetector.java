package dev.compliancekit.audit.watch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds spikes and dips in how often something happens. Time is cut into steps in which {@link #STEP_EVENTS} events are
 * expected, or into the caller's ticks if these are longer, so a busy and a sparse series are judged by as much
 * evidence. The step under way, alone and with the last one and two, is tested against a negative-binomial distribution
 * at each tick: a dip is found by the clock, without an event. A rank as for values would need tens of thousands of
 * steps for so small a probability; counts have a distribution to lean on instead, whose dispersion is learned. <em>Not
 * thread-safe: confine to one thread.</em>
 */
final class CountDetector {

    /** How many events a step is long. */
    static final double STEP_EVENTS = 32;

    /**
     * From this surprise on, {@code -ln p}, a count is an alarm. Chosen on simulated counts, so that there is less than
     * one false alarm in a month of a series, see {@code docs/benchmarks.md}.
     */
    static final double THRESHOLD = 11;

    /** How long a series is only learned. */
    static final long LEARNING_SECONDS = 7 * 86_400;

    /** An alarm is at least this many times, or at most one part in this many of, what was expected. */
    private static final double LEAST_FACTOR = 2;

    private static final long DAY = 86_400;
    private static final long MOST_STEP_SECONDS = 7 * DAY;
    private static final double MOST_LEVEL = 5;

    /** The level follows over a day, or over so many events where they take longer. */
    private static final double LEVEL_EVENTS = 1000;

    /**
     * How many events the level weighs as being 1, and dispersion how many steps as being {@link #FIRST_DISPERSION}.
     */
    private static final double LEVEL_LEAN = 20;

    private static final double DISPERSION_LEAN = 20;
    private static final double FIRST_DISPERSION = 0.02;
    private static final double LEAST_DISPERSION = 0.005;
    private static final double DISPERSION_KEPT = 0.995;

    /**
     * How much a step with an alarm weighs in the dispersion; not nothing, or a bursty series would never be known as
     * one.
     */
    private static final double DISTURBED_WEIGHT = 0.25;

    /** With how many closed steps the one under way is tested. */
    private static final int LAST_STEPS = 3;

    /** From so many events on, a tick is tested by itself too, so that a burst is not lost in a long step. */
    private static final double LEAST_BURST = STEP_EVENTS / 2;

    private static final Finding NOTHING = new Finding(0, 0, 0, 0);

    private final Rates rates;
    private final double[] closedCounts = new double[LAST_STEPS];
    private final double[] closedLeast = new double[LAST_STEPS];
    private final double[] closedMost = new double[LAST_STEPS];
    private final long[] closedFrom = new long[LAST_STEPS];
    private long firstSecond = Long.MIN_VALUE;
    private long upTo;
    private double sinceTick;
    private long stepFrom;
    private double stepCount;
    private double stepLeast;
    private double stepMost;
    private double levelEvents;
    private double levelMean;
    private double dispersionSum;
    private double dispersionWeight;
    private final Calm spikes;
    private final Calm dips;

    CountDetector() {
        this(new Rates(), new Calm(), new Calm());
    }

    private CountDetector(Rates rates, Calm spikes, Calm dips) {
        this.rates = rates;
        this.spikes = spikes;
        this.dips = dips;
    }

    /** What a tick found: from when on, how many events there were, how many were expected, {@code -ln p}. */
    record Finding(long from, double count, double mean, double surprise) {

        boolean isSpike() {
            return count > mean;
        }

        boolean isSilence() {
            return count == 0;
        }
    }

    /** Counts events now. */
    void count(int events) {
        sinceTick += events;
    }

    boolean learning(long now) {
        return now - firstSecond < LEARNING_SECONDS;
    }

    /** Starts over at an instant without having looked before it: nothing is learned from the time between. */
    void resume(long now) {
        if (firstSecond == Long.MIN_VALUE) {
            firstSecond = now;
        }
        upTo = now;
        stepFrom = now;
        sinceTick = 0;
        stepCount = 0;
        stepLeast = 0;
        stepMost = 0;
        Arrays.fill(closedLeast, 0);
        Arrays.fill(closedMost, 0);
        Arrays.fill(closedCounts, 0);
    }

    /**
     * Moves the clock on and tests.
     *
     * @param now after the last tick
     * @return the start of an episode, or null
     */
    @Nullable
    Finding tick(long now) {
        long seconds = now - upTo;
        long middle = upTo + seconds / 2;
        double level = level() * seconds;
        double straight = rates.at(middle) * level;
        double whole = rates.ofWholeHour(middle) * level;
        double count = sinceTick;
        sinceTick = 0;
        upTo = now;
        stepCount += count;
        stepLeast += Math.min(straight, whole);
        double most = Math.max(straight, whole);
        stepMost += most;
        Finding burst = count < LEAST_BURST ? NOTHING : finding(now - seconds, count, 0, most, 0, most * most);
        Finding found = learning(now) ? null : test(now, burst);
        learn(middle, seconds, learning(now) ? count : bounded(count, straight), straight);
        if (stepLeast >= STEP_EVENTS || now - stepFrom >= MOST_STEP_SECONDS) {
            closeStep(now);
        }
        return found;
    }

    private double level() {
        double level = (levelEvents + LEVEL_LEAN) / (levelMean + LEVEL_LEAN);
        return Math.max(1 / MOST_LEVEL, Math.min(MOST_LEVEL, level));
    }

    double dispersion() {
        double sum = dispersionSum + DISPERSION_LEAN * FIRST_DISPERSION;
        return Math.max(LEAST_DISPERSION, sum / (dispersionWeight + DISPERSION_LEAN));
    }

    private @Nullable Finding test(long now, Finding burst) {
        double count = stepCount;
        double least = stepLeast;
        double most = stepMost;
        double leastSquares = least * least;
        double mostSquares = most * most;
        Finding step = finding(stepFrom, count, least, most, leastSquares, mostSquares);
        Finding worst = burst.surprise() > step.surprise() ? burst : step;
        for (int i = 0; i < LAST_STEPS && closedMost[i] > 0; i++) {
            count += closedCounts[i];
            least += closedLeast[i];
            most += closedMost[i];
            leastSquares += closedLeast[i] * closedLeast[i];
            mostSquares += closedMost[i] * closedMost[i];
            Finding longer = finding(closedFrom[i], count, least, most, leastSquares, mostSquares);
            worst = longer.surprise() > worst.surprise() ? longer : worst;
        }
        boolean alarm = worst.surprise() >= THRESHOLD && (worst.isSpike() ? spikes : dips).alarm(now);
        return alarm ? worst : null;
    }

    /**
     * Against the most that was to be expected, or the least. Steps vary independently of one another, so the
     * dispersion of a sum is less than that of a step.
     */
    private Finding finding(
            long from, double count, double least, double most, double leastSquares, double mostSquares) {
        double surprise = 0;
        if (most > 0 && count >= LEAST_FACTOR * most) {
            surprise = CountTail.surprise(count, most, dispersion() * mostSquares / (most * most));
        } else if (least > 0 && count * LEAST_FACTOR <= least) {
            surprise = CountTail.surprise(count, least, dispersion() * leastSquares / (least * least));
        }
        return new Finding(from, count, count > most ? most : least, surprise);
    }

    private void learn(long middle, long seconds, double learned, double mean) {
        double level = level();
        rates.learn(middle, learned, (double) seconds);
        double kept = Math.exp(-Math.min((double) seconds / DAY, mean / LEVEL_EVENTS));
        levelEvents = kept * levelEvents + learned;
        levelMean = kept * levelMean + mean / level;
    }

    /** What is learned of an extraordinary tick is bounded, once there is something to bound it by. */
    private static double bounded(double count, double mean) {
        double noise = 4 * Math.sqrt(mean);
        return Math.max(mean / LEAST_FACTOR - noise, Math.min(LEAST_FACTOR * mean + noise, count));
    }

    private void closeStep(long now) {
        boolean spiked = spikes.closeStep();
        boolean disturbed = dips.closeStep() || spiked;
        if (now - firstSecond > LEARNING_SECONDS / 2) {
            learnDispersion(disturbed ? DISTURBED_WEIGHT : 1);
        }
        shift(closedCounts, stepCount);
        shift(closedLeast, stepLeast);
        shift(closedMost, stepMost);
        System.arraycopy(closedFrom, 0, closedFrom, 1, LAST_STEPS - 1);
        closedFrom[0] = stepFrom;
        stepFrom = now;
        stepCount = 0;
        stepLeast = 0;
        stepMost = 0;
    }

    private void learnDispersion(double most) {
        double count = Math.max(stepLeast / LEAST_FACTOR, Math.min(LEAST_FACTOR * stepMost, stepCount));
        double mean = Math.max(stepLeast, Math.min(stepMost, count));
        double excess = ((count - mean) * (count - mean) - mean) / (mean * mean);
        double weight = most * Math.min(1, mean / STEP_EVENTS);
        dispersionSum = DISPERSION_KEPT * dispersionSum + weight * excess;
        dispersionWeight = DISPERSION_KEPT * dispersionWeight + weight;
    }

    private static void shift(double[] steps, double newest) {
        System.arraycopy(steps, 0, steps, 1, LAST_STEPS - 1);
        steps[0] = newest;
    }

    void save(StateWriter out) {
        rates.save(out);
        spikes.save(out);
        dips.save(out);
        for (int i = 0; i < LAST_STEPS; i++) {
            out.number(closedCounts[i]);
            out.number(closedLeast[i]);
            out.number(closedMost[i]);
            out.number(closedFrom[i]);
        }
        out.number(sinceTick);
        out.number(stepCount);
        out.number(stepLeast);
        out.number(stepMost);
        out.number(levelEvents);
        out.number(levelMean);
        out.number(dispersionWeight);
        out.number(dispersionSum);
        out.number(firstSecond);
        out.number(upTo);
        out.number(stepFrom);
    }

    static CountDetector restore(StateReader in) {
        CountDetector detector = new CountDetector(Rates.restore(in), Calm.restore(in), Calm.restore(in));
        for (int i = 0; i < LAST_STEPS; i++) {
            detector.closedCounts[i] = in.real(0);
            detector.closedLeast[i] = in.real(0);
            detector.closedMost[i] = in.real(0);
            detector.closedFrom[i] = in.number();
        }
        detector.sinceTick = in.real(0);
        detector.stepCount = in.real(0);
        detector.stepLeast = in.real(0);
        detector.stepMost = in.real(0);
        detector.levelEvents = in.real(0);
        detector.levelMean = in.real(0);
        detector.dispersionWeight = in.real(0);
        detector.dispersionSum = in.real();
        detector.firstSecond = in.number();
        detector.upTo = in.number();
        detector.stepFrom = in.number();
        return detector;
    }
}
