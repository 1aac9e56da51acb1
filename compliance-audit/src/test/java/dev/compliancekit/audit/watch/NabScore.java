package dev.compliancekit.audit.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The score of NAB 1.1 (Lavin and Ahmad, ICMLA 2015): 0 for a detector that finds nothing, 100 for a perfect one. One
 * threshold is chosen for all series. Gives the same as {@code nab_score.py}.
 */
final class NabScore {

    private static final double PROBATION = 0.15;
    private static final int MAX_PROBATION = 750;
    private static final double GREATEST = sigmoid(-1);

    private NabScore() {}

    /** What a found window, a false alarm and a missed window weigh. */
    enum Profile {
        STANDARD(0.11, 1),
        LOW_FALSE_POSITIVES(0.22, 1),
        LOW_FALSE_NEGATIVES(0.11, 2);

        private final double falseAlarm;
        private final double missed;

        Profile(double falseAlarm, double missed) {
            this.falseAlarm = falseAlarm;
            this.missed = missed;
        }
    }

    private record Point(double score, int window, double value) {}

    static double of(Profile profile, Map<NabCorpus.Series, double[]> scores) {
        List<Point> points = new ArrayList<>();
        int windows = 0;
        for (Map.Entry<NabCorpus.Series, double[]> series : scores.entrySet()) {
            add(points, series.getKey(), series.getValue(), windows);
            windows += series.getKey().windows().size();
        }
        points.sort(Comparator.comparingDouble(Point::score).reversed());
        double nothing = -profile.missed * windows;
        double[] best = new double[windows];
        Arrays.fill(best, -profile.missed);
        double sum = nothing;
        double greatest = nothing;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (point.window < 0) {
                sum += profile.falseAlarm * point.value;
            } else if (point.value > best[point.window]) {
                sum += point.value - best[point.window];
                best[point.window] = point.value;
            }
            if (i + 1 == points.size() || points.get(i + 1).score < point.score) {
                greatest = Math.max(greatest, sum);
            }
        }
        return 100 * (greatest - nothing) / (windows - nothing);
    }

    private static void add(List<Point> points, NabCorpus.Series series, double[] scores, int firstWindow) {
        int probation = (int) Math.min(Math.floor(PROBATION * scores.length), MAX_PROBATION);
        List<int[]> windows = series.windows();
        int next = 0;
        for (int i = 0; i < scores.length; i++) {
            while (next < windows.size() && i > windows.get(next)[1]) {
                next++;
            }
            boolean inside = next < windows.size() && windows.get(next)[0] <= i;
            if (i >= probation) {
                points.add(new Point(scores[i], inside ? firstWindow + next : -1, value(windows, next, inside, i)));
            }
        }
    }

    private static double value(List<int[]> windows, int next, boolean inside, int at) {
        if (inside) {
            int[] window = windows.get(next);
            return sigmoid(-(window[1] - at + 1) / (window[1] - window[0] + 1.0)) / GREATEST;
        }
        if (next == 0) {
            return -1;
        }
        int[] before = windows.get(next - 1);
        return sigmoid((at - before[1]) / (double) (before[1] - before[0]));
    }

    private static double sigmoid(double distance) {
        return distance > 3 ? -1 : 2 / (1 + Math.exp(5 * distance)) - 1;
    }
}
