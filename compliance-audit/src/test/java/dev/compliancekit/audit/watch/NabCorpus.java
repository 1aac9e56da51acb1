package dev.compliancekit.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The series of the Numenta Anomaly Benchmark in a folder {@code shared/nab} beside the repository or further up. */
final class NabCorpus {

    private static final Path FOLDER = Path.of("shared", "nab");
    private static final Pattern SERIES =
            Pattern.compile("\"([A-Za-z]+/[^\"]+\\.csv)\"\\s*:\\s*\\[((?:[^\\[\\]]|\\[[^\\]]*\\])*)\\]");
    private static final Pattern TIME = Pattern.compile("\"([0-9][^\"]*)\"");

    private NabCorpus() {}

    /** A labelled series; a window is its first and its last step. */
    static final class Series {
        private final String name;
        private final long[] seconds;
        private final double[] values;
        private final List<int[]> windows;

        Series(String name, long[] seconds, double[] values, List<int[]> windows) {
            this.name = name;
            this.seconds = seconds;
            this.values = values;
            this.windows = windows;
        }

        String name() {
            return name;
        }

        long[] seconds() {
            return seconds;
        }

        double[] values() {
            return values;
        }

        List<int[]> windows() {
            return windows;
        }
    }

    /** Skips the test if the folder is missing, and fails it under CI. */
    static List<Series> read() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(FOLDER))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            assertThat(System.getenv("CI"))
                    .as("series of NAB are missing under CI")
                    .isNotEqualTo("true");
            assumeTrue(false, "series of NAB are missing: no folder shared/nab beside the repository");
            throw new IllegalStateException("not reached");
        }
        return read(folder.resolve(FOLDER));
    }

    static List<Series> read(Path folder) {
        try {
            String labels = Files.readString(folder.resolve("labels/combined_windows.json"));
            Map<String, String> windows = new TreeMap<>();
            Matcher series = SERIES.matcher(labels);
            while (series.find()) {
                windows.put(series.group(1), series.group(2));
            }
            List<Series> all = new ArrayList<>();
            for (Map.Entry<String, String> entry : windows.entrySet()) {
                all.add(series(folder.resolve("data"), entry.getKey(), entry.getValue()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Series series(Path data, String name, String windows) throws IOException {
        List<String> lines = Files.readAllLines(data.resolve(name));
        int count = lines.size() - 1;
        long[] seconds = new long[count];
        double[] values = new double[count];
        Map<Long, Integer> index = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int comma = lines.get(i + 1).indexOf(',');
            seconds[i] = seconds(lines.get(i + 1).substring(0, comma));
            values[i] = Double.parseDouble(lines.get(i + 1).substring(comma + 1));
            index.putIfAbsent(seconds[i], i);
        }
        List<int[]> spans = new ArrayList<>();
        Matcher time = TIME.matcher(windows);
        while (time.find()) {
            int from = index.getOrDefault(seconds(time.group(1)), -1);
            time.find();
            spans.add(new int[] {from, index.getOrDefault(seconds(time.group(1)), -1)});
        }
        return new Series(name, seconds, values, spans);
    }

    private static long seconds(String time) {
        return LocalDateTime.parse(time.substring(0, 19).replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
    }
}
