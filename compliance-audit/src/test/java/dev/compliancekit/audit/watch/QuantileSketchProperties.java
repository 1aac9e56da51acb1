package dev.compliancekit.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class QuantileSketchProperties {

    private static final double SLACK = 1e-9;

    /** Values within the factor that the buckets cover. */
    private static double[] values(long seed, int count) {
        Random random = new Random(seed);
        double unit = Math.exp(20 * random.nextDouble() - 10);
        return random.doubles(count).map(u -> unit * Math.exp(5 * u)).toArray();
    }

    private static QuantileSketch of(double[] values) {
        QuantileSketch sketch = new QuantileSketch();
        Arrays.stream(values).forEach(sketch::add);
        return sketch;
    }

    @Property(tries = 300)
    void everyQuantileIsWithinOnePercent(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2000) int count,
            @ForAll @DoubleRange(max = 1) double share) {
        double[] values = values(seed, count);
        double found = of(values).quantile(share);
        Arrays.sort(values);
        double exact = values[count - 1 - (int) Math.floor((1 - share) * (count - 1))];
        assertThat(Math.abs(found - exact)).isLessThanOrEqualTo((QuantileSketch.RELATIVE_ERROR + SLACK) * exact);
    }

    @Property(tries = 200)
    void mergingIsAddingBoth(@ForAll long seed, @ForAll @IntRange(min = 0, max = 1500) int first) {
        double[] one = values(seed, first);
        double[] other = values(seed, 1500);
        QuantileSketch merged = of(one);
        merged.merge(of(other));
        QuantileSketch added = of(one);
        Arrays.stream(other).forEach(added::add);
        assertThat(state(merged)).isEqualTo(state(added));
    }

    @Property(tries = 200)
    void rankIsRightUpToTheBucket(@ForAll long seed, @ForAll @IntRange(min = 1, max = 2000) int count) {
        double[] values = values(seed, count);
        QuantileSketch sketch = of(values);
        double value = values[0];
        double least = Arrays.stream(values).filter(v -> v > 1.03 * value).count();
        double most = Arrays.stream(values).filter(v -> v > value / 1.03).count();
        assertThat(sketch.above(value)).isBetween(least, most);
        assertThat(sketch.above(Double.MAX_VALUE)).isZero();
        assertThat(sketch.above(0)).isBetween(count / 2.0, (double) count);
    }

    @Property(tries = 100)
    void sizeIsBoundedAndOldValuesFade(@ForAll long seed) {
        Random random = new Random(seed);
        QuantileSketch sketch = new QuantileSketch();
        for (int i = 0; i < 20_000; i++) {
            sketch.add(Math.exp(1400 * random.nextDouble() - 700));
        }
        assertThat(state(sketch)).hasSize(state(new QuantileSketch()).length);
        assertThat(sketch.count()).isLessThan(QuantileSketch.LIMIT);
        for (int i = 0; i < 30_000; i++) {
            sketch.add(1);
        }
        assertThat(sketch.greatest()).isCloseTo(1, within(0.01));
        assertThat(sketch.quantile(0)).isCloseTo(1, within(0.01));
    }

    @Example
    void anEmptyOneAndZerosAreNoTrouble() {
        QuantileSketch sketch = new QuantileSketch();
        assertThat(sketch.greatest()).isZero();
        assertThat(sketch.above(1)).isZero();
        assertThat(sketch.quantile(0.5)).isZero();
        sketch.add(0);
        sketch.add(0);
        assertThat(sketch.quantile(0.5)).isZero();
        assertThat(sketch.above(1)).isZero();
        sketch.add(5);
        assertThat(sketch.above(1)).isEqualTo(1);
        assertThat(sketch.greatest()).isCloseTo(5, within(0.05));
        sketch.add(Double.MAX_VALUE);
        sketch.add(Double.MIN_VALUE);
        assertThat(sketch.count()).isEqualTo(5);
    }

    static byte[] state(QuantileSketch sketch) {
        StateWriter out = new StateWriter();
        sketch.save(out);
        return out.finish();
    }
}
