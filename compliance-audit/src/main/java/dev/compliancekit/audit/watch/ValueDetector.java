package dev.compliancekit.audit.watch;

import java.util.List;

/**
 * How far a value is out of the ordinary for its series, on one scale for all series: the sum of three surprises, each
 * {@code -ln p} of a rank (conformal) p-value (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World,
 * chapter 2; summed as in Fisher's method):
 *
 * <ul>
 *   <li>the distance from the mean of the same time of day; while that is not known, from the slow mean,
 *   <li>the distance from the mean of the same hour of the week, once known,
 *   <li>how lively the series is of late, against how lively it has been: it sees a flat line and a flutter.
 * </ul>
 *
 * Each distance is ranked among all earlier ones of its kind. Ranks need no unit and no assumption on the distribution,
 * so one threshold serves every series. All parameters are the same for all series; the state is of fixed size. <em>Not
 * thread-safe: confine to one thread.</em>
 */
final class ValueDetector {

    /** From this score on, a value is an alarm: chosen on the series of NAB, see {@code docs/benchmarks.md}. */
    static final double THRESHOLD = 11;

    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    /** Quarters of an hour, hours of the week. */
    private static final int DAY_BINS = 96;

    private static final int WEEK_BINS = 168;

    /** The slow mean follows over 200 steps, liveliness over 10, the day over 10 days, the week over 3 weeks. */
    private static final double SLOW = 1.0 / 200;

    private static final double FAST = 1.0 / 10;
    private static final double DAY_WEIGHT = 0.1;
    private static final double WEEK_WEIGHT = 0.3;

    /** No score before this many values: a rank among fewer says nothing. */
    private static final int WARM_UP = 50;

    private static final int LIVELINESS_FROM = 20;

    /** Beyond the greatest distance so far, p falls with this power of the distance. */
    private static final double TAIL_POWER = 2;

    /** A distance enters a sketch as at most this many times the greatest, so that one monster does not blind it. */
    private static final double MOST_GROWTH = 10;

    private static final double TINY = 1e-12;

    private final Season day;
    private final Season week;
    private final QuantileSketch fromSlowMean;
    private final QuantileSketch fromDay;
    private final QuantileSketch fromWeek;
    private final QuantileSketch fromLiveliness;
    private int steps;
    private double slowMean;
    private double previous;
    private double liveliness;
    private double slowLiveliness;

    ValueDetector() {
        this(
                new Season(DAY_BINS, DAY, DAY_WEIGHT),
                new Season(WEEK_BINS, WEEK, WEEK_WEIGHT),
                List.of(new QuantileSketch(), new QuantileSketch(), new QuantileSketch(), new QuantileSketch()));
    }

    private ValueDetector(Season day, Season week, List<QuantileSketch> sketches) {
        this.day = day;
        this.week = week;
        this.fromSlowMean = sketches.get(0);
        this.fromDay = sketches.get(1);
        this.fromWeek = sketches.get(2);
        this.fromLiveliness = sketches.get(3);
    }

    /**
     * Scores a value against everything before it, then learns it.
     *
     * @param epochSecond when it was measured
     * @param value finite
     * @return 0 or more; 0 during warm-up
     */
    double step(long epochSecond, double value) {
        if (steps == 0) {
            slowMean = value;
            previous = value;
        }
        steps = Math.min(steps + 1, Integer.MAX_VALUE - 1);
        double score = time(epochSecond, value) + liveliness(value);
        double weight = Math.max(SLOW, 1.0 / steps);
        slowMean += weight * (value - slowMean);
        day.learn(epochSecond, value);
        week.learn(epochSecond, value);
        return steps < WARM_UP ? 0 : score;
    }

    /** What was to be expected at this time of day. */
    double expected(long epochSecond) {
        return day.knows(epochSecond) ? day.mean(epochSecond) : slowMean;
    }

    private double time(long epochSecond, double value) {
        double slow = surprise(fromSlowMean, Math.abs(value - slowMean));
        double score = day.knows(epochSecond) ? surprise(fromDay, Math.abs(value - day.mean(epochSecond))) : slow;
        return week.knows(epochSecond) ? score + surprise(fromWeek, Math.abs(value - week.mean(epochSecond))) : score;
    }

    private double liveliness(double value) {
        double change = Math.abs(value - previous);
        previous = value;
        liveliness += FAST * (change - liveliness);
        double score = steps > LIVELINESS_FROM
                ? surprise(fromLiveliness, Math.abs(Math.log((liveliness + TINY) / (slowLiveliness + TINY))))
                : 0;
        slowLiveliness += Math.max(SLOW, 1.0 / steps) * (change - slowLiveliness);
        return score;
    }

    private static double surprise(QuantileSketch sketch, double distance) {
        double above = sketch.above(distance);
        double surprise = -Math.log((above + 1) / (sketch.count() + 1));
        double greatest = sketch.greatest();
        if (above == 0 && greatest > 0 && distance > greatest) {
            surprise += TAIL_POWER * Math.log(distance / greatest);
        }
        sketch.add(greatest > 0 ? Math.min(distance, MOST_GROWTH * greatest) : distance);
        return surprise;
    }

    void save(StateWriter out) {
        day.save(out);
        week.save(out);
        fromSlowMean.save(out);
        fromDay.save(out);
        fromWeek.save(out);
        fromLiveliness.save(out);
        out.number(steps);
        out.number(slowMean);
        out.number(previous);
        out.number(liveliness);
        out.number(slowLiveliness);
    }

    static ValueDetector restore(StateReader in) {
        Season day = new Season(DAY_BINS, DAY, DAY_WEIGHT);
        Season week = new Season(WEEK_BINS, WEEK, WEEK_WEIGHT);
        day.restore(in);
        week.restore(in);
        ValueDetector detector = new ValueDetector(
                day,
                week,
                List.of(
                        QuantileSketch.restore(in),
                        QuantileSketch.restore(in),
                        QuantileSketch.restore(in),
                        QuantileSketch.restore(in)));
        detector.steps = in.number(0, Integer.MAX_VALUE - 1);
        detector.slowMean = in.real();
        detector.previous = in.real();
        detector.liveliness = in.real(0);
        detector.slowLiveliness = in.real(0);
        return detector;
    }
}
