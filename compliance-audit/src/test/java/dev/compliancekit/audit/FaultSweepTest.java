package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spoils the n-th call of the file system in a process that opens a log, appends 60 times with checkpoints between, and
 * closes it: the process is killed there, or the call fails, once or from there on. What was acknowledged must be in
 * the log, which must open. By {@code strace}, which sees every call, also those of libraries. All calls with
 * {@code -Dfault.every=1}; a sample of them otherwise.
 */
@Tag("process")
class FaultSweepTest {

    private static final List<String> CALLS = List.of(
            "openat",
            "write",
            "fsync",
            "fdatasync",
            "rename",
            "unlink",
            "rmdir",
            "mkdir",
            "ftruncate",
            "lseek",
            "read",
            "close",
            "getdents64",
            "newfstatat",
            "fcntl");
    private static final Pattern TRACED = Pattern.compile("^\\d+ +(?:<\\.\\.\\. )?(\\w+)[( ]");
    private static final Pattern PATH = Pattern.compile("/[^\"<>, ]+");

    @TempDir
    private Path temp;

    private Strace strace;
    private TestLog logs;
    private final TreeSet<String> paths = new TreeSet<>();

    /** How often each call is made. */
    private final Map<String, Integer> calls = new TreeMap<>();

    @BeforeEach
    void traceOneRun() throws Exception {
        strace = Strace.required(temp);
        logs = new TestLog(temp);
        run(List.of("-y", "-e", "trace=" + String.join(",", CALLS)));
        for (String line : strace.trace()) {
            Matcher path = PATH.matcher(line);
            while (path.find()) {
                if (path.group().startsWith(logs.directory().toString())) {
                    paths.add(path.group());
                }
            }
        }
        remove();
        run(List.of("-e", "trace=" + String.join(",", CALLS)));
        for (String line : strace.trace()) {
            Matcher call = TRACED.matcher(line);
            if (call.find() && !line.contains("<unfinished")) {
                calls.merge(call.group(1), 1, Integer::sum);
            }
        }
        assertThat(check(strace.said(), false).size())
                .as("events of the whole run")
                .isGreaterThan(FaultChild.EVENTS);
        assertThat(calls).containsKeys("write", "fsync", "rename", "unlink");
    }

    @Test
    void aKillAtAnyCallLosesNothingAcknowledged(TestReporter reporter) throws Exception {
        sweep("signal=KILL", "", 61, reporter);
    }

    @Test
    void anyCallThatFailsOnceLosesNothingAcknowledged(TestReporter reporter) throws Exception {
        sweep("error=EIO", "", 79, reporter);
        sweep("error=ENOSPC", "", 151, reporter);
        sweep("error=EINTR", "", 211, reporter);
    }

    @Test
    void anyCallThatFailsFromThenOnLosesNothingAcknowledged(TestReporter reporter) throws Exception {
        sweep("error=EIO", "+", 131, reporter);
        sweep("error=ENOSPC", "+", 211, reporter);
    }

    @Test
    void aFolderThatCannotBeClosedIsNoSurprise() throws Exception {
        for (int n = 1; n <= 4; n++) {
            remove();
            String where = "close:error=EIO:when=" + n;
            strace.run(
                    List.of(
                            "-e",
                            "trace=close",
                            "-e",
                            "inject=" + where,
                            "-P",
                            logs.directory().toString()),
                    FaultChild.class,
                    temp);
            assertThat(strace.said()).as(where).contains(FaultChild.END);
            assertThat(strace.trace()).as(where).anyMatch(line -> line.contains("INJECTED"));
            check(strace.said(), false);
        }
    }

    private void sweep(String fault, String sticky, int step, TestReporter reporter) throws Exception {
        int every = Integer.getInteger("fault.every", step);
        int number = every / 2;
        int spoiled = 0;
        for (Map.Entry<String, Integer> call : calls.entrySet()) {
            for (int n = 1; n <= call.getValue(); n++) {
                if (number++ % every == 0) {
                    remove();
                    String where = call.getKey() + ":" + fault + ":when=" + n + sticky;
                    run(List.of("-e", "trace=" + call.getKey(), "-e", "inject=" + where));
                    List<String> said = strace.said();
                    boolean hit = strace.trace().stream()
                            .anyMatch(line -> line.contains("INJECTED") || line.contains("SIGKILL"));
                    spoiled += hit ? 1 : 0;
                    assertThat(said.contains(FaultChild.END) || fault.startsWith("signal"))
                            .as("%s: the process came to its end: %s", where, said)
                            .isTrue();
                    try {
                        check(
                                said,
                                hit
                                        && fault.startsWith("error")
                                        && !fault.endsWith("EINTR") // which newer runtimes answer by calling again
                                        && List.of("write", "fsync").contains(call.getKey()));
                    } catch (RuntimeException | AssertionError e) {
                        throw new AssertionError(where + " after " + said, e);
                    }
                }
            }
        }
        assertThat(spoiled).as("calls that were spoiled").isPositive();
        reporter.publishEntry(fault + sticky, spoiled + " calls were spoiled");
    }

    /** The log opens, holds all that was acknowledged, and is intact; a failed write or sync was told to somebody. */
    private Map<Long, String> check(List<String> said, boolean failed) {
        boolean told = said.stream().anyMatch(line -> line.matches("(failed|refused) .*"));
        Map<Long, String> acknowledged = new HashMap<>();
        for (String line : said) {
            String[] parts = line.split(" ", -1);
            if (parts.length == 3 && parts[2].equals("ok")) {
                acknowledged.put(Long.valueOf(parts[0]), parts[1]);
            }
        }
        try (AuditLog log = logs.open()) {
            Map<Long, String> found = new HashMap<>();
            TreeSet<String> actions = new TreeSet<>();
            log.entries().readAll(entry -> {
                found.put(entry.index(), entry.leafHash().hex());
                actions.add(entry.event().action().value());
            });
            assertThat(told || actions.contains("log-recovered") || !failed)
                    .as("the failure was told to a caller or in the log")
                    .isTrue();
            assertThat(found).containsAllEntriesOf(acknowledged);
        }
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                .isEmpty();
        return acknowledged;
    }

    private void run(List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        paths.forEach(path -> all.addAll(List.of("-P", path)));
        strace.run(all, FaultChild.class, temp);
    }

    private void remove() throws IOException {
        if (Files.exists(logs.directory())) {
            try (Stream<Path> files = Files.walk(logs.directory())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
