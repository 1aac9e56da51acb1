package dev.compliancekit.retention.backup;

import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;

/**
 * How long rotation keeps a copy at most, while copies go on being made at one pace and rotation runs after each. The
 * last copy of a period goes when the first copy of the period so many later comes; so that is the time between, and
 * one pace. The oldest copy of all, which some programs keep, goes no later: it stands for its own period. Rules of
 * borg count only what no earlier rule kept, so that each reaches further back by the periods the earlier ones cover.
 */
final class ResidenceBound {

    private static final int FROM_YEAR = 2000;
    private static final int TO_YEAR = 2040;
    private static final Duration DAY = Duration.ofDays(1);

    /** Zones put their clocks back and forward at most twice a year each. */
    private static final Duration BETWEEN_CHANGES = Duration.ofDays(150);

    private final Rotation rotation;
    private final ZoneId zone;
    private final Duration pace;
    private final boolean nightly;
    private final Duration backward;
    private final Duration forward;

    ResidenceBound(Rotation rotation, TimeLimit every) {
        this.rotation = rotation;
        this.zone = rotation.zone();
        this.nightly = every instanceof TimeLimit.Calendar;
        this.pace = every instanceof TimeLimit.Exact exact ? exact.duration() : DAY;
        this.backward = largestChange(zone.getRules(), -1);
        this.forward = largestChange(zone.getRules(), 1);
    }

    private static Duration largestChange(ZoneRules rules, int sign) {
        Duration largest = Duration.ZERO;
        Instant end = Instant.parse(TO_YEAR + "-01-01T00:00:00Z");
        ZoneOffsetTransition next = rules.nextTransition(Instant.parse(FROM_YEAR + "-01-01T00:00:00Z"));
        while (next != null && next.getInstant().isBefore(end)) {
            Duration change = next.getDuration().multipliedBy(sign);
            largest = change.compareTo(largest) > 0 ? change : largest;
            next = rules.nextTransition(next.getInstant());
        }
        return largest;
    }

    Duration longest() {
        RotationPolicy policy = rotation.policy();
        Duration longest = Duration.ZERO;
        if (policy.within().isPresent()) {
            longest = within(policy.within().get());
        }
        for (RotationSpan span : policy.withins().values()) {
            longest = longer(longest, within(span));
        }
        for (Map.Entry<RotationPeriod, Integer> rule : policy.counts().entrySet()) {
            longest =
                    longer(longest, counted(rule.getKey(), rule.getValue() + coveredByEarlier(rule.getKey(), longest)));
        }
        return longest;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** How many periods the copies kept by earlier rules can lie in, which borg passes over. */
    private int coveredByEarlier(RotationPeriod period, Duration earlier) {
        if (rotation.profile() != RotationProfile.BORG_1_2 || earlier.isZero()) {
            return 0;
        }
        Duration apart = longer(pace, period == RotationPeriod.LAST ? pace : shortest(period));
        return Math.toIntExact(earlier.dividedBy(apart)) + 2;
    }

    /** Kept while younger than the span, looked at once each pace. */
    private Duration within(RotationSpan span) {
        Duration reach = Duration.ofHours(span.hours());
        if (span.hasCalendarParts()) {
            Duration longest = Duration.ZERO;
            for (LocalDate day = LocalDate.of(FROM_YEAR + 4, 1, 1); day.getYear() < TO_YEAR; day = day.plusDays(1)) {
                LocalDate before =
                        day.minusMonths(span.years() * 12L + span.months()).minusDays(span.days());
                longest = longer(longest, Duration.ofDays(day.toEpochDay() - before.toEpochDay()));
            }
            reach = reach.plus(longest).plus(backward);
        }
        return rounded(reach);
    }

    private Duration rounded(Duration time) {
        return pace.multipliedBy(ceiling(time)).plus(nightly ? backward : Duration.ZERO);
    }

    private long ceiling(Duration time) {
        long whole = time.dividedBy(pace);
        return pace.multipliedBy(whole).compareTo(time) < 0 ? whole + 1 : whole;
    }

    private Duration counted(RotationPeriod period, int count) {
        if (period == RotationPeriod.LAST) {
            return rounded(pace.multipliedBy(count));
        }
        if (pace.compareTo(shortest(period)) <= 0) {
            return oneInEach(period, count);
        }
        if (pace.compareTo(longest(period)) > 0) {
            return plusChanges(pace.multipliedBy(count), backward);
        }
        // some periods have one copy, some two, some none
        return oneInEach(period, count).plus(pace.multipliedBy(count));
    }

    /** Every period has a copy, but perhaps one that a change of the clock made shorter than the pace. */
    private Duration oneInEach(RotationPeriod period, int count) {
        Duration bound = rounded(between(period, count).plus(pace));
        boolean mayBeEmpty = !nightly && pace.compareTo(shortest(period).minus(forward)) > 0;
        return mayBeEmpty ? plusChanges(bound, forward) : bound;
    }

    private Duration plusChanges(Duration bound, Duration change) {
        return change.isZero() || nightly
                ? bound.plus(nightly ? backward : Duration.ZERO)
                : bound.plus(pace.multipliedBy(bound.dividedBy(BETWEEN_CHANGES) + 1));
    }

    /** The longest time from the end of a period to the beginning of the one so many later. */
    private Duration between(RotationPeriod period, int count) {
        if (period.compareTo(RotationPeriod.DAILY) < 0) {
            return shortest(period).multipliedBy(count - 1L).plus(count > 1 ? backward : Duration.ZERO);
        }
        Duration longest = Duration.ZERO;
        for (LocalDate first = firstDay(period); first.getYear() < TO_YEAR; first = later(first, period, 1)) {
            LocalDate end = later(first, period, 1);
            LocalDate begin = later(first, period, count);
            longest = longer(
                    longest,
                    nightly
                            ? Duration.ofDays(begin.toEpochDay() - end.toEpochDay())
                            : Duration.between(
                                    end.atStartOfDay(zone).toInstant(),
                                    begin.atStartOfDay(zone).toInstant()));
        }
        return longest;
    }

    private static LocalDate firstDay(RotationPeriod period) {
        return period == RotationPeriod.WEEKLY ? LocalDate.of(FROM_YEAR, 1, 3) : LocalDate.of(FROM_YEAR, 1, 1);
    }

    private static LocalDate later(LocalDate day, RotationPeriod period, int count) {
        return switch (period) {
            case WEEKLY -> day.plusWeeks(count);
            case MONTHLY -> day.plusMonths(count);
            case YEARLY -> day.plusYears(count);
            default -> day.plusDays(count);
        };
    }

    private static Duration shortest(RotationPeriod period) {
        return switch (period) {
            case LAST -> Duration.ZERO;
            case SECONDLY -> Duration.ofSeconds(1);
            case MINUTELY -> Duration.ofMinutes(1);
            case HOURLY -> Duration.ofHours(1);
            case DAILY -> DAY;
            case WEEKLY -> Duration.ofDays(7);
            case MONTHLY -> Duration.ofDays(28);
            case YEARLY -> Duration.ofDays(365);
        };
    }

    private static Duration longest(RotationPeriod period) {
        return switch (period) {
            case MONTHLY -> Duration.ofDays(31);
            case YEARLY -> Duration.ofDays(366);
            default -> shortest(period);
        };
    }
}
