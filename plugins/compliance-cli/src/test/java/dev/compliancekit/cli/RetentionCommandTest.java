package dev.compliancekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code retention deadline} on every row of the calendar oracle, without the rows' expected part. */
class RetentionCommandTest {

    private static final Path RESOURCES = Path.of("..", "..", "compliance-retention", "src", "test", "resources");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void answersEveryRowOfTheCalendarOracle() throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        StringBuilder in = new StringBuilder();
        for (String line : Files.readAllLines(oracle())) {
            ObjectNode row = (ObjectNode) JSON.readTree(line);
            rows.add(row);
            ObjectNode given = row.deepCopy();
            given.remove(List.of("expected", "references", "notes"));
            in.append(given).append('\n');
        }
        List<String> answers = run(in.toString());
        assertThat(answers).hasSameSizeAs(rows);
        int compared = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).toString().contains("tzdb_sensitive")) {
                continue; // informative only: the answer depends on the release of the time zone database
            }
            JsonNode answer = JSON.readTree(answers.get(i));
            for (Map.Entry<String, JsonNode> expected :
                    rows.get(i).path("expected").properties()) {
                assertThat(answer.path(expected.getKey()))
                        .as("%s %s", answer.path("id"), expected.getKey())
                        .isEqualTo(expected.getValue());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1_500);
    }

    private static Path oracle() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.endsWith("calendar_public.jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> run(String in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                () -> Instant.EPOCH,
                new SecureRandom());
        assertThat(Main.run(console, "retention", "deadline")).isZero();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
