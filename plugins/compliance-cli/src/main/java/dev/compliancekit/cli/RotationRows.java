package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.retention.backup.Rotation;
import dev.compliancekit.retention.backup.RotationDecision;
import dev.compliancekit.retention.backup.RotationPeriod;
import dev.compliancekit.retention.backup.RotationPolicy;
import dev.compliancekit.retention.backup.RotationProfile;
import dev.compliancekit.retention.backup.RotationSpan;
import dev.compliancekit.retention.backup.Snapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows about rotation in the two formats of the oracles: restic's snapshots and borg's archives. */
final class RotationRows {

    private static final String WITHIN = "within";
    private static final String TAG = "tag";

    private final RotationProfile profile;
    private final Row row;

    private RotationRows(RotationProfile profile, Row row) {
        this.profile = profile;
        this.row = row;
    }

    /** The answer to one row: its id, which copies are kept, and why. */
    static ObjectNode answer(RotationProfile profile, Row row) {
        return new RotationRows(profile, row).answer();
    }

    private ObjectNode answer() {
        Rotation rotation = Rotation.of(profile, policy(), zone());
        RotationDecision decision = rotation.decide(snapshots(), now(rotation));
        ObjectNode line = JsonLines.object().put("id", row.text("id"));
        ArrayNode keep = line.putArray("keep");
        ObjectNode reasons = line.putObject("reasons");
        decision.kept().stream()
                .sorted((a, b) -> Integer.compare(a.index(), b.index()))
                .forEach(kept -> {
                    keep.add(kept.index());
                    String index = String.valueOf(kept.index());
                    if (profile == RotationProfile.BORG_1_2) {
                        reasons.put(index, String.join(", ", kept.reasons()));
                    } else {
                        ArrayNode several = reasons.putArray(index);
                        kept.reasons().forEach(several::add);
                    }
                });
        return line;
    }

    private boolean isArchives() {
        return row.has("archives");
    }

    private ZoneId zone() {
        return row.zone(isArchives() ? "tz" : "forget_tz");
    }

    private Instant now(Rotation rotation) {
        Optional<Instant> now = row.instantIfThere("now");
        if (now.isEmpty() && rotation.dependsOnNow()) {
            throw new IllegalArgumentException(
                    "has no now, on which " + profile.text() + " with this policy depends; accepted is an instant");
        }
        return now.orElse(Instant.EPOCH);
    }

    private List<Snapshot> snapshots() {
        List<Snapshot> snapshots = new ArrayList<>();
        for (JsonNode copy : row.list(isArchives() ? "archives" : "snapshots")) {
            String id = copy.path("name").isTextual() ? copy.path("name").textValue() : "#" + snapshots.size();
            Set<String> tags = new LinkedHashSet<>();
            copy.path("tags").forEach(tag -> tags.add(tag.asText()));
            snapshots.add(new Snapshot(id, time(copy.path("time"), snapshots.size()), tags));
        }
        return snapshots;
    }

    private static OffsetDateTime time(JsonNode time, int index) {
        try {
            return OffsetDateTime.parse(time.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "has no time that is one at copy " + index + "; accepted is for example 2026-01-31T12:00:00+01:00",
                    e);
        }
    }

    private RotationPolicy policy() {
        RotationPolicy.Builder builder = RotationPolicy.builder();
        for (Map.Entry<String, JsonNode> rule : row.object("policy").properties()) {
            add(builder, rule.getKey(), rule.getValue());
        }
        return builder.build();
    }

    private void add(RotationPolicy.Builder builder, String name, JsonNode value) {
        if (name.equals(TAG)) {
            for (JsonNode tags : value) {
                builder.tagged(Arrays.stream(tags.asText().split(",", -1))
                        .map(String::strip)
                        .toList());
            }
        } else if (name.equals(WITHIN)) {
            builder.within(span(name, value));
        } else if (name.startsWith(WITHIN + "-")) {
            builder.within(period(name, name.substring(WITHIN.length() + 1)), span(name, value));
        } else {
            count(builder, period(name, name), value);
        }
    }

    private static RotationPeriod period(String rule, String word) {
        return RotationPeriod.named(word)
                .orElseThrow(() -> new IllegalArgumentException("has the unknown rotation rule " + Row.shown(rule)
                        + "; accepted are last, secondly, minutely, hourly, daily, weekly, monthly, yearly, within, "
                        + "within-hourly to within-yearly, and tag"));
    }

    private RotationSpan span(String rule, JsonNode value) {
        try {
            return profile == RotationProfile.BORG_1_2
                    ? RotationSpan.parseBorg(value.asText())
                    : RotationSpan.parse(value.asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rotation rule " + rule + ": " + e.getMessage(), e);
        }
    }

    /** borg writes -1 for no limit, restic the word. */
    private void count(RotationPolicy.Builder builder, RotationPeriod period, JsonNode value) {
        boolean borg = profile == RotationProfile.BORG_1_2;
        if (borg ? value.isInt() && value.intValue() == -1 : value.asText().equals("unlimited")) {
            builder.keepAll(period);
        } else if (value.isInt()) {
            builder.keep(period, value.intValue());
        } else {
            throw new IllegalArgumentException("rotation rule " + period.word()
                    + " has no count; accepted are whole numbers and "
                    + (borg ? "-1 for no limit" : "\"unlimited\""));
        }
    }
}
