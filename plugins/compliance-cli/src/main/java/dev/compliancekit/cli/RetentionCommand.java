package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.retention.backup.RotationProfile;
import dev.compliancekit.retention.deadline.Deadline;
import dev.compliancekit.retention.deadline.DeadlineRule;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.HolidayCalendar;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Computes deadlines, decisions and rotations from rows on standard input. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description =
                "Compute deadlines, decisions and backup rotations from rows on standard input, one JSON object a "
                        + "line.")
final class RetentionCommand {

    private final Console console;

    RetentionCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "deadline",
            mixinStandardHelpOptions = true,
            description =
                    "Rows of id, event_utc, zone, period and perhaps holidays; for each a line with every reading of "
                            + "the deadline and act_by, the earliest.")
    int deadline() throws IOException {
        return answer(row -> readings(row.text("id"), deadline(row)));
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description =
                    "Rows of copies and a rotation policy, as restic's snapshots (id, snapshots, policy, forget_tz, now) or "
                            + "borg's archives (id, archives, policy, tz, now); for each a line with the copies that are "
                            + "kept and why.")
    int rotate(
            @Option(
                            names = "--profile",
                            paramLabel = "PROFILE",
                            required = true,
                            description = "Whose rules: restic-0.14, restic-0.19, borg-1.2 or strict.")
                    String profile)
            throws IOException {
        RotationProfile rules = RotationProfile.parse(profile);
        return answer(row -> RotationRows.answer(rules, row));
    }

    @Command(
            name = "decide",
            mixinStandardHelpOptions = true,
            description = "Rows of id, kind and given, where kind is decision, inactivity, session or "
                    + "backup_feasibility; for each a line with what is decided, by when and by what.")
    int decide() throws IOException {
        return answer(RetentionRows::answer);
    }

    /** One line for each row; what a row has wrong is one sentence with its line. */
    private int answer(Function<Row, ObjectNode> question) throws IOException {
        JsonLines lines = new JsonLines(console.in(), "standard input");
        for (ObjectNode row = lines.next(); row != null; row = lines.next()) {
            try {
                JsonLines.print(console.out(), question.apply(new Row(row)));
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw lines.refuse(String.valueOf(e.getMessage()));
            }
        }
        return ExitCode.GOOD;
    }

    private static Deadline deadline(Row row) {
        TreeSet<LocalDate> holidays = new TreeSet<>();
        for (JsonNode day : row.has("holidays") ? row.list("holidays") : JsonLines.object()) {
            holidays.add(holiday(day));
        }
        HolidayCalendar calendar =
                holidays.isEmpty() ? HolidayCalendar.weekendsOnly() : new HolidayCalendar("row", holidays);
        return new DeadlineRules(row.zone("zone"), calendar).deadline(row.instant("event_utc"), row.limit("period"));
    }

    private static LocalDate holiday(JsonNode day) {
        try {
            return LocalDate.parse(day.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "has a list holidays with something else; accepted are dates like 2026-05-01", e);
        }
    }

    private static ObjectNode readings(String id, Deadline deadline) {
        ObjectNode line = JsonLines.object().put("id", id);
        ZoneId zone = deadline.zone();
        put(line, "wall_clock", deadline, DeadlineRule.WALL_CLOCK);
        deadline.end(DeadlineRule.WALL_CLOCK)
                .ifPresent(end -> line.put(
                        "wall_clock_local", end.atZone(zone).toOffsetDateTime().toString()));
        put(line, "wall_clock_earliest", deadline, DeadlineRule.WALL_CLOCK_EARLIER);
        put(line, "wall_clock_latest", deadline, DeadlineRule.WALL_CLOCK_LATER);
        put(line, "elapsed_24h_days", deadline, DeadlineRule.ELAPSED_DAYS);
        put(line, "exact", deadline, DeadlineRule.EXACT);
        put(line, "s3_midnight_utc", deadline, DeadlineRule.MIDNIGHT_UTC);
        putWithDay(line, "", deadline, DeadlineRule.REG_1182_71);
        putWithDay(line, "_with_weekend_rule", deadline, DeadlineRule.REG_1182_71_WORKING_DAY);
        line.put("act_by", deadline.actBy().toString());
        return line.put("tzdb", deadline.tzdbVersion());
    }

    private static void put(ObjectNode line, String name, Deadline deadline, DeadlineRule rule) {
        deadline.end(rule).ifPresent(end -> line.put(name, end.toString()));
    }

    /** A period of hours ends within a day, so only one of days has a last day. */
    private static void putWithDay(ObjectNode line, String suffix, Deadline deadline, DeadlineRule rule) {
        put(line, "reg1182_end_exclusive" + suffix, deadline, rule);
        if (deadline.limit() instanceof TimeLimit.Calendar) {
            deadline.end(rule)
                    .ifPresent(end -> line.put(
                            "reg1182_last_day" + suffix,
                            end.atZone(deadline.zone())
                                    .toLocalDate()
                                    .minusDays(1)
                                    .toString()));
        }
    }
}
