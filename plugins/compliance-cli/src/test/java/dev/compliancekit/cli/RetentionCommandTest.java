package dev.compliancekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code retention deadline} on every row of the calendar oracle, without the rows' expected part. */
class RetentionCommandTest {

    private static final Path RESOURCES = Path.of("..", "..", "compliance-retention", "src", "test", "resources");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void answersEveryRowOfTheCalendarOracle() throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        StringBuilder in = new StringBuilder();
        for (String line : Files.readAllLines(oracle("calendar_public.jsonl"))) {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"zone\":\"Mars/Base\" | no zone of the time zone database as zone",
                "\"event_utc\":\"2024-02-30T00:00:00Z\" | no instant in the years 1 to 9999 as event_utc",
                "\"event_utc\":\"9999-12-31T00:00:00Z\" | outside the calendar",
                "\"period\":\"P1MT3H\" | period: time limit is not an ISO 8601 period",
                "\"period\":\"P-1M\" | period: calendar period is P-1M",
                "\"period\":7 | no text period",
                "\"holidays\":\"2024-05-01\" | no list holidays",
                "\"holidays\":[\"2024-02-30\"] | a list holidays with something else"
            })
    void refusesARowInOneSentenceWithItsField(String given, String sentence) throws IOException {
        ObjectNode row = (ObjectNode) JSON.readTree(
                "{\"id\":\"a\",\"event_utc\":\"2024-01-31T10:00:00Z\",\"zone\":\"UTC\",\"period\":\"P1M\"}");
        row.setAll((ObjectNode) JSON.readTree("{" + given + "}"));
        Cli.Result result = Cli.run(row + "\n", "retention", "deadline");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("standard input line 1")
                .contains(sentence)
                .contains("accepted")
                .hasLineCount(1);
    }

    static Path oracle(String name) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private static List<String> run(String in) {
        Cli.Result result = Cli.run(in, "retention", "deadline");
        assertThat(result.code()).isZero();
        return result.out().lines().toList();
    }
}
