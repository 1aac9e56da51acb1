package dev.compliancekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pruning by the command line. */
class LogPruneCommandTest {

    @TempDir
    private Path temp;

    private Instant now = Cli.NOW;
    private String log = "";

    @BeforeEach
    void write() {
        log = temp.resolve("log").toString();
        for (int month = 0; month < 8; month++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 128; i++) {
                lines.append("{\"tenant\":\"t-" + month + "\",\"actor\":\"customer:u-1\",\"action\":\"sign-in\","
                        + "\"outcome\":\"success\",\"address\":\"192.0.2.1\",\"deviceType\":\"phone\"}\n");
            }
            assertThat(run(lines.toString(), "log", "append", log, "--origin", "example.com/a")
                            .code())
                    .isZero();
            now = now.plus(Duration.ofDays(30));
        }
    }

    private Cli.Result run(String in, String... arguments) {
        Instant at = now;
        return Cli.run(in.getBytes(StandardCharsets.UTF_8), () -> at, Set.of(), arguments);
    }

    private Cli.Result prune(String... more) {
        return run("", Cli.with(more, "log", "prune", log, "--floor", "P3M", "--ceiling", "P6M"));
    }

    @Test
    void whatIsOlderThanTheFloorGoesAndTheVerifierSaysSo() {
        Cli.Result dry = prune("--dry-run");
        assertThat(dry.out())
                .startsWith(
                        "{\"pruned\":false,\"fromIndex\":0,\"minimumIndex\":512,\"entries\":512,\"stoppedBy\":\"entry ");
        assertThat(Files.exists(temp.resolve("log/tile/entries/000"))).isTrue();
        assertThat(prune().out())
                .startsWith(
                        "{\"pruned\":true,\"fromIndex\":0,\"minimumIndex\":512,\"entries\":512,\"stoppedBy\":\"entry ");
        assertThat(Files.exists(temp.resolve("log/tile/entries/000"))).isFalse();
        Cli.Result verified = run("", "log", "verify", log);
        assertThat(verified.code()).isZero();
        assertThat(verified.out())
                .contains("\"size\":513,\"minimumIndex\":512")
                .contains("\"remarks\":[\"entries 0 to 511 were pruned");
    }

    @Test
    void aHoldStopsIt() {
        assertThat(prune("--hold", "t-2=case 7").out())
                .contains("\"minimumIndex\":256", "entry 256 of t-2 is under the hold --hold t-2");
    }

    @Test
    void aClockThatJumpedStopsItUntilGapsAreAccepted() {
        now = now.plus(Duration.ofDays(400));
        assertThat(prune().out()).contains("\"entries\":0", "the clock may be wrong");
        assertThat(prune("--accept-gaps").out()).contains("\"entries\":1024");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(run("", "log", "prune", log, "--floor", "a year", "--ceiling", "P6M")
                        .err())
                .startsWith("--floor is not a period; accepted is for example P12M");
        assertThat(run("", "log", "prune", log, "--floor", "P6M", "--ceiling", "P6M")
                        .code())
                .isEqualTo(2);
        assertThat(prune("--zone", "Mars/Olympus").err()).startsWith("--zone is not known");
    }
}
