package dev.compliancekit.cli;

import static dev.compliancekit.cli.Cli.run;
import static dev.compliancekit.cli.Cli.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.cli.Cli.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a script sees them: what goes in, what comes out, and the exit code. */
class MainTest {

    private static final String SIGN_IN = "{\"tenant\":\"acme\",\"actor\":\"customer:u-1\",\"action\":\"sign-in\","
            + "\"outcome\":\"SUCCESS\",\"address\":\"203.0.113.9\",\"deviceType\":\"phone\"}\n";
    private static final String[] PLACE = {"--tenant", "acme", "--context", "class=customer", "record=7", "field=email"
    };

    @TempDir
    private Path dir;

    private String path(String name) {
        return dir.resolve(name).toString();
    }

    private Result append(String events) {
        return run(events, "log", "append", path("log"), "--origin", "example.com/audit");
    }

    @Test
    void appendsWithAReceiptForEachEventAndVerifies() {
        Result appended = append(SIGN_IN + "\n" + SIGN_IN);
        assertThat(appended.code()).isZero();
        assertThat(appended.out().lines()).hasSize(2).last().asString().contains("\"index\":1", "\"tenantSequence\":1");

        Result verified = run("", "log", "verify", path("log"));
        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains("\"intact\":true", "\"size\":2", "no saved checkpoint was given");

        String vkey = run("", "log", "key", path("log")).out().strip();
        assertThat(run("", "log", "verify", path("log"), "--vkey", vkey).code()).isZero();
    }

    @Test
    void findsAChangedByteAndSaysWhere() throws IOException {
        append(SIGN_IN + SIGN_IN);
        Path entries;
        try (Stream<Path> files = Files.walk(dir.resolve("log/tile/entries"))) {
            entries = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(entries);
        bytes[bytes.length - 3] ^= 1;
        Files.write(entries, bytes);

        Result verified = run("", "log", "verify", path("log"));
        assertThat(verified.code()).isEqualTo(ExitCode.FINDING);
        assertThat(verified.out()).contains("\"intact\":false", "\"firstBadIndex\":");
    }

    @Test
    void keepsWhatCameBeforeABadLineAndNamesTheLine() {
        Result result = append(SIGN_IN + SIGN_IN.replace("acme", "../etc"));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.err()).contains("standard input line 2: tenant code").doesNotContain("..", "Exception");
    }

    @Test
    void refusesLinesThatAreNotWholeEvents() {
        for (String line : List.of(
                "[]",
                "{\"tenant\":\"acme\"}",
                SIGN_IN.replace("\"phone\"", "7"),
                SIGN_IN.replace("\"phone\"", "\"toaster\""),
                SIGN_IN.replace(",\"deviceType\":\"phone\"", ""),
                SIGN_IN.replace("\"phone\"", "\"phone\",\"attributes\":{\"password\":\"x\"}"),
                SIGN_IN.replace("\"phone\"", "\"phone\",\"tenant\":\"acme\""),
                SIGN_IN.replace("\"phone\"", "\"phone\",\"wat\":\"x\""),
                SIGN_IN.replace("\"phone\"", "\"phone\",\"attributes\":{\"a\":{}}"),
                SIGN_IN.replace("\"phone\"", "\"phone\",\"attributes\":{\"deviceType\":\"tablet\"}"),
                SIGN_IN.replace("\"phone\"", "\"phone\",\"occurredAt\":\"yesterday\""),
                SIGN_IN.replace("SUCCESS", "maybe"),
                "{\"a\":".repeat(100) + "1" + "}".repeat(100))) {
            Result result = append(line);
            assertThat(result.code()).as(line).isEqualTo(ExitCode.USAGE);
            assertThat(result.out()).as(line).isEmpty();
            assertThat(result.err())
                    .as(line)
                    .contains("standard input line 1: ")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void exportsOneTenantOnly() {
        append(SIGN_IN + SIGN_IN.replace("acme", "globex"));
        Result exported = run("", "log", "export", path("log"), "--tenant", "globex");
        assertThat(exported.code()).isZero();
        assertThat(exported.out()).contains("globex").doesNotContain("acme");
    }

    @Test
    void anEarlierCheckpointShowsARollback() throws IOException {
        append(SIGN_IN);
        copy(dir.resolve("log"), dir.resolve("old"));
        append(SIGN_IN);
        Path saved = dir.resolve("saved");
        Files.writeString(saved, run("", "log", "checkpoint", path("log")).out());

        String key = path("log.key");
        assertThat(run("", "log", "verify", path("log"), "--key", key, "--since", saved.toString())
                        .code())
                .isZero();
        assertThat(run("", "log", "verify", path("old"), "--key", key, "--since", saved.toString())
                        .code())
                .isEqualTo(ExitCode.FINDING);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void sealsForOnePlaceAndShreds() {
        assertThat(run("", "keys", "init", path("keys")).code()).isZero();
        byte[] sealed = run("ann@example.com", with(PLACE, "seal", path("keys")))
                .bytes()
                .toByteArray();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ann");
        assertThat(run(sealed, with(PLACE, "open", path("keys"))).out()).isEqualTo("ann@example.com");

        String[] elsewhere = with(PLACE, "open", path("keys"));
        elsewhere[elsewhere.length - 1] = "field=phone";
        Result moved = run(sealed, elsewhere);
        assertThat(moved.code()).isEqualTo(ExitCode.FINDING);
        assertThat(moved.out()).isEmpty();

        Result shredded = run(
                "", "keys", "shred", path("keys"), "--tenant", "acme", "--actor", "staff:dpo", "--reason", "asked for");
        assertThat(shredded.out()).contains("\"status\":\"destroyed\"");
        Result erased = run(sealed, with(PLACE, "open", path("keys")));
        assertThat(erased.code()).isEqualTo(ExitCode.FINDING);
        assertThat(erased.err()).contains("the value is erased");
        assertThat(run("", "keys", "list", path("keys")).out()).contains("\"destroyedAt\":");
    }

    @Test
    void hexadecimalTextRoundTrips() {
        run("", "keys", "init", path("keys"));
        String[] hex = with(PLACE, "seal", path("keys"), "--hex");
        String sealed = run("00ff10", hex).out();
        assertThat(sealed).matches("01[0-9a-f]+\n");
        hex[0] = "open";
        assertThat(run(sealed, hex).out()).isEqualTo("00ff10\n");
        assertThat(run("xyz", hex).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aRootKeyUnderAPassPhraseNeedsItEachTime() throws IOException {
        Path said = Files.writeString(dir.resolve("said"), "open sesame\n");
        Files.setPosixFilePermissions(said, PosixFilePermissions.fromString("rw-------"));
        Result made = run("", "keys", "init", path("keys"), "--pass-phrase-file", path("said"));
        assertThat(made.err()).contains("keys.root under the pass phrase");
        assertThat(run("", "keys", "list", path("keys"), "--pass-phrase-file", path("said"))
                        .code())
                .isZero();
        Result without = run("", "keys", "list", path("keys"));
        assertThat(without.code()).isNotZero();
        assertThat(without.err()).contains("is under a pass phrase");
        Files.writeString(said, "open sesam\n");
        assertThat(run("", "keys", "list", path("keys"), "--pass-phrase-file", path("said"))
                        .err())
                .contains("the pass phrase is not that of root key file");
    }

    @Test
    void aRootKeyUnderNoPassPhraseIsSaidToBe() {
        assertThat(run("", "keys", "init", path("keys")).err())
                .contains("keys.root under no pass phrase (--pass-phrase-file puts it under one)");
    }

    @Test
    void anExistingKeyStoreIsNotOverwritten() {
        run("", "keys", "init", path("keys"));
        Result again = run("", "keys", "init", path("keys"));
        assertThat(again.code()).isNotZero();
        assertThat(again.err()).doesNotContain("\tat ");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run("", "log", "verify", path("nowhere")).code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("", "log", "verify", path("nowhere")).err()).contains("does not exist");
        assertThat(run("", "log", "append", path("log")).err()).contains("--origin");
        assertThat(run("", "nonsense").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("", "--help").code()).isZero();
    }
}
