package dev.compliancekit.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.compliancekit.benchmarks.AuditContenders.Contender;
import dev.compliancekit.benchmarks.AuditContenders.Opening;
import dev.compliancekit.testkit.PostgresServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Races the audit log against what else makes events durable: in every round each contender appends for a while, one
 * after the other, so that ratios are of the same seconds. {@code AuditRace FOLDER [ROUNDS [MILLISECONDS]]}.
 */
public final class AuditRace {

    private static final String POSTGRES = "DROP TABLE IF EXISTS event;"
            + "CREATE TABLE event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant text, body text);"
            + "CREATE INDEX event_tenant ON event (tenant, id)";
    private static final String SQLITE = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            + "CREATE TABLE event (id integer PRIMARY KEY, tenant text, body text)";
    private static final String H2 =
            "CREATE TABLE event (id bigint AUTO_INCREMENT PRIMARY KEY, tenant varchar, body varchar);"
                    + "SET WRITE_DELAY 0";

    /** What the goals compare; each pair is of one round. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("log 64x1", "raw force 1x1"),
            List.of("log, sealed 64x1", "raw force 1x1"),
            List.of("log 64x1", "PostgreSQL 64x1"),
            List.of("log, sealed 64x1", "PostgreSQL 64x1"),
            List.of("log 8x1", "PostgreSQL 8x1"),
            List.of("log 8x64", "PostgreSQL 8x100"),
            List.of("log, sealed 8x64", "PostgreSQL 8x100"),
            List.of("log 8x64", "SQLite 1x100"),
            List.of("log, sealed 8x64", "SQLite 1x100"),
            List.of("log 1x1", "raw force 1x1"),
            List.of("log 8x1", "H2 8x1"),
            List.of("log 64x1", "JaVers 1x1"),
            List.of("log 64x1", "Envers 1x1"),
            List.of("log 64x1", "Chronicle, synced 8x1"),
            List.of("log, not waited for 8x1", "Log4j2 async 8x1"));

    private final Path folder;
    private final long millis;
    private final List<Runner> runners = new ArrayList<>();

    private record Result(double perSecond, double cpuMicros, long p50, long p99) {}

    /** A contender with its results of all rounds. */
    private static final class Runner {
        private final String name;
        private final int threads;
        private final int batch;
        private final Opening opening;
        private final List<Result> results = new ArrayList<>();

        Runner(String name, int threads, int batch, Opening opening) {
            this.name = name;
            this.threads = threads;
            this.batch = batch;
            this.opening = opening;
        }

        String label() {
            return name + " " + threads + "x" + batch;
        }
    }

    private AuditRace(Path folder, long millis) {
        this.folder = folder;
        this.millis = millis;
    }

    /**
     * Runs the race.
     *
     * @param arguments a folder on the disk to measure, rounds, milliseconds for each contender and round
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        long millis = arguments.length > 2 ? Long.parseLong(arguments[2]) : 800;
        AuditRace race = new AuditRace(folder, millis);
        try (PostgresServer postgres = PostgresServer.start(new SecureRandom(), "max_connections=100")) {
            race.enter(postgres);
            race.run(rounds);
        }
        race.print();
    }

    private void add(String name, int threads, int batch, Opening opening) {
        runners.add(new Runner(name, threads, batch, opening));
    }

    private void enter(PostgresServer server) {
        String url = server.url("postgres") + "?reWriteBatchedInserts=true";
        AuditContenders.Source source = AuditContenders.source(url, server.user(), server.password());
        add("raw force", 1, 1, AuditContenders::rawForce);
        add("log", 1, 1, at -> AuditContenders.log(at, 1));
        add("log", 8, 1, at -> AuditContenders.log(at, 1));
        add("PostgreSQL", 8, 1, at -> AuditContenders.sql(source, 8, 1, POSTGRES));
        add("Chronicle, synced", 8, 1, at -> AuditPeers.chronicle(at, 8));
        add(
                "H2",
                8,
                1,
                at -> AuditContenders.sql(AuditContenders.source("jdbc:h2:" + at.resolve("h2"), "sa", ""), 8, 1, H2));
        add("log", 64, 1, at -> AuditContenders.log(at, 1));
        add("PostgreSQL", 64, 1, at -> AuditContenders.sql(source, 64, 1, POSTGRES));
        add("log, sealed", 64, 1, at -> AuditContenders.sealedLog(at, 1));
        add("JaVers", 1, 1, AuditPeers::javers);
        add("Envers", 1, 1, AuditPeers::envers);
        add("log", 8, 64, at -> AuditContenders.log(at, 64));
        add("PostgreSQL", 8, 100, at -> AuditContenders.sql(source, 8, 100, POSTGRES));
        add("log, sealed", 8, 64, at -> AuditContenders.sealedLog(at, 64));
        add(
                "SQLite",
                1,
                100,
                at -> AuditContenders.sql(
                        AuditContenders.source("jdbc:sqlite:" + at.resolve("s.db"), "", ""), 1, 100, SQLITE));
        add("log", 1, 256, at -> AuditContenders.log(at, 256));
        add("log, sealed", 1, 256, at -> AuditContenders.sealedLog(at, 256));
        add("log, not waited for", 8, 1, AuditContenders::logNotWaitedFor);
        add("Log4j2 async", 8, 1, AuditPeers::log4j);
    }

    private void run(int rounds) throws Exception {
        for (int round = -1; round < rounds; round++) { // the first warms up and does not count
            for (Runner runner : runners) {
                Path at = Files.createTempDirectory(folder, "race");
                try (Contender contender = runner.opening.open(at)) {
                    Result result = measure(runner, contender);
                    if (round >= 0) {
                        runner.results.add(result);
                    }
                }
                remove(at);
            }
        }
    }

    private Result measure(Runner runner, Contender contender) throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        AtomicLong calls = new AtomicLong();
        List<long[]> times = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long begin = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        for (int i = 0; i < runner.threads; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                long[] mine = new long[1 << 16];
                int count = 0;
                long now = System.nanoTime();
                while (now - begin < millis * 1_000_000) {
                    contender.call(number);
                    long next = System.nanoTime();
                    mine[count++ & 0xffff] = next - now;
                    now = next;
                }
                calls.addAndGet(count);
                synchronized (times) {
                    times.add(Arrays.copyOf(mine, Math.min(count, mine.length)));
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long events = calls.get() * runner.batch;
        long[] all = times.stream().flatMapToLong(LongStream::of).sorted().toArray();
        return new Result(
                events / seconds,
                (system.getProcessCpuTime() - cpu) / 1000.0 / events,
                all[all.length / 2] / 1000,
                all[all.length * 99 / 100] / 1000);
    }

    private void print() {
        System.out.printf(
                "| contender | threads | events a call | events a second | CPU us an event | p50 us | p99 us |%n");
        for (Runner each : runners) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %.1f | %.0f | %.0f |%n",
                    each.name,
                    each.threads,
                    each.batch,
                    spread(each.results.stream().mapToDouble(Result::perSecond).toArray(), "%,.0f"),
                    median(each.results.stream().mapToDouble(Result::cpuMicros).toArray()),
                    median(each.results.stream().mapToDouble(Result::p50).toArray()),
                    median(each.results.stream().mapToDouble(Result::p99).toArray()));
        }
        for (List<String> pair : PAIRS) {
            List<Result> ours = results(pair.get(0));
            List<Result> other = results(pair.get(1));
            double[] ratios = new double[ours.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = ours.get(i).perSecond() / other.get(i).perSecond();
            }
            System.out.printf("| %s against %s | %s |%n", pair.get(0), pair.get(1), spread(ratios, "%.2f"));
        }
    }

    private List<Result> results(String label) {
        return runners.stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow()
                .results;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String spread(double[] values, String form) {
        double min = Arrays.stream(values).min().orElse(0);
        double max = Arrays.stream(values).max().orElse(0);
        return String.format(Locale.ROOT, form + " [" + form + ".." + form + "]", median(values), min, max);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
