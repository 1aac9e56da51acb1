package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the browser of this machine without a window and without a network, in a fresh profile each time. */
final class ChromiumBrowser {

    /** What a visit left behind: the document as text, the messages of its console, the origins that asked for more. */
    record Visit(String document, List<String> console, List<String> initiators) {}

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    /** Requests that the browser makes on its own have no origin. */
    private static final Pattern INITIATOR = Pattern.compile("\"initiator\":\"(?!not an origin\")([^\"]*)\"");

    private final Path program;
    private final Path scratch;

    private ChromiumBrowser(Path program, Path scratch) {
        this.program = program;
        this.scratch = scratch;
    }

    static Optional<ChromiumBrowser> find(Path scratch) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new ChromiumBrowser(program, scratch));
    }

    Visit visit(Path page) throws IOException, InterruptedException {
        Path netLog = scratch.resolve("net.json");
        run(page, "--dump-dom", "--enable-logging=stderr", "--v=0", "--log-net-log=" + netLog);
        List<String> console = Files.readAllLines(scratch.resolve("err.txt")).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        List<String> initiators = INITIATOR
                .matcher(Files.readString(netLog, StandardCharsets.ISO_8859_1))
                .results()
                .map(match -> match.group(1))
                .toList();
        return new Visit(Files.readString(scratch.resolve("out.txt")), console, initiators);
    }

    Path screenshot(Path page, String name, String... flags) throws IOException, InterruptedException {
        Path image = scratch.resolve(name);
        List<String> all = new ArrayList<>(List.of(flags));
        all.add("--screenshot=" + image);
        run(page, all.toArray(String[]::new));
        return image;
    }

    Path print(Path page) throws IOException, InterruptedException {
        Path paper = scratch.resolve("report.pdf");
        run(page, "--no-pdf-header-footer", "--print-to-pdf=" + paper);
        return paper;
    }

    private void run(Path page, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + Files.createTempDirectory(scratch, "profile")));
        command.addAll(List.of(flags));
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(scratch.resolve("out.txt").toFile())
                .redirectError(scratch.resolve("err.txt").toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("the browser ended within two minutes")
                    .isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
