package dev.compliancekit.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CountDetectorTest {

    private static final long DAY = 86_400;

    private final List<CountDetector.Finding> found = new ArrayList<>();

    private long run(CountDetector detector, CountScene scene, long from, long until, double factor) {
        long now = from;
        while (now < until) {
            detector.count(scene.events(now, factor));
            now += CountScene.TICK;
            CountDetector.Finding finding = detector.tick(now);
            if (finding != null) {
                found.add(finding);
            }
        }
        return now;
    }

    private static CountDetector fresh() {
        CountDetector detector = new CountDetector();
        detector.resume(0);
        return detector;
    }

    @Test
    void steadySeriesRaiseAtMostOneAlarmAMonth() {
        for (double perMinute : new double[] {0.1, 1, 100, 10_000}) {
            run(fresh(), new CountScene(1, perMinute, 0.02), 0, 37 * DAY, 1);
        }
        assertThat(found).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void threeTimesAsManyIsASpikeOnce() {
        CountDetector detector = fresh();
        CountScene scene = new CountScene(2, 10, 0.02);
        long now = run(detector, scene, 0, 20 * DAY + DAY / 2, 1);
        run(detector, scene, now, now + 3 * 3600, 3);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).isSpike()).isTrue();
        assertThat(found.get(0).isSilence()).isFalse();
        assertThat(found.get(0).from()).isBetween(now - 1800, now + 900);
        assertThat(found.get(0).count()).isGreaterThan(2 * found.get(0).mean());
    }

    @Test
    void aThirdIsADip() {
        CountDetector detector = fresh();
        CountScene scene = new CountScene(3, 10, 0.02);
        long now = run(detector, scene, 0, 20 * DAY + DAY / 2, 1);
        run(detector, scene, now, now + 3600, 1 / 3.0);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).isSpike()).isFalse();
        assertThat(found.get(0).isSilence()).isFalse();
    }

    @Test
    void silenceIsFoundByTheClockWithoutAnyEvent() {
        CountDetector detector = fresh();
        CountScene scene = new CountScene(4, 0.5, 0.02);
        long now = run(detector, scene, 0, 20 * DAY + DAY / 2, 1);
        long from = now;
        while (found.isEmpty() && now < from + 6 * 3600) {
            now += 60;
            CountDetector.Finding finding = detector.tick(now);
            if (finding != null) {
                found.add(finding);
            }
        }
        assertThat(found).hasSize(1);
        assertThat(found.get(0).isSpike()).isFalse();
        assertThat(found.get(0).mean()).isLessThan(3 * CountDetector.STEP_EVENTS);
        assertThat(now - from).isLessThan(2 * 3600);
    }

    @Test
    void aQuietNightIsNoSilence() {
        // nothing at all happens from 20:00 to 08:00, every day
        CountDetector detector = fresh();
        Random random = new Random(5);
        for (long now = 0; now < 30 * DAY; ) {
            long hour = now % DAY / 3600;
            detector.count(hour >= 8 && hour < 20 ? 20 + random.nextInt(5) : 0);
            now += CountScene.TICK;
            assertThat(detector.tick(now))
                    .as("day %s hour %s", now / DAY, now % DAY / 3600.0)
                    .isNull();
        }
    }

    @Test
    void nothingIsSaidWhileLearning() {
        CountDetector detector = fresh();
        CountScene scene = new CountScene(6, 10, 0.02);
        long now = run(detector, scene, 0, 3 * DAY, 1);
        assertThat(detector.learning(now)).isTrue();
        now = run(detector, scene, now, now + 3600, 5);
        run(detector, scene, now, now + 3600, 0);
        assertThat(found).isEmpty();
        assertThat(detector.learning(7 * DAY)).isFalse();
    }

    @Test
    void aLastingChangeIsSaidAFewTimesAndThenLearned() {
        CountDetector detector = fresh();
        CountScene scene = new CountScene(7, 20, 0.02);
        long now = run(detector, scene, 0, 21 * DAY, 1);
        now = run(detector, scene, now, now + 21 * DAY, 3);
        assertThat(found).hasSizeBetween(1, 5);
        found.clear();
        now = run(detector, scene, now, now + 7 * DAY, 3);
        assertThat(found).isEmpty();
        run(detector, scene, now, now + DAY, 1);
        assertThat(found)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.isSpike()).isFalse());
    }

    @Test
    void whatWasMissedIsNotTakenForSilence() {
        CountDetector detector = fresh();
        CountScene scene = new CountScene(8, 10, 0.02);
        long now = run(detector, scene, 0, 20 * DAY, 1);
        detector.resume(now + 2 * DAY);
        run(detector, scene, now + 2 * DAY, now + 9 * DAY, 1);
        assertThat(found).isEmpty();
    }

    @Test
    void aBurstOfWhatNeverHappensIsASpike() {
        CountDetector detector = fresh();
        detector.count(1);
        for (long now = 3600; now <= 30 * DAY; now += 3600) {
            assertThat(detector.tick(now)).isNull();
        }
        detector.count(5);
        assertThat(detector.tick(30 * DAY + 60)).isNotNull();
    }

    /** Against the sum of the negative-binomial probabilities themselves. */
    @Property(tries = 300)
    void theTailIsNeverUnderstated(
            @ForAll @DoubleRange(min = 0.1, max = 200) double mean,
            @ForAll @DoubleRange(min = 0.01, max = 1) double dispersion,
            @ForAll @IntRange(min = 0, max = 600) int count) {
        double size = 1 / dispersion;
        double log = size * Math.log(size / (size + mean));
        double atMost = 0;
        double below = 0;
        for (int k = 0; k <= count; k++) {
            below = atMost;
            atMost += Math.exp(log);
            log += Math.log((k + size) / (k + 1) * mean / (size + mean));
        }
        double exact = count < mean ? atMost : 1 - below;
        assertThat(exact)
                .isLessThanOrEqualTo(Math.exp(-CountTail.surprise(count, mean, dispersion)) * (1 + 1e-6) + 1e-9);
    }

    @Test
    void withoutDispersionTheTailIsPoissons() {
        assertThat(CountTail.surprise(0, 10, 0)).isEqualTo(10);
        assertThat(CountTail.surprise(10, 10, 0)).isZero();
        assertThat(CountTail.surprise(30, 10, 0)).isCloseTo(30 * Math.log(3) - 20, within(1e-9));
    }
}
