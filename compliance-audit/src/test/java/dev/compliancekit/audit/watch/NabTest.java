package dev.compliancekit.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scores that {@code docs/benchmarks.md} states; the same numbers on every machine. */
class NabTest {

    /** Scores as published for the whole corpus cannot be compared with those of a part of it. */
    private static final int SERIES = 24;

    @Test
    void scoresAsStated() {
        Map<NabCorpus.Series, double[]> scores = scores(0);
        assertThat(scores).hasSize(SERIES);
        assertThat(NabScore.of(NabScore.Profile.STANDARD, scores)).isGreaterThanOrEqualTo(72.5);
        assertThat(NabScore.of(NabScore.Profile.LOW_FALSE_POSITIVES, scores)).isGreaterThanOrEqualTo(63.5);
        assertThat(NabScore.of(NabScore.Profile.LOW_FALSE_NEGATIVES, scores)).isGreaterThanOrEqualTo(77.0);
    }

    @Test
    void scoresAsStatedWithTheThresholdInUse() {
        Map<NabCorpus.Series, double[]> alarms = scores(ValueDetector.THRESHOLD);
        alarms.replaceAll(
                (series, score) -> Arrays.stream(score).map(Math::signum).toArray());
        assertThat(NabScore.of(NabScore.Profile.STANDARD, alarms)).isGreaterThanOrEqualTo(67);
    }

    @Test
    void aDetectorThatSaysNothingScoresZeroAndAPerfectOneAHundred() {
        Map<NabCorpus.Series, double[]> nothing = new LinkedHashMap<>();
        Map<NabCorpus.Series, double[]> perfect = new LinkedHashMap<>();
        for (NabCorpus.Series series : NabCorpus.read()) {
            nothing.put(series, new double[series.values().length]);
            double[] scores = new double[series.values().length];
            series.windows().forEach(window -> scores[window[0]] = 1);
            perfect.put(series, scores);
        }
        for (NabScore.Profile profile : NabScore.Profile.values()) {
            assertThat(NabScore.of(profile, nothing)).isCloseTo(0, within(1e-9));
            assertThat(NabScore.of(profile, perfect)).isCloseTo(100, within(1e-9));
        }
    }

    static Map<NabCorpus.Series, double[]> scores(double threshold) {
        List<NabCorpus.Series> corpus = NabCorpus.read();
        Map<NabCorpus.Series, double[]> scores = new LinkedHashMap<>();
        for (NabCorpus.Series series : corpus) {
            ValueDetector detector = new ValueDetector();
            Episode episode = new Episode(threshold);
            double[] score = new double[series.values().length];
            for (int i = 0; i < score.length; i++) {
                double step = detector.step(series.seconds()[i], series.values()[i]);
                score[i] = episode.alarm(step) ? step : 0;
            }
            scores.put(series, score);
        }
        return scores;
    }
}
