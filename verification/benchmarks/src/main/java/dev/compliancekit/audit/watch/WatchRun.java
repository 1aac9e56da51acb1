package dev.compliancekit.audit.watch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Measures the watch: {@code nab FOLDER OUT}, {@code counts TENANTS} or {@code cost}. */
final class WatchRun {

    private WatchRun() {}

    public static void main(String[] args) throws IOException {
        switch (args.length == 0 ? "" : args[0]) {
            case "nab" -> nab(Path.of(args[1]), Path.of(args[2]));
            case "counts" -> counts(Integer.parseInt(args[1]));
            case "cost" -> cost();
            default -> System.err.println("accepted are: nab FOLDER OUT, counts TENANTS, cost");
        }
    }

    /**
     * Writes the scores of three detectors as the scorer of NAB reads them: ours, with the fixed threshold, Gaussian.
     */
    private static void nab(Path folder, Path out) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder.resolve("data"))) {
            files = found.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Path name = folder.resolve("data").relativize(file);
            List<String> ours = new ArrayList<>(List.of("timestamp,value,anomaly_score"));
            List<String> fixed = new ArrayList<>(ours);
            List<String> gaussian = new ArrayList<>(ours);
            ValueDetector detector = new ValueDetector();
            Gaussian other = new Gaussian();
            Episode open = new Episode(0);
            Episode closed = new Episode(ValueDetector.THRESHOLD);
            Episode others = new Episode(0);
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String time = line.substring(0, line.indexOf(','));
                double value = Double.parseDouble(line.substring(line.indexOf(',') + 1));
                double score = detector.step(
                        LocalDateTime.parse(time.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC), value);
                double z = other.step(value);
                ours.add(line + "," + (open.alarm(score) ? score : 0));
                fixed.add(line + "," + (closed.alarm(score) ? 1 : 0));
                gaussian.add(line + "," + (others.alarm(z) ? z : 0));
            }
            write(out.resolve("ours").resolve(name), ours);
            write(out.resolve("fixed").resolve(name), fixed);
            write(out.resolve("gaussian").resolve(name), gaussian);
        }
        System.out.println(files.size() + " series; score with: python3 " + folder.resolve("nab_score.py") + " "
                + out.resolve("ours"));
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, lines);
    }

    private static void counts(int tenants) {
        System.out.println(
                "| events a minute | dispersion | false alarms a month | spike: recall (delay) | dip | silence"
                        + " | months | disturbances | ramps said |");
        for (double dispersion : new double[] {0, 0.02, 0.05, 0.1}) {
            for (double perMinute : new double[] {0.1, 1, 10, 100, 1e3, 1e4}) {
                CountRun run = new CountRun(perMinute, dispersion);
                for (int tenant = 0; tenant < tenants; tenant++) {
                    run.tenant(tenant);
                    run.ramp(tenant);
                }
                run.print();
            }
        }
    }

    private static void cost() {
        double bestValue = Double.MAX_VALUE;
        double bestCount = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            bestValue = Math.min(bestValue, valueStep(round));
            bestCount = Math.min(bestCount, countStep(round));
        }
        System.out.printf(
                Locale.ROOT, "CPU ns a step, best of 20 rounds: value %.0f, tick %.0f%n", bestValue, bestCount);
        System.out.printf(
                Locale.ROOT,
                "heap bytes a series: value %d, count %d%n",
                heap(ValueDetector::new),
                heap(CountDetector::new));
    }

    private static double valueStep(int seed) {
        Random random = new Random(seed);
        ValueDetector detector = new ValueDetector();
        int steps = 100_000;
        double sum = 0;
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < steps; i++) {
            sum += detector.step(i * 300L, 100 + random.nextGaussian());
        }
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        return sum < 0 ? Double.NaN : (double) took / steps;
    }

    private static double countStep(int seed) {
        Random random = new Random(seed);
        CountDetector detector = new CountDetector();
        detector.resume(0);
        int steps = 100_000;
        int alarms = 0;
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 1; i <= steps; i++) {
            detector.count(40 + random.nextInt(20));
            alarms += detector.tick(i * 300L) == null ? 0 : 1;
        }
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        return alarms < 0 ? Double.NaN : (double) took / steps;
    }

    private static long heap(java.util.function.Supplier<?> series) {
        int count = 10_000;
        Object[] kept = new Object[count];
        System.gc();
        long before = used();
        for (int i = 0; i < count; i++) {
            kept[i] = series.get();
        }
        System.gc();
        long bytes = (used() - before) / count;
        return kept[count - 1] == null ? 0 : bytes;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
