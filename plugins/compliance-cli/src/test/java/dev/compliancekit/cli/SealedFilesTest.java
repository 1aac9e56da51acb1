package dev.compliancekit.cli;

import static dev.compliancekit.cli.Cli.NOW;
import static dev.compliancekit.cli.Cli.run;
import static dev.compliancekit.cli.Cli.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code seal} and {@code open} from file to file. */
class SealedFilesTest {

    private static final String[] NAME = {"--tenant", "acme", "--context", "name=backup/2026-11-22"};

    @TempDir
    private Path dir;

    private String store;
    private Path plain;
    private Path sealed;
    private Path opened;
    private byte[] content;

    @BeforeEach
    void makeStore() throws IOException {
        store = path("keys");
        run("", "keys", "init", store);
        content = new byte[2_500_000];
        new Random(20261122).nextBytes(content);
        plain = Files.write(dir.resolve("plain"), content);
        sealed = dir.resolve("sealed");
        opened = dir.resolve("opened");
    }

    private String path(String name) {
        return dir.resolve(name).toString();
    }

    private Result seal(String... more) {
        return run("", with(more, with(NAME, "seal", store, plain.toString(), sealed.toString())));
    }

    private Result open(String... more) {
        return run("", with(more, with(NAME, "open", store, sealed.toString(), opened.toString())));
    }

    private void assertRefused(Result result, int code, String why) throws IOException {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(why).doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(opened).doesNotExist();
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("draft"));
        }
    }

    @Test
    void aFileIsSealedAndOpenedUnderItsName() throws IOException {
        Result made = seal();
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out())
                .contains("\"bytes\":" + Files.size(sealed), "\"name\":\"backup/2026-11-22\"", "\"keyId\":");
        assertThat(Files.size(sealed)).isGreaterThan(content.length);
        Result read = open("--workers", "3");
        assertThat(read.code()).as(read.err()).isZero();
        assertThat(read.out()).contains("\"bytes\":2500000");
        assertThat(opened).hasBinaryContent(content);
    }

    @Test
    void filesMayStandBehindTheContext() {
        Result made = run("", with(new String[] {plain.toString(), sealed.toString()}, with(NAME, "seal", store)));
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(open("--workers", "1").code()).isZero();
        assertThat(opened).hasBinaryContent(content);
    }

    @Test
    void anEmptyFileIsAFileToo() throws IOException {
        Files.write(plain, new byte[0]);
        seal();
        assertThat(open().code()).isZero();
        assertThat(opened).isEmptyFile();
    }

    @Test
    void elsewhereItDoesNotOpen() throws IOException {
        seal();
        String[] otherName = {
            "open",
            store,
            sealed.toString(),
            opened.toString(),
            "--tenant",
            "acme",
            "--context",
            "name=backup/2026-11-23"
        };
        assertRefused(run("", otherName), ExitCode.FINDING, "the ciphertext does not open");
        otherName[5] = "globex";
        assertRefused(run("", otherName), ExitCode.FINDING, "the file's key is missing");
    }

    @Test
    void aDamagedOrCutFileLeavesNoTarget() throws IOException {
        seal();
        byte[] whole = Files.readAllBytes(sealed);
        for (int at : List.of(5, 100, whole.length / 2, whole.length - 1)) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(sealed, damaged);
            assertRefused(open(), ExitCode.FINDING, "the ciphertext does not open");
        }
        for (int length : List.of(0, 4, 5, 60, 61 + 16_400, whole.length - 1)) {
            Files.write(sealed, Arrays.copyOf(whole, length));
            assertRefused(open(), ExitCode.FINDING, "the ciphertext does not open");
        }
        Files.write(sealed, whole);
        assertThat(open().code()).isZero();
    }

    @Test
    void aDamagedFileDoesNotReplaceATarget() throws IOException {
        seal();
        byte[] damaged = Files.readAllBytes(sealed);
        damaged[damaged.length / 2] ^= 1;
        Files.write(sealed, damaged);
        Files.writeString(opened, "as it was");
        assertThat(open("--force").code()).isEqualTo(ExitCode.FINDING);
        assertThat(opened).hasContent("as it was");
    }

    @Test
    void anExistingTargetIsReplacedOnlyIfAskedFor() throws IOException {
        Files.writeString(sealed, "as it was");
        Result refused = seal();
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("sealed exists already; --force replaces it");
        assertThat(sealed).hasContent("as it was");
        assertThat(seal("--force").code()).isZero();
        assertThat(open().code()).isZero();
        assertThat(opened).hasBinaryContent(content);
    }

    @Test
    void aShreddedTenantsFilesAreErased() throws IOException {
        seal();
        run("", "keys", "shred", store, "--tenant", "acme", "--actor", "staff:dpo", "--reason", "asked for");
        assertRefused(open(), ExitCode.FINDING, "the file is erased: its key");
        assertThat(seal("--force").code()).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void aRotatedKeyGoesOnOpeningFiles() {
        seal();
        assertThat(run("", "keys", "rotate", store, "--tenant", "acme", "--purpose", "files")
                        .code())
                .isZero();
        assertThat(open().code()).isZero();
    }

    @Test
    void wrongUsageIsRefusedBeforeAnyKeyIsMade() throws IOException {
        String[] files = {plain.toString(), sealed.toString()};
        for (String[] wrong : List.of(
                new String[] {plain.toString()},
                new String[] {plain.toString(), path("no/such/place")},
                new String[] {plain.toString(), dir.toString(), "--force"},
                new String[] {path("nothing"), sealed.toString()},
                new String[] {dir.toString(), sealed.toString()},
                with(new String[] {"--hex"}, files),
                with(new String[] {"--subject-key"}, files),
                with(new String[] {"--workers", "0"}, files),
                with(new String[] {"--workers", "many"}, files),
                new String[] {"--force"},
                new String[] {"--workers", "2"})) {
            Result refused = run("", with(wrong, with(NAME, "seal", store)));
            assertRefused(refused, ExitCode.USAGE, "");
        }
        assertRefused(
                run("", "seal", store, files[0], files[1], "--tenant", "acme", "--context", "class=customer"),
                ExitCode.USAGE,
                "accepted for it: name");
        assertRefused(
                run("x", "seal", store, "--tenant", "acme", "--context", "name=a"),
                ExitCode.USAGE,
                "accepted for it: class");
        assertRefused(
                run("", "seal", path("nowhere"), files[0], files[1], "--tenant", "acme", "--context", "name=a"),
                ExitCode.USAGE,
                "there is no key store");
        assertThat(run("", "keys", "list", store).out()).isEmpty();
    }

    @Test
    void aValueIsNoFile() throws IOException {
        byte[] value = run("x", "seal", store, "--tenant", "acme", "--context", "class=c", "record=1", "field=f")
                .bytes()
                .toByteArray();
        Files.write(sealed, value);
        assertRefused(open(), ExitCode.FINDING, "the ciphertext does not open");
    }

    @Test
    void aShortRunSaysNothingOnATerminal() {
        Result made = run(
                new byte[0],
                InstantSource.fixed(NOW),
                Set.of(Console.Stream.OUT, Console.Stream.ERR),
                with(NAME, "seal", store, plain.toString(), sealed.toString()));
        assertThat(made.code()).isZero();
        assertThat(made.err()).isEmpty();
    }
}
