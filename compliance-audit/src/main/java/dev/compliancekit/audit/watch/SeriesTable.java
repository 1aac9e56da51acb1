package dev.compliancekit.audit.watch;

import dev.compliancekit.core.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The series that are watched, of bounded number. One that has been learned is never given up for another; one still
 * being learned and idle for {@link #IDLE_SECONDS} is, when the table is full. Whoever finds no room is counted.
 * <em>Not thread-safe: the watch holds its lock.</em>
 */
final class SeriesTable {

    static final long IDLE_SECONDS = 2 * 86_400;

    private final int maxSeries;
    private final int maxPerTenant;
    private final Map<SeriesKey, CountSeries> counts = new HashMap<>();
    private final Map<SeriesKey, ValueSeries> values = new HashMap<>();
    private final Map<TenantId, Integer> perTenant = new HashMap<>();
    private long refused;
    private boolean full;

    SeriesTable(int maxSeries, int maxPerTenant) {
        this.maxSeries = maxSeries;
        this.maxPerTenant = maxPerTenant;
    }

    /** A counted series, and when it last had an event. */
    private static final class CountSeries {
        private final CountDetector detector;
        private long lastEvent;

        CountSeries(CountDetector detector, long lastEvent) {
            this.detector = detector;
            this.lastEvent = lastEvent;
        }
    }

    /** A measured series. */
    private record ValueSeries(ValueDetector detector, Episode episode) {}

    /** Counts an event; whether there was room for it. */
    boolean count(SeriesKey key, long now) {
        CountSeries series = counts.get(key);
        if (series == null) {
            if (!admit(key)) {
                return false;
            }
            series = new CountSeries(new CountDetector(), now);
            series.detector.resume(now);
            counts.put(key, series);
        }
        series.lastEvent = now;
        series.detector.count(1);
        return true;
    }

    /** What a value was expected to be if it is an alarm, or null; empty-handed too if there was no room. */
    @Nullable
    Double measure(SeriesKey key, long now, double value) {
        ValueSeries series = values.get(key);
        if (series == null) {
            if (!admit(key)) {
                return null;
            }
            series = new ValueSeries(new ValueDetector(), new Episode(ValueDetector.THRESHOLD));
            values.put(key, series);
        }
        double expected = series.detector.expected(now);
        return series.episode.alarm(series.detector.step(now, value)) ? expected : null;
    }

    private boolean admit(SeriesKey key) {
        int ofTenant = perTenant.getOrDefault(key.tenant(), 0);
        if (size() >= maxSeries || ofTenant >= maxPerTenant) {
            full |= size() >= maxSeries;
            refused++;
            return false;
        }
        perTenant.put(key.tenant(), ofTenant + 1);
        return true;
    }

    /** Moves every counted series on. */
    void tick(long now, BiConsumer<SeriesKey, CountDetector.Finding> found) {
        counts.forEach((key, series) -> {
            CountDetector.Finding finding = series.detector.tick(now);
            if (finding != null && (finding.isSpike() || !key.onlySpikes())) {
                found.accept(key, finding);
            }
        });
        if (full) {
            full = false;
            removeIf(counts, (key, series) -> series.detector.learning(now) && now - series.lastEvent > IDLE_SECONDS);
        }
    }

    /** Starts every counted series over after a time in which nobody looked. */
    void resume(long now) {
        counts.values().forEach(series -> series.detector.resume(now));
    }

    void forget(TenantId tenant) {
        removeIf(counts, (key, series) -> key.tenant().equals(tenant));
        removeIf(values, (key, series) -> key.tenant().equals(tenant));
    }

    private <T> void removeIf(Map<SeriesKey, T> series, java.util.function.BiPredicate<SeriesKey, T> unwanted) {
        series.entrySet().removeIf(entry -> {
            boolean remove = unwanted.test(entry.getKey(), entry.getValue());
            if (remove) {
                perTenant.computeIfPresent(entry.getKey().tenant(), (tenant, n) -> n == 1 ? null : n - 1);
            }
            return remove;
        });
    }

    int size() {
        return counts.size() + values.size();
    }

    int learning(long now) {
        return (int) counts.values().stream()
                .filter(series -> series.detector.learning(now))
                .count();
    }

    long refused() {
        return refused;
    }

    void save(StateWriter out) {
        out.number(refused);
        out.number(counts.size());
        new TreeMap<>(counts).forEach((key, series) -> {
            save(key, out);
            out.number(series.lastEvent);
            series.detector.save(out);
        });
        out.number(values.size());
        new TreeMap<>(values).forEach((key, series) -> {
            save(key, out);
            series.episode.save(out);
            series.detector.save(out);
        });
    }

    private static void save(SeriesKey key, StateWriter out) {
        out.text(key.tenant().value());
        out.text(key.name());
    }

    void restore(StateReader in) {
        refused = in.number();
        int counted = in.number(0, maxSeries);
        for (int i = 0; i < counted; i++) {
            SeriesKey key = key(in);
            long lastEvent = in.number();
            in.require(counts.put(key, new CountSeries(CountDetector.restore(in), lastEvent)) == null);
        }
        int measured = in.number(0, maxSeries - counted);
        for (int i = 0; i < measured; i++) {
            SeriesKey key = key(in);
            Episode episode = new Episode(ValueDetector.THRESHOLD);
            episode.restore(in);
            in.require(values.put(key, new ValueSeries(ValueDetector.restore(in), episode)) == null);
        }
    }

    private SeriesKey key(StateReader in) {
        SeriesKey key = new SeriesKey(in.tenant(), in.text(SeriesKey.MAX_NAME_BYTES));
        in.require(admit(key));
        return key;
    }
}
