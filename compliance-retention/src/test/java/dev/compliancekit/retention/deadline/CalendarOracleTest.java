package dev.compliancekit.retention.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.compliancekit.retention.OracleRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class CalendarOracleTest {

    private static final Map<String, DeadlineRule> FIELDS = Map.of(
            "wall_clock", DeadlineRule.WALL_CLOCK,
            "wall_clock_earliest", DeadlineRule.WALL_CLOCK_EARLIER,
            "wall_clock_latest", DeadlineRule.WALL_CLOCK_LATER,
            "elapsed_24h_days", DeadlineRule.ELAPSED_DAYS,
            "exact", DeadlineRule.EXACT,
            "s3_midnight_utc", DeadlineRule.MIDNIGHT_UTC,
            "reg1182_end_exclusive", DeadlineRule.REG_1182_71,
            "reg1182_end_exclusive_with_weekend_rule", DeadlineRule.REG_1182_71_WORKING_DAY);

    private static List<JsonNode> rows() {
        return OracleRows.of("calendar_public.jsonl").stream()
                .filter(row -> !row.path("notes").toString().contains("tzdb_sensitive"))
                .toList();
    }

    private static Deadline deadline(JsonNode row) {
        TreeSet<LocalDate> holidays = new TreeSet<>();
        row.path("holidays").forEach(day -> holidays.add(LocalDate.parse(day.asText())));
        return new DeadlineRules(ZoneId.of(row.path("zone").asText()), new HolidayCalendar("of the row", holidays))
                .deadline(
                        Instant.parse(row.path("event_utc").asText()),
                        TimeLimit.parse(row.path("period").asText()));
    }

    @Test
    void everyReadingOfEveryRowAgrees() {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (JsonNode row : rows()) {
            Deadline deadline = deadline(row);
            for (Map.Entry<String, DeadlineRule> field : FIELDS.entrySet()) {
                if (row.path("expected").has(field.getKey())) {
                    compared++;
                    softly.assertThat(deadline.end(field.getValue()))
                            .as("%s %s", row.path("id"), field.getKey())
                            .contains(Instant.parse(
                                    row.path("expected").path(field.getKey()).asText()));
                }
            }
        }
        softly.assertAll();
        assertThat(compared).isEqualTo(975);
    }

    @Test
    void everyRowIsActedOnByTheEarliestReading() {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (JsonNode row : rows()) {
            if (row.path("expected").has("act_by")) {
                compared++;
                softly.assertThat(deadline(row).actBy())
                        .as(row.path("id").asText())
                        .isEqualTo(row.path("expected").path("act_by").asText());
            }
        }
        softly.assertAll();
        assertThat(compared).isEqualTo(250);
    }

    @Test
    void noReadingIsGivenThatTheRowLeavesUndefined() {
        for (JsonNode row : rows()) {
            if (row.path("expected").has("act_by")) {
                long stated = FIELDS.keySet().stream()
                        .filter(row.path("expected")::has)
                        .count();
                assertThat(deadline(row).readings()).as(row.path("id").asText()).hasSize((int) stated);
            }
        }
    }
}
