package dev.compliancekit.cli;

import static dev.compliancekit.cli.Cli.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.cli.Cli.Result;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Witnesses, cosigned checkpoints and proofs as scripts use them. */
class WitnessCommandTest {

    private static final String SIGN_IN =
            "{\"tenant\":\"acme\",\"actor\":\"customer:u-1\",\"action\":\"sign-in\",\"outcome\":\"SUCCESS\",\"address\":\"203.0.113.9\",\"deviceType\":\"phone\"}\n";

    @TempDir
    private Path dir = Path.of("");

    private final List<Thread> serving = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Thread thread : serving) {
            thread.interrupt();
            thread.join();
        }
    }

    private String path(String name) {
        return dir.resolve(name).toString();
    }

    private void append(String log, int events) {
        Result result = run(SIGN_IN.repeat(events), "log", "append", path(log), "--origin", "example.com/audit");
        assertThat(result.code()).as(result.err()).isZero();
    }

    private String vkey(String log) {
        return run("", "log", "key", path(log)).out().strip();
    }

    private String witness(String name) {
        Result made = run("", "witness", "init", path(name + ".key"), "--name", "witness.example/" + name);
        assertThat(made.code()).as(made.err()).isZero();
        return made.out().strip();
    }

    /** Serves in a thread, and answers with the address. */
    private String serve(String name, String logKey) throws IOException {
        PipedInputStream pipe = new PipedInputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new PipedOutputStream(pipe), true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                InstantSource.fixed(Cli.NOW),
                new SecureRandom(),
                Set.of());
        Thread thread = new Thread(() -> Main.run(
                console, "witness", "serve", path(name), "--key", path(name + ".key"), "--log", logKey, "--port", "0"));
        serving.add(thread);
        thread.start();
        String line = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8)).readLine();
        return line.replaceAll(".*\"(http:[^\"]*)\".*", "$1");
    }

    @Test
    void aQuorumCosignsAndTheLogVerifiesAgainstIt() throws IOException {
        append("log", 3);
        String one = witness("w1");
        String two = witness("w2");
        String first = serve("w1", vkey("log"));
        String second = serve("w2", vkey("log"));
        Result cosigned = run(
                "", "log", "cosign", path("log"), "--witness", one, "--ask", first, "--witness", two, "--ask", second);
        assertThat(cosigned.code()).as(cosigned.err()).isZero();
        assertThat(cosigned.out().lines().filter(line -> line.startsWith("\u2014 witness.example/w")))
                .hasSize(2);
        Files.writeString(dir.resolve("cosigned"), cosigned.out());
        append("log", 2);

        Result verified =
                run("", "log", "verify", path("log"), "--since", path("cosigned"), "--witness", one, "--witness", two);
        assertThat(verified.code()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("\"intact\":true", "under no cosigned checkpoint");
        Result without = run("", "log", "verify", path("log"), "--witness", one, "--quorum", "1");
        assertThat(without.code()).isEqualTo(ExitCode.FINDING);
        assertThat(without.out()).contains("no checkpoint bears");

        // the same key on another log of the same name: a fork that the witnesses do not cosign
        Files.copy(dir.resolve("log.key"), dir.resolve("fork.key"));
        run(SIGN_IN.replace("u-1", "u-2").repeat(9), "log", "append", path("fork"), "--origin", "example.com/audit");
        Result refused = run("", "log", "cosign", path("fork"), "--witness", one, "--ask", first);
        assertThat(refused.code()).isEqualTo(ExitCode.FINDING);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("not shown to be consistent");
    }

    @Test
    void aProofVerifiesWithoutTheLogAndOnlyForItsEntry() throws IOException {
        append("log", 5);
        Result proved = run("", "log", "prove", path("log"), "3", "--entry", path("entry"));
        assertThat(proved.code()).as(proved.err()).isZero();
        assertThat(proved.out()).startsWith("c2sp.org/tlog-proof@v1\nindex 3\n");
        Files.writeString(dir.resolve("3.tlog-proof"), proved.out());
        String vkey = vkey("log");
        Result checked = run("", "log", "check-proof", path("3.tlog-proof"), path("entry"), "--vkey", vkey);
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out()).contains("\"proved\":true", "\"index\":3", "\"size\":5");
        assertThat(checked.err()).contains("no witness was named");

        String witness = witness("w1");
        assertThat(run(
                                "",
                                "log",
                                "check-proof",
                                path("3.tlog-proof"),
                                path("entry"),
                                "--vkey",
                                vkey,
                                "--witness",
                                witness)
                        .code())
                .isEqualTo(ExitCode.FINDING);
        Files.writeString(
                dir.resolve("cosigned"),
                run("", "log", "cosign", path("log"), "--witness", witness, "--ask", serve("w1", vkey))
                        .out());
        Files.writeString(
                dir.resolve("w.tlog-proof"),
                run("", "log", "prove", path("log"), "3", "--checkpoint", path("cosigned"))
                        .out());
        Result witnessed = run(
                "", "log", "check-proof", path("w.tlog-proof"), path("entry"), "--vkey", vkey, "--witness", witness);
        assertThat(witnessed.code()).as(witnessed.err()).isZero();
        assertThat(witnessed.err()).isEmpty();

        Files.writeString(dir.resolve("other"), "{}");
        assertThat(run("", "log", "check-proof", path("3.tlog-proof"), path("other"), "--vkey", vkey)
                        .code())
                .isEqualTo(ExitCode.FINDING);
        Files.write(dir.resolve("long"), new byte[65_536]);
        for (String[] wrong : List.of(
                new String[] {"log", "check-proof", path("entry"), path("entry"), "--vkey", vkey},
                new String[] {"log", "check-proof", path("3.tlog-proof"), path("long"), "--vkey", vkey},
                new String[] {"log", "check-proof", path("3.tlog-proof"), path("none"), "--vkey", vkey},
                new String[] {"log", "check-proof", path("3.tlog-proof"), path("entry"), "--vkey", "x"},
                new String[] {"log", "check-proof", path("3.tlog-proof"), path("entry"), "--vkey", vkey, "--quorum", "1"
                },
                new String[] {"log", "prove", path("log"), "5"},
                new String[] {"log", "prove", path("log"), "3", "--entry", path("entry")},
                new String[] {"log", "cosign", path("log"), "--ask", "http://127.0.0.1:1"},
                new String[] {"witness", "init", path("w1.key"), "--name", "witness.example/w1"})) {
            Result result = run("", wrong);
            assertThat(result.code()).as(String.join(" ", wrong)).isEqualTo(ExitCode.USAGE);
            assertThat(result.out()).isEmpty();
        }
    }
}
