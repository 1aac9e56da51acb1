package dev.compliancekit.retention.contradiction;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.retention.backup.BackupResidence;
import dev.compliancekit.retention.backup.Rotation;
import dev.compliancekit.retention.backup.RotationPeriod;
import dev.compliancekit.retention.backup.RotationPolicy;
import dev.compliancekit.retention.backup.RotationProfile;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;

/**
 * One rotation against one promise.
 *
 * @param page the page
 * @param backups the promise about backups
 * @param pace how often they are made
 * @param erasure the promise about erasure
 * @param production the promise that says how long production may hold the data first, if there is one
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
record RotationCase(
        SecurityPage page,
        Promise backups,
        TimeLimit pace,
        ErasurePromise erasure,
        Optional<ErasurePromise> production) {

    private static final int DAYS_TRIED = 400;

    /**
     * A case that shows it.
     *
     * @param text the case in words, without a full stop
     * @param late an instant at which a copy is there that should not be
     */
    record Example(String text, Instant late) {}

    /** Whether the longest life of a copy fits, or the keys of copies are destroyed in time. */
    boolean fits(RotationPolicy policy) {
        Duration promised = duration(erasure.limit());
        Duration erasedAfter = production.map(first -> duration(first.limit())).orElse(Duration.ZERO);
        Optional<String> horizon = erasure.promise().parameter("keysDestroyedAfter");
        if (horizon.isPresent()
                && BackupResidence.byKeyDestruction(Integer.parseInt(horizon.get()))
                        .fits(promised, erasedAfter)) {
            return true;
        }
        return BackupResidence.of(Rotation.of(RotationProfile.STRICT, policy, zone()), pace)
                .map(residence -> residence.fits(promised, erasedAfter))
                .orElse(false);
    }

    private ZoneId zone() {
        return PageParameters.zone(page, backups);
    }

    private Duration duration(TimeLimit limit) {
        Instant from = PageParameters.anyDay(page);
        return Duration.between(from, PageParameters.end(page, from, limit));
    }

    /** The last copy of a day, right after which production is erased. */
    private Instant lastCopy(LocalDate day) {
        return pace instanceof TimeLimit.Exact exact
                ? day.plusDays(1).atStartOfDay(zone()).toInstant().minus(exact.duration())
                : day.atStartOfDay(zone()).toInstant();
    }

    /**
     * The erasure of production, after the last copy of some day, that leaves a copy the longest time past its promise.
     */
    Example example(RotationPolicy policy) {
        Duration erasedAfter = production.map(first -> duration(first.limit())).orElse(Duration.ZERO);
        Instant worstEvent = PageParameters.anyDay(page);
        Instant worstGone = worstEvent;
        Instant worstDue = worstEvent;
        Duration worst = Duration.ofDays(-10_000_000);
        for (int i = 0; i < DAYS_TRIED; i++) {
            LocalDate day = page.date().plusDays(i);
            Instant erased = lastCopy(day);
            Instant event = erased.minus(erasedAfter);
            Instant due = PageParameters.end(page, event, erasure.limit());
            Instant gone = gone(day, policy, zone(), pace);
            if (Duration.between(due, gone).compareTo(worst) > 0) {
                worst = Duration.between(due, gone);
                worstEvent = event;
                worstGone = gone;
                worstDue = due;
            }
        }
        return new Example(
                "what is asked for at " + worstEvent + " and erased from production at " + worstEvent.plus(erasedAfter)
                        + " must be gone from backups by " + worstDue + ", and the last copy that holds it goes at "
                        + worstGone,
                worstDue.plusNanos(1));
    }

    /** The day whose last copy stays longest, for a page without a promise to erase. */
    static Example longestLife(SecurityPage page, RotationPolicy policy, TimeLimit pace) {
        LocalDate longest = page.date();
        Duration life = Duration.ZERO;
        Instant goneAt = PageParameters.anyDay(page);
        for (int i = 0; i < DAYS_TRIED; i++) {
            LocalDate day = page.date().plusDays(i);
            Instant gone = gone(day, policy, page.zone(), pace);
            Duration lived = Duration.between(day.plusDays(1).atStartOfDay(page.zone()), gone.atZone(page.zone()));
            if (lived.compareTo(life) > 0) {
                life = lived;
                longest = day;
                goneAt = gone;
            }
        }
        return new Example("the last copy of " + longest + " stays until " + goneAt, goneAt);
    }

    /** When the last copy of a day goes: it is the newest of its day, and perhaps of its week, month or year. */
    private static Instant gone(LocalDate day, RotationPolicy policy, ZoneId zone, TimeLimit pace) {
        Duration step = pace instanceof TimeLimit.Exact exact ? exact.duration() : Duration.ofDays(1);
        Instant next = day.plusDays(1).atStartOfDay(zone).toInstant();
        Instant gone = next;
        for (Map.Entry<RotationPeriod, Integer> rule : policy.counts().entrySet()) {
            Instant until = rule.getKey().compareTo(RotationPeriod.DAILY) < 0
                    ? next.plus(step.multipliedBy(rule.getValue() - 1L))
                    : beginOfLater(day, rule.getKey(), rule.getValue())
                            .atStartOfDay(zone)
                            .toInstant();
            gone = until.isAfter(gone) ? until : gone;
        }
        return gone;
    }

    /** The first day of the period so many later, or the next day if the day is not the last of its period. */
    private static LocalDate beginOfLater(LocalDate day, RotationPeriod period, int count) {
        LocalDate next = day.plusDays(1);
        return switch (period) {
            case WEEKLY -> next.getDayOfWeek() == DayOfWeek.MONDAY ? next.plusWeeks(count - 1L) : next;
            case MONTHLY -> next.getDayOfMonth() == 1 ? next.plusMonths(count - 1L) : next;
            case YEARLY ->
                next.equals(next.with(TemporalAdjusters.firstDayOfYear())) ? next.plusYears(count - 1L) : next;
            default -> next.plusDays(count - 1L);
        };
    }
}
