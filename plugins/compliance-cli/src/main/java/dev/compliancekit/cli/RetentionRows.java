package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.retention.backup.BackupResidence;
import dev.compliancekit.retention.backup.Rotation;
import dev.compliancekit.retention.backup.RotationPeriod;
import dev.compliancekit.retention.backup.RotationPolicy;
import dev.compliancekit.retention.backup.RotationProfile;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.inactivity.AbsoluteTimeout;
import dev.compliancekit.retention.inactivity.Boundary;
import dev.compliancekit.retention.inactivity.IdleTimeout;
import dev.compliancekit.retention.inactivity.InactivityPolicy;
import dev.compliancekit.retention.inactivity.InactivityStatus;
import dev.compliancekit.retention.inactivity.UserAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code retention decide}: decisions, inactive accounts, sessions, and backups against a promise. */
final class RetentionRows {

    private static final SubjectId SOMEBODY = new SubjectId("somebody");

    private RetentionRows() {}

    /** The answer to one row: its id and what its kind asks for. */
    static ObjectNode answer(Row row) {
        Row given = new Row(row.object("given"));
        ObjectNode answer = switch (row.text("kind")) {
            case "decision" -> DecisionRows.answer(given);
            case "inactivity" -> inactivity(given);
            case "session" -> session(given);
            case "backup_feasibility" -> feasibility(given);
            default ->
                throw new IllegalArgumentException("has the unknown kind " + Row.shown(row.text("kind"))
                        + "; accepted are decision, inactivity, session and backup_feasibility");
        };
        ObjectNode line = JsonLines.object().put("id", row.text("id"));
        return line.setAll(answer);
    }

    private static ObjectNode inactivity(Row given) {
        Instant created = given.instant("created_at");
        Instant now = given.instant("now");
        List<TimeLimit> warnBefore = new ArrayList<>();
        for (JsonNode before : given.has("warn_before") ? given.list("warn_before") : JsonLines.object()) {
            warnBefore.add(TimeLimit.parse(before.asText()));
        }
        InactivityPolicy policy = InactivityPolicy.of(given.limit("period"), given.zoneOr("zone", "UTC"))
                .withWarnings(warnBefore);
        Optional<Instant> enabled = given.instantIfThere("policy_enabled_at");
        if (enabled.isPresent()) {
            policy = policy.withGraceFrom(enabled.get());
        }
        UserAccount account = new UserAccount(
                SOMEBODY,
                UserAccount.Kind.USER,
                created,
                given.instantIfThere("last_activity_at").orElse(created));
        InactivityStatus status = policy.statusesOf(List.of(account), now).get(account);
        Instant expires = policy.expiresAt(account);
        List<Instant> warnings = policy.warningsAt(account);
        ObjectNode line = JsonLines.object();
        line.put(
                "state",
                status instanceof InactivityStatus.Expired
                        ? "EXPIRED"
                        : status instanceof InactivityStatus.Warned ? "WARN" : "ACTIVE");
        line.put("expires_at", expires.toString());
        ArrayNode at = line.putArray("warnings_at");
        warnings.forEach(warning -> at.add(warning.toString()));
        DecisionRows.put(
                line,
                "next_warning_at",
                warnings.stream().filter(warning -> warning.isAfter(now)).findFirst());
        return line;
    }

    private static ObjectNode session(Row given) {
        Boundary boundary = given.flag("inclusive") ? Boundary.INCLUSIVE : Boundary.EXCLUSIVE;
        Instant now = given.instant("now");
        if (!given.has("idle") && !given.has("absolute")) {
            throw new IllegalArgumentException("has neither idle nor absolute; accepted is one of them or both");
        }
        String state = "LIVE";
        if (given.has("idle")
                && new IdleTimeout(given.duration("idle"), boundary).isOver(given.instant("last_activity_at"), now)) {
            state = "IDLE_TIMEOUT";
        }
        if (given.has("absolute")
                && new AbsoluteTimeout(given.duration("absolute"), boundary).isOver(given.instant("login_at"), now)) {
            state = "ABSOLUTE_TIMEOUT";
        }
        return JsonLines.object().put("state", state);
    }

    private static ObjectNode feasibility(Row given) {
        if (!given.textOr("prune", "after every backup").equals("after every backup")) {
            throw new IllegalArgumentException("has another prune; accepted is \"after every backup\"");
        }
        Rotation rotation = Rotation.of(
                RotationProfile.parse(given.textOr("profile", RotationProfile.STRICT.text())),
                rotation(given),
                given.zoneOr("zone", "UTC"));
        Duration promise = given.duration("promise");
        Duration erasedAfter = given.duration("production_erased_after");
        Optional<BackupResidence> residence = BackupResidence.of(rotation, given.limit("backup_every"));
        boolean feasible =
                residence.map(copies -> copies.fits(promise, erasedAfter)).orElse(false);
        ObjectNode line = JsonLines.object();
        put(line, "max_residence", residence.map(BackupResidence::longest));
        put(
                line,
                "last_copy_destroyed_after",
                residence.map(copies -> copies.longest().plus(erasedAfter)));
        line.put("feasible", feasible);
        put(line, "latest_production_erasure", residence.flatMap(copies -> copies.latestProductionErasure(promise)));
        line.put("needs_key_destruction_or_rewrite", !feasible);
        if (given.has("epoch_horizon_days")) {
            BackupResidence keys = BackupResidence.byKeyDestruction(given.number("epoch_horizon_days"));
            line.put("feasible_by_key_destruction", keys.fits(promise, erasedAfter));
            put(line, "latest_key_destruction", keys.latestProductionErasure(promise));
        }
        return line;
    }

    private static RotationPolicy rotation(Row given) {
        RotationPolicy.Builder builder = RotationPolicy.builder();
        for (Map.Entry<String, JsonNode> rule : given.object("rotation").properties()) {
            RotationPeriod period = RotationPeriod.named(rule.getKey())
                    .orElseThrow(() -> new IllegalArgumentException("has the unknown rotation rule "
                            + Row.shown(rule.getKey()) + "; accepted are last and secondly to yearly"));
            if (!rule.getValue().isInt()) {
                throw new IllegalArgumentException(
                        "rotation rule " + period.word() + " has no count; accepted are whole numbers");
            }
            builder.keep(period, rule.getValue().intValue());
        }
        return builder.build();
    }

    private static void put(ObjectNode line, String name, Optional<Duration> duration) {
        line.put(name, duration.map(Duration::toString).orElse(null));
    }
}
