package dev.compliancekit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Streams of this project and of others, each measurement in a fresh process, the contenders in turn, so that whatever
 * disturbs the machine disturbs all alike. Counted is the CPU time of the process, with compiler and garbage collector.
 * Arguments: rounds (3), MiB (1024), a folder for files in memory, and names of parts, all if there are none.
 */
final class StreamRace {

    private static final StreamPeers OURS = StreamPeers.OURS;

    private final int rounds;
    private final int mebibytes;
    private final Path folder;

    private StreamRace(int rounds, int mebibytes, Path folder) {
        this.rounds = rounds;
        this.mebibytes = mebibytes;
        this.folder = folder;
    }

    /** The lines of one process. */
    private record Run(List<long[]> passes, long whole) {
        double first() {
            return seconds(passes.get(0)[0]);
        }

        double firstOfThread() {
            return seconds(passes.get(0)[2]);
        }

        double warm() {
            return seconds(
                    passes.stream().skip(1).mapToLong(each -> each[0]).min().orElseThrow());
        }

        double warmClock() {
            return seconds(
                    passes.stream().skip(1).mapToLong(each -> each[1]).min().orElseThrow());
        }

        double best() {
            return passes.stream().mapToLong(each -> each[0]).min().orElseThrow() / 1e3;
        }

        private static double seconds(long nanos) {
            return nanos / 1e9;
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        Path memory = Path.of(given.size() > 2 ? given.get(2) : "/dev/shm");
        Path folder = Files.createTempDirectory(memory, "streams-");
        StreamRace race = new StreamRace(
                given.isEmpty() ? 3 : Integer.parseInt(given.get(0)),
                given.size() > 1 ? Integer.parseInt(given.get(1)) : 1_024,
                folder);
        List<String> parts = given.size() > 3
                ? given.subList(3, given.size())
                : List.of("whole", "encrypt", "decrypt", "files", "random");
        try {
            System.out.printf(
                    "JDK %s, %d MiB, %d rounds%n", System.getProperty("java.version"), race.mebibytes, race.rounds);
            for (String part : parts) {
                race.part(part);
                race.clear();
            }
        } finally {
            race.clear();
            Files.delete(folder);
        }
    }

    private void part(String name) throws Exception {
        switch (name) {
            case "whole" -> whole();
            case "encrypt" -> warm("encrypt", StreamPeers.values());
            case "decrypt" -> {
                StreamPeers[] peers = {
                    OURS,
                    StreamPeers.OURS_ACCP,
                    StreamPeers.TINK_1MB,
                    StreamPeers.TINK_4KB,
                    StreamPeers.ESDK,
                    StreamPeers.CRYPTOMATOR
                };
                prepare(peers);
                warm("decrypt", peers);
            }
            case "files" -> files();
            case "random" -> random();
            default -> throw new IllegalArgumentException(name);
        }
    }

    private void clear() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private void whole() throws Exception {
        StreamPeers[] peers = {
            OURS, StreamPeers.TINK_1MB, StreamPeers.TINK_4KB, StreamPeers.ESDK, StreamPeers.CIPHER_STREAM
        };
        Map<String, Double> first = new LinkedHashMap<>();
        Map<String, Double> thread = new LinkedHashMap<>();
        Map<String, Double> whole = new LinkedHashMap<>();
        Map<StreamPeers, List<Run>> runs = alternate("encrypt", 1, peers);
        runs.forEach((peer, each) -> {
            first.put(peer.name(), median(each.stream().map(Run::first).toList()));
            thread.put(peer.name(), median(each.stream().map(Run::firstOfThread).toList()));
            whole.put(
                    peer.name(),
                    median(each.stream().map(run -> run.whole() / 1e9).toList()));
        });
        print("first pass of a fresh process, encrypt, CPU s of the calling thread", thread);
        print("the same with compiler and garbage collector", first);
        print("whole process, encrypt, CPU s", whole);
    }

    private void warm(String what, StreamPeers... peers) throws Exception {
        Map<String, Double> warm = new LinkedHashMap<>();
        Map<String, Double> first = new LinkedHashMap<>();
        alternate(
                        what,
                        5,
                        Arrays.stream(peers)
                                .filter(each -> each != StreamPeers.CIPHER_STREAM)
                                .toArray(StreamPeers[]::new))
                .forEach((peer, runs) -> {
                    first.put(peer.name(), median(runs.stream().map(Run::first).toList()));
                    warm.put(peer.name(), median(runs.stream().map(Run::warm).toList()));
                });
        print(what + ", first pass, CPU s", first);
        print(what + ", best of four warm passes, CPU s", warm);
    }

    private void prepare(StreamPeers... peers) throws Exception {
        for (StreamPeers peer : peers) {
            run(peer, "prepare", 1);
        }
    }

    private void files() throws Exception {
        try (OutputStream out = Files.newOutputStream(folder.resolve("plain"))) {
            byte[] block = new byte[1 << 20];
            Random random = new Random(3);
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        List<Double> copies = new ArrayList<>();
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            copies.add(copy());
            for (int workers = 1; workers <= 2; workers++) {
                Run run = run(OURS, "files-" + workers, 4);
                add(figures, workers + " worker(s), first, CPU s", run.first());
                add(figures, workers + " worker(s), warm, CPU s", run.warm());
                add(figures, workers + " worker(s), warm, s on the clock", run.warmClock());
            }
        }
        System.out.printf("%nfile to file%n  %-40s %8.3f%n", "cp, CPU s", median(copies));
        figures.forEach((name, values) -> System.out.printf("  %-40s %8.3f%n", name, median(values)));
    }

    private static void add(Map<String, List<Double>> figures, String name, double value) {
        figures.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    private double copy() throws Exception {
        String command = "TIMEFORMAT='%U %S'; rm -f copy; time cp plain copy; rm -f copy";
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String[] times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        process.waitFor();
        return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
    }

    private void random() throws Exception {
        StreamPeers[] peers = {OURS, StreamPeers.TINK_1MB, StreamPeers.TINK_4KB};
        prepare(peers);
        for (String what : List.of("read-4k", "read-1m")) {
            Map<String, Double> figures = new LinkedHashMap<>();
            alternate(what, 15, peers)
                    .forEach((peer, runs) -> figures.put(
                            peer.name(), median(runs.stream().map(Run::best).toList())));
            print(what + " after reading all in order, microseconds of the thread's CPU a read", figures);
        }
    }

    private Map<StreamPeers, List<Run>> alternate(String what, int passes, StreamPeers... peers) throws Exception {
        Map<StreamPeers, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (StreamPeers peer : peers) {
                runs.computeIfAbsent(peer, any -> new ArrayList<>()).add(run(peer, what, passes));
            }
        }
        return runs;
    }

    private Run run(StreamPeers peer, String what, int passes) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms4g",
                        "-Xmx4g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamRun.class.getName(),
                        peer.name(),
                        what,
                        Integer.toString(mebibytes),
                        Integer.toString(passes),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<long[]> lines = new ArrayList<>();
        long whole = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("whole")) {
                    whole = Long.parseLong(words[1]);
                } else {
                    lines.add(Arrays.stream(words)
                            .skip(1)
                            .mapToLong(Long::parseLong)
                            .toArray());
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(peer + " failed to " + what);
        }
        return new Run(lines, whole);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void print(String title, Map<String, Double> figures) {
        System.out.printf("%n%s%n", title);
        double ours = figures.getOrDefault(OURS.name(), Double.NaN);
        figures.forEach((name, value) ->
                System.out.printf(Locale.ROOT, "  %-16s %9.3f   %6.2f of ours%n", name, value, value / ours));
    }
}
