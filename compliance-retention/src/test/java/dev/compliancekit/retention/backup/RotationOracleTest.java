package dev.compliancekit.retention.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.compliancekit.retention.OracleRows;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What restic and borg themselves kept, and why, row by row. */
class RotationOracleTest {

    static RotationPolicy policy(RotationProfile profile, JsonNode rules) {
        RotationPolicy.Builder builder = RotationPolicy.builder();
        for (Map.Entry<String, JsonNode> rule : rules.properties()) {
            String name = rule.getKey();
            JsonNode value = rule.getValue();
            if (name.equals("tag")) {
                value.forEach(tags -> builder.tagged(Arrays.asList(tags.asText().split(","))));
            } else if (name.startsWith("within")) {
                RotationSpan span = profile == RotationProfile.BORG_1_2
                        ? RotationSpan.parseBorg(value.asText())
                        : RotationSpan.parse(value.asText());
                if (name.equals("within")) {
                    builder.within(span);
                } else {
                    builder.within(RotationPeriod.named(name.substring(7)).orElseThrow(), span);
                }
            } else if (value.asText().equals("unlimited") || value.asInt() < 0) {
                builder.keepAll(RotationPeriod.named(name).orElseThrow());
            } else {
                builder.keep(RotationPeriod.named(name).orElseThrow(), value.asInt());
            }
        }
        return builder.build();
    }

    private static List<Snapshot> snapshots(JsonNode list) {
        List<Snapshot> snapshots = new ArrayList<>();
        for (JsonNode copy : list) {
            Set<String> tags = new HashSet<>();
            copy.path("tags").forEach(tag -> tags.add(tag.asText()));
            snapshots.add(new Snapshot(
                    copy.path("name").asText("s" + snapshots.size()),
                    OffsetDateTime.parse(copy.path("time").asText()),
                    tags));
        }
        return snapshots;
    }

    private static Map<Integer, String> reasons(JsonNode expected) {
        Map<Integer, String> reasons = new TreeMap<>();
        expected.path("reasons").properties().forEach(reason -> {
            List<String> all = new ArrayList<>();
            reason.getValue().forEach(text -> all.add(text.asText()));
            reasons.put(
                    Integer.valueOf(reason.getKey()),
                    all.isEmpty() ? reason.getValue().asText() : String.join(" + ", all));
        });
        return reasons;
    }

    private static void compare(SoftAssertions softly, String row, RotationDecision decision, JsonNode expected) {
        Map<Integer, String> reasons = new TreeMap<>();
        decision.kept().forEach(kept -> reasons.put(kept.index(), String.join(" + ", kept.reasons())));
        softly.assertThat(reasons).as(row).isEqualTo(reasons(expected));
        List<Integer> keep = new ArrayList<>();
        expected.path("keep").forEach(index -> keep.add(index.asInt()));
        softly.assertThat(reasons.keySet()).as(row).containsExactlyElementsOf(keep);
    }

    @Test
    void keepsWhatResticKeeps() {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (JsonNode row : OracleRows.of("restic_public.jsonl")) {
            for (Map.Entry<String, JsonNode> column : row.path("expected").properties()) {
                RotationProfile profile = RotationProfile.parse(column.getKey());
                RotationDecision decision = Rotation.of(
                                profile,
                                policy(profile, row.path("policy")),
                                ZoneId.of(row.path("forget_tz").asText()))
                        .decide(
                                snapshots(row.path("snapshots")),
                                Instant.parse(row.path("now").asText()));
                compare(softly, row.path("id").asText() + " " + profile.text(), decision, column.getValue());
                compared++;
            }
        }
        softly.assertAll();
        assertThat(compared).isEqualTo(408);
    }

    @Test
    void keepsWhatBorgKeeps() {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (JsonNode row : OracleRows.of("borg_public.jsonl")) {
            Rotation rotation = Rotation.of(
                    RotationProfile.BORG_1_2,
                    policy(RotationProfile.BORG_1_2, row.path("policy")),
                    ZoneId.of(row.path("tz").asText()));
            assertThat(rotation.dependsOnNow()).isEqualTo(!row.path("now").isNull());
            Instant now = row.path("now").isNull()
                    ? Instant.EPOCH
                    : Instant.parse(row.path("now").asText());
            compare(softly, row.path("id").asText(), rotation.decide(snapshots(row.path("archives")), now), row);
            compared++;
        }
        softly.assertAll();
        assertThat(compared).isEqualTo(57);
    }
}
