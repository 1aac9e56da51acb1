package dev.compliancekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code page check} finds what the three example pages contain. */
class PageCheckTest {

    private static final Path PAGES = Path.of("..", "..", "examples", "pages");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private static List<String> contradictions(String page) throws IOException {
        Cli.Result result =
                Cli.run("", "page", "check", PAGES.resolve(page + ".yaml").toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
        List<String> found = new ArrayList<>();
        for (String line : result.out().lines().skip(1).toList()) {
            JsonNode node = JSON.readTree(line);
            List<String> promises = new ArrayList<>();
            node.path("promises").forEach(id -> promises.add(id.asText()));
            assertThat(Instant.parse(node.path("counterExample").asText())).isAfter("2018-01-01T00:00:00Z");
            assertThat(node.path("text").asText()).contains(promises.get(0));
            found.add(node.path("contradiction").asText() + " " + String.join(" ", promises));
        }
        return found;
    }

    @Test
    void logsAndMonthliesOutliveThirtyDaysAndImmediateHasNoFigure() throws IOException {
        assertThat(contradictions("justuno"))
                .contains(
                        "rotation-unstated J20 J23", "log-floor J16 J23", "figure-unstated J24", "figure-unstated J16");
        Cli.Result result =
                Cli.run("", "page", "check", PAGES.resolve("justuno.yaml").toString());
        assertThat(result.out()).contains("12 monthly");
    }

    @Test
    void sevenDaysHaveNoStartAndFiveNightsAreTheMost() throws IOException {
        assertThat(contradictions("joomag")).contains("start-unstated M10", "rotation-unstated M21 M10");
        Cli.Result result =
                Cli.run("", "page", "check", PAGES.resolve("joomag.yaml").toString());
        assertThat(result.out()).contains("at most 5 daily copies fit");
    }

    @Test
    void generationsWithoutCountsAndALogOutWithoutAFigure() throws IOException {
        assertThat(contradictions("jomablue")).contains("rotation-unstated B8", "figure-unstated B28");
    }

    @Test
    void aPageThatAcceptsWithAReasonIsGood() throws IOException {
        Path file = dir.resolve("page.yaml");
        String page = """
                id: acme
                title: t
                source: s
                date: 2024-01-01
                zone: UTC
                promises:
                  - id: S1
                    claim: c
                    kind: by-code
                    control: session-timeout
                    parameters:
                      idleTimeout: PT30M
                      unstated: [idle-timeout]
                      accepts: [figure-unstated]
                """;
        Files.writeString(file, page + "      acceptedBecause: The page leaves it to us.\n");
        Cli.Result good = Cli.run("", "page", "check", file.toString());
        assertThat(good.code()).isZero();
        assertThat(good.out()).contains("\"acceptedBecause\":\"The page leaves it to us.\"");
        Files.writeString(file, page);
        Cli.Result bad = Cli.run("", "page", "check", file.toString());
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err())
                .contains("accepts figure-unstated without a reason; accepted is")
                .hasLineCount(1);
    }
}
