package dev.compliancekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code retention rotate} on every row of the rotation oracles, without the rows' expected part. */
class RotateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW =
            "{\"id\":\"r\",\"now\":\"2024-05-01T00:00:00Z\",\"forget_tz\":\"UTC\",\"policy\":%s,\"snapshots\":%s}";
    private static final String COPIES = "[{\"time\":\"2024-04-30T01:00:00Z\"},{\"time\":\"2024-04-30T00:00:00Z\"}]";

    private static List<ObjectNode> rows(String file) throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(RetentionCommandTest.oracle(file))) {
            rows.add((ObjectNode) JSON.readTree(line));
        }
        return rows;
    }

    private static List<String> answers(List<ObjectNode> rows, String profile) {
        StringBuilder in = new StringBuilder();
        for (ObjectNode row : rows) {
            ObjectNode given = row.deepCopy();
            given.remove(List.of("expected", "keep", "reasons"));
            in.append(given).append('\n');
        }
        Cli.Result result = Cli.run(in.toString(), "retention", "rotate", "--profile", profile);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return result.out().lines().toList();
    }

    private static void compare(List<ObjectNode> rows, List<String> answers, String column) throws IOException {
        assertThat(answers).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode expected = column.isEmpty()
                    ? rows.get(i)
                    : rows.get(i).path("expected").path(column);
            JsonNode answer = JSON.readTree(answers.get(i));
            assertThat(answer.path("id")).isEqualTo(rows.get(i).path("id"));
            assertThat(answer.path("keep")).as("%s", answer.path("id")).isEqualTo(expected.path("keep"));
            assertThat(answer.path("reasons")).as("%s", answer.path("id")).isEqualTo(expected.path("reasons"));
        }
    }

    @ParameterizedTest
    @CsvSource({"restic-0.14, 186", "restic-0.19, 222"})
    void answersEveryRowOfRestic(String profile, int count) throws IOException {
        List<ObjectNode> rows = rows("restic_public.jsonl").stream()
                .filter(row -> row.path("expected").has(profile))
                .toList();
        assertThat(rows).hasSize(count);
        compare(rows, answers(rows, profile), profile);
    }

    @Test
    void answersEveryRowOfBorg() throws IOException {
        List<ObjectNode> rows = rows("borg_public.jsonl");
        compare(rows, answers(rows, "borg-1.2"), "");
    }

    @Test
    void strictTakesRowsOfBothKinds() throws IOException {
        List<String> answers = answers(
                List.of(
                        (ObjectNode) JSON.readTree(ROW.formatted("{\"daily\":1}", COPIES)),
                        (ObjectNode)
                                JSON.readTree(
                                        "{\"id\":\"b\",\"tz\":\"UTC\",\"now\":\"2024-05-01T00:00:00Z\","
                                                + "\"policy\":{\"hourly\":1},\"archives\":[{\"name\":\"a\",\"time\":\"2024-04-30T00:00:00Z\"}]}")),
                "strict");
        assertThat(answers)
                .containsExactly(
                        "{\"id\":\"r\",\"keep\":[0],\"reasons\":{\"0\":[\"newest of day 1 of 1\"]}}",
                        "{\"id\":\"b\",\"keep\":[0],\"reasons\":{\"0\":[\"newest of hour 1 of 1\"]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restic-0.19 | {} | no rule and would delete every copy",
                "restic-0.19 | {\"daily\":0} | no rule and would delete every copy",
                "restic-0.19 | {\"daily\":-1} | daily has the count -1",
                "restic-0.19 | {\"daily\":1.5} | daily has no count",
                "restic-0.19 | {\"fortnightly\":1} | unknown rotation rule fortnightly; accepted are last",
                "restic-0.19 | {\"within\":\"2w\"} | rotation rule within: span is not",
                "restic-0.19 | {\"within-weekly\":\"-2d\"} | rotation rule within-weekly: span is not",
                "restic-0.14 | {\"daily\":\"unlimited\"} | restic-0.14 has no unlimited counts",
                "restic-0.14 | {\"secondly\":1} | restic-0.14 has no secondly",
                "borg-1.2 | {\"last\":1} | borg-1.2 has no last rule",
                "borg-1.2 | {\"daily\":-2} | daily has the count -2",
                "borg-1.2 | {\"within\":\"5h\"} | span is not one number and one unit",
                "strict | {\"within\":\"1h\"} | would delete all 2 copies",
                "kopia | {\"daily\":1} | rotation profile is unknown"
            })
    void refusesAPolicyInOneSentenceWithItsLine(String profile, String policy, String sentence) {
        String in = ROW.formatted("{\"daily\":1}", "[]") + "\n\n" + ROW.formatted(policy, COPIES) + "\n";
        Cli.Result result = Cli.run(in, "retention", "rotate", "--profile", profile);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(sentence.strip()).contains("accepted").hasLineCount(1);
        if (!profile.equals("kopia")) {
            assertThat(result.err()).contains("standard input line 3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"forget_tz\":\"UTC\" | \"forget_tz\":\"Europe/Atlantis\" | no zone of the time zone database as forget_tz",
                "\"now\":\"2024-05-01T00:00:00Z\" | \"now\":\"2024-02-30T00:00:00Z\" | no instant in the years 1 to 9999 as now",
                "\"now\":\"2024-05-01T00:00:00Z\" | \"now\":null | has no now",
                "\"time\":\"2024-04-30T00:00:00Z\" | \"time\":\"yesterday\" | no time that is one at copy 1",
                "\"time\":\"2024-04-30T00:00:00Z\" | \"time\":\"+99999-04-30T00:00:00Z\" | outside the calendar",
                "\"id\":\"r\" | \"id\":7 | no text id",
                "\"snapshots\" | \"copies\" | no list snapshots",
                "\"policy\" | \"rules\" | no object policy"
            })
    void refusesARowInOneSentenceWithItsLine(String from, String to, String sentence) {
        String in = ROW.formatted("{\"within\":\"1d\"}", COPIES).replace(from.strip(), to.strip());
        Cli.Result result = Cli.run(in, "retention", "rotate", "--profile", "restic-0.19");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("standard input line 1")
                .contains(sentence.strip())
                .contains("accepted")
                .hasLineCount(1);
    }
}
