package dev.compliancekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code retention decide} on every row of the decision oracle, without the rows' expected part. */
class DecideCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode decide(String kind, String given) throws IOException {
        Cli.Result result = run(kind, given);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return JSON.readTree(result.out());
    }

    private static Cli.Result run(String kind, String given) {
        return Cli.run("{\"id\":\"r\",\"kind\":\"" + kind + "\",\"given\":{" + given + "}}\n", "retention", "decide");
    }

    @Test
    void answersEveryFieldOfEveryRow() throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        StringBuilder in = new StringBuilder();
        for (String line : Files.readAllLines(RetentionCommandTest.oracle("decision_public.jsonl"))) {
            ObjectNode row = (ObjectNode) JSON.readTree(line);
            rows.add(row);
            ObjectNode given = row.deepCopy();
            given.remove(List.of("expected", "stated"));
            in.append(given).append('\n');
        }
        Cli.Result result = Cli.run(in.toString(), "retention", "decide");
        assertThat(result.err()).isEmpty();
        List<String> answers = result.out().lines().toList();
        assertThat(answers).hasSameSizeAs(rows).hasSize(38);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < rows.size(); i++) {
            JsonNode answer = JSON.readTree(answers.get(i));
            softly.assertThat(answer.path("id")).isEqualTo(rows.get(i).path("id"));
            for (Map.Entry<String, JsonNode> expected :
                    rows.get(i).path("expected").properties()) {
                softly.assertThat(answer.path(expected.getKey()))
                        .as("%s %s", answer.path("id"), expected.getKey())
                        .isEqualTo(expected.getValue());
            }
        }
        softly.assertAll();
    }

    @Test
    void explainsItself() throws IOException {
        JsonNode answer = decide(
                "decision",
                "\"packs\":[\"gdpr\"],\"as_of\":\"2024-06-01T00:00:00Z\",\"events\":[{\"type\":\"ERASURE_REQUEST\","
                        + "\"at\":\"2024-02-10T10:00:00Z\"}],\"rules\":[{\"id\":\"tax\",\"type\":\"RETAIN\",\"period\":"
                        + "\"P10Y\",\"start\":\"2020-01-01T00:00:00Z\",\"scope\":\"org\",\"basis\":\"statutory\"}]");
        assertThat(answer.path("because").toString())
                .contains("the record must stay until 2030-01-01T00:00:00Z, because retention tax lasts longest")
                .contains("gdpr:ERASURE_REQUEST is due at 2024-03-10T10:00:00Z")
                .contains("lawfully deferred");
    }

    @Test
    void aPromiseThatRotationCannotKeepIsKeptByDestroyingKeys() throws IOException {
        JsonNode answer = decide(
                "backup_feasibility",
                "\"rotation\":{\"hourly\":24,\"monthly\":12},\"backup_every\":\"PT1H\",\"promise\":\"PT720H\","
                        + "\"production_erased_after\":\"PT48H\",\"epoch_horizon_days\":7");
        assertThat(answer.path("max_residence").asText()).isEqualTo("PT8089H");
        assertThat(answer.path("feasible").asBoolean()).isFalse();
        assertThat(answer.path("latest_production_erasure").isNull()).isTrue();
        assertThat(answer.path("feasible_by_key_destruction").asBoolean()).isTrue();
        assertThat(answer.path("latest_key_destruction").asText()).isEqualTo("PT552H");
    }

    @Test
    void theRequestUnderOneLawStartsNothingUnderAnother() throws IOException {
        String events = "\"packs\":[\"gdpr\",\"ccpa\"],\"as_of\":\"2024-03-01T00:00:00Z\",\"events\":[{\"type\":\"%s\","
                + "\"at\":\"2024-02-20T09:00:00Z\"}]";
        assertThat(decide("decision", events.formatted("DELETE_REQUEST"))
                        .path("decided_by")
                        .toString())
                .isEqualTo("[\"ccpa:DELETE_REQUEST\"]");
        assertThat(decide("decision", events.formatted("ERASURE_REQUEST"))
                        .path("decided_by")
                        .toString())
                .isEqualTo("[\"gdpr:ERASURE_REQUEST\"]");
        assertThat(decide("decision", events.formatted("DELETE_REQUEST") + ",\"store\":\"BACKUP\"")
                        .path("decision")
                        .asText())
                .isEqualTo("KEEP");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-06-01T10:15:00Z, true, IDLE_TIMEOUT",
        "2024-06-01T10:14:59Z, true, LIVE",
        "2024-06-01T10:15:00.001Z, false, IDLE_TIMEOUT"
    })
    void sessionsEndAtOrAfterTheirLimit(String now, boolean inclusive, String state) throws IOException {
        assertThat(decide(
                                "session",
                                "\"login_at\":\"2024-06-01T08:00:00Z\",\"last_activity_at\":\"2024-06-01T10:00:00Z\","
                                        + "\"now\":\"" + now + "\",\"idle\":\"PT15M\",\"absolute\":null,\"inclusive\":"
                                        + inclusive)
                        .path("state")
                        .asText())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dispute | | unknown kind dispute",
                "decision | | no instant as_of",
                "decision | \"as_of\":\"2024-01-01\" | no instant in the years 1 to 9999 as as_of",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"zone\":\"Mars/Olympus\" | no zone of the time zone database",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"packs\":[\"acme\"] | unknown promise pack acme",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"packs\":[\"gdpr\"],\"store\":\"ATTIC\" | unknown store ATTIC",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"packs\":[\"gdpr\"],\"events\":[{\"type\":\"MOVED\",\"at\":\"2024-01-01T00:00:00Z\"}] | unknown type MOVED",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"rules\":[{\"id\":\"a\",\"type\":\"RETAIN\",\"scope\":\"org\",\"start\":\"2024-01-01T00:00:00Z\",\"period\":\"P1DT1H\"}] | period: time limit is not an ISO 8601 period",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"rules\":[{\"id\":\"a\",\"type\":\"RETAIN\",\"scope\":\"org\",\"start\":\"2024-01-01T00:00:00Z\",\"period\":\"P9000Y\"}] | outside the calendar",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"rules\":[{\"id\":\"a\",\"type\":\"SHRED\",\"scope\":\"org\"}] | unknown type SHRED; accepted are RETAIN",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"holds\":[{\"id\":\"a\",\"from\":\"2024-01-02T00:00:00Z\",\"to\":\"2024-01-01T00:00:00Z\"}] | released before it was placed",
                "decision | \"as_of\":\"2024-01-01T00:00:00Z\",\"holds\":[1] | a list holds with something else",
                "session | \"now\":\"2024-01-01T00:00:00Z\",\"inclusive\":1 | no true or false as inclusive",
                "session | \"now\":\"2024-01-01T00:00:00Z\" | neither idle nor absolute",
                "inactivity | \"created_at\":\"0001-01-01T00:00:00Z\",\"now\":\"2024-01-01T00:00:00Z\",\"period\":\"P1M\",\"warn_before\":[\"P1Y\"] | warning P1Y before 0001-02-01T00:00:00Z lies outside the calendar",
                "backup_feasibility | \"rotation\":{} | would delete every copy",
                "backup_feasibility | \"rotation\":{\"hourly\":-1} | hourly has the count -1",
                "backup_feasibility | \"rotation\":{\"hourly\":1},\"promise\":\"P7D\" | promise is a calendar period",
                "backup_feasibility | \"prune\":\"never\" | another prune"
            })
    void refusesARowInOneSentenceWithItsLine(String kind, String given, String sentence) {
        Cli.Result result = run(kind, given == null ? "" : given.strip());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("standard input line 1")
                .contains(sentence.strip())
                .contains("accepted")
                .hasLineCount(1);
    }
}
