package dev.compliancekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands that the guides show do what the guides say: each guide is run from its first command to its last, below
 * a directory that stands for the root. What a guide shows of the output is there, with anything for three dots.
 */
class GuideCommandsTest {

    private static final Path GUIDES = Path.of("..", "..", "docs", "guides");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EXIT_CODE = Pattern.compile("\\s+# exit code (\\d)$");
    private static final Pattern CONTENTS = Pattern.compile("\\$\\(cat /(\\S+)\\)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @TempDir
    private Path root;

    /** A command and the output that the guide shows for it. */
    private record Step(String command, List<String> shown) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command-line",
                "encrypt-a-backup",
                "plan-backups",
                "read-your-log-as-an-owner",
                "rotate-keys",
                "scope-an-incident",
                "shred-a-tenant",
                "verify-without-our-code",
                "write-a-retention-schedule"
            })
    void everyCommandDoesWhatIsShown(String guide) throws IOException {
        int run = 0;
        for (Step step : steps(Files.readString(GUIDES.resolve(guide + ".md")))) {
            run(step);
            run++;
        }
        assertThat(run).isGreaterThan(3);
    }

    private static List<Step> steps(String guide) {
        List<Step> steps = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(guide); block.find(); ) {
            if (block.group(1).isEmpty()) {
                block.group(2).replaceAll("\\\\\\n\\s*", "").lines().forEach(line -> take(line, steps));
            }
        }
        return steps;
    }

    private static void take(String line, List<Step> steps) {
        if (line.startsWith("$ ")) {
            steps.add(new Step(line.substring(2), new ArrayList<>()));
        } else {
            steps.get(steps.size() - 1).shown().add(line);
        }
    }

    private void run(Step step) throws IOException {
        Matcher exitCode = EXIT_CODE.matcher(step.command());
        int expected = exitCode.find() ? Integer.parseInt(exitCode.group(1)) : 0;
        List<String> words = words(exitCode.replaceFirst(""));
        byte[] in = new byte[0];
        int pipe = words.indexOf("|");
        if (pipe >= 0) {
            in = words.get(pipe - 1).getBytes(StandardCharsets.UTF_8);
            words = words.subList(pipe + 1, words.size());
        }
        int from = words.indexOf("<");
        if (from >= 0) {
            in = Files.readAllBytes(Path.of(words.get(from + 1)));
        }
        int to = words.indexOf(">");
        List<String> plain = words.stream()
                .limit(Stream.of(from, to)
                        .filter(at -> at >= 0)
                        .min(Integer::compare)
                        .orElse(words.size()))
                .toList();
        switch (plain.get(0)) {
            case "compliance" -> {
                Cli.Result result = Cli.run(in, plain.stream().skip(1).toArray(String[]::new));
                assertThat(result.code())
                        .as("%s: %s", step.command(), result.err())
                        .isEqualTo(expected);
                assertShown(step, result);
                if (to >= 0) {
                    Files.write(Path.of(words.get(to + 1)), result.bytes().toByteArray());
                }
            }
            case "cp" -> copy(Path.of(plain.get(2)), Path.of(plain.get(3)));
            case "head" ->
                Files.writeString(
                        Path.of(words.get(to + 1)),
                        Files.readAllLines(Path.of(plain.get(2))).get(0) + "\n");
            case "cmp" -> assertThat(Path.of(plain.get(1))).hasSameBinaryContentAs(Path.of(plain.get(2)));
            default -> Files.writeString(Path.of(words.get(to + 1)), "what another program made\n".repeat(100_000));
        }
    }

    /** Paths stand below the root, in directories that exist. */
    private List<String> words(String command) throws IOException {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(command); word.find(); ) {
            String text = Stream.of(1, 2, 3)
                    .map(word::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElse("");
            Matcher contents = CONTENTS.matcher(text);
            if (contents.matches()) {
                text = Files.readString(root.resolve(contents.group(1))).strip();
            } else if (text.startsWith("/")) {
                Path path = root.resolve(text.substring(1));
                Files.createDirectories(path.getParent());
                text = path.toString();
            }
            words.add(text);
        }
        return words;
    }

    private void assertShown(Step step, Cli.Result result) {
        List<String> lines = Stream.concat(result.out().lines(), result.err().lines())
                .map(line -> line.replace(root.toString(), ""))
                .toList();
        for (String shown : step.shown()) {
            Pattern pattern = Pattern.compile(Stream.of(shown.split(Pattern.quote("..."), -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")));
            assertThat(lines)
                    .as(step.command())
                    .anyMatch(line -> pattern.matcher(line).matches());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
