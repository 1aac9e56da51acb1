package dev.compliancekit.examples.quickstart;

import dev.compliancekit.retention.Obligation;
import dev.compliancekit.retention.erasure.ErasureCertificate;
import dev.compliancekit.retention.erasure.ErasureTiming;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every duty to erase with its deadline, and how it stands. */
final class DeadlineTable {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Story story;
    private final List<ErasureTiming> timings;

    DeadlineTable(Erasures erasures, Story story) {
        this.story = story;
        List<ErasureCertificate> certificates = erasures.certificates();
        this.timings = erasures.obligations(story.asOf()).stream()
                .map(obligation -> ErasureTiming.of(obligation, certificates, story.asOf()))
                .toList();
    }

    /** A line for each duty, and one for each account that left without starting one. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ErasureTiming timing : timings) {
            Obligation obligation = timing.obligation();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s  %-19s %-4s due %s  %s",
                    obligation.event().scope(),
                    words(obligation.event().kind()),
                    obligation.promise(),
                    MINUTES.format(timing.due()),
                    standing(timing)));
        }
        story.events().stream()
                .filter(event -> timings.stream()
                        .noneMatch(timing -> timing.obligation().event().equals(event)))
                .forEach(event -> lines.add(String.format(
                        Locale.ROOT,
                        "%s  %-19s nothing is due: the account is not cancelled",
                        event.scope(),
                        words(event.kind()))));
        return lines;
    }

    private static String words(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String standing(ErasureTiming timing) {
        if (timing.completedAt().isPresent()) {
            Instant at = timing.completedAt().get();
            return "erased " + MINUTES.format(at) + (at.isAfter(timing.due()) ? ", LATE" : ", in time");
        }
        if (isHeld(timing)) {
            return "kept under legal hold " + story.hold().id();
        }
        return story.asOf().isAfter(timing.due()) ? "OVERDUE" : "still open";
    }

    private boolean isHeld(ErasureTiming timing) {
        return story.hold().scope().covers(timing.obligation().event().scope())
                && story.hold().isActive(story.asOf());
    }

    /** Whether everything that is due, and not held, was erased by then. */
    boolean isInTime() {
        return count("in time") > 0 && count("LATE") + count("OVERDUE") == 0;
    }

    private long count(String word) {
        return timings.stream()
                .filter(timing -> standing(timing).endsWith(word))
                .count();
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%d erasures done and read back in time, %d late or overdue, %d on legal hold, %d still open",
                count("in time"),
                count("LATE") + count("OVERDUE"),
                timings.stream()
                        .filter(timing -> timing.completedAt().isEmpty() && isHeld(timing))
                        .count(),
                count("still open"));
    }
}
