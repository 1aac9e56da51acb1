package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class with a {@code main} in a process whose calls of the system are written down, or spoiled. */
final class Strace {

    private final Path temp;

    private Strace(Path temp) {
        this.temp = temp;
    }

    /** Skips the test where there is none; fails it there in CI. */
    static Strace required(Path temp) throws InterruptedException {
        boolean there = isThere(temp);
        assertThat(there || !Boolean.parseBoolean(System.getenv("CI")))
                .as("strace must be there in CI")
                .isTrue();
        assumeTrue(there, "there is no strace, or it may not trace; install it to run this test");
        return new Strace(temp);
    }

    private static boolean isThere(Path temp) throws InterruptedException {
        try {
            Process probe = new ProcessBuilder(
                            "strace", "-o", temp.resolve("probe").toString(), "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for the end of the process; what it did is in {@link #trace}, what it said in {@link #said}. */
    void run(List<String> options, Class<?> main, Path argument) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "-o", temp.resolve("trace").toString()));
        if (options.stream().noneMatch(option -> option.contains("signal="))) {
            command.add("--seccomp-bpf"); // stops at no other call, but injects no signals
        }
        command.addAll(options);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", ""),
                main.getName(),
                argument.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    }

    List<String> trace() throws IOException {
        return Files.readAllLines(temp.resolve("trace"), StandardCharsets.ISO_8859_1);
    }

    List<String> said() throws IOException {
        return Files.readAllLines(temp.resolve("said"), StandardCharsets.UTF_8);
    }
}
