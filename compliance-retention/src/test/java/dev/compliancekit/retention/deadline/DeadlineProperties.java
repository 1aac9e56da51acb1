package dev.compliancekit.retention.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DeadlineProperties {

    private static final long FROM = 0;
    private static final long TO = 4102444800L;

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "Pacific/Apia",
                        "Australia/Lord_Howe",
                        "Africa/Casablanca",
                        "Asia/Kathmandu",
                        "Antarctica/Troll",
                        "America/Havana")
                .map(ZoneId::of);
    }

    @Property
    void aDeadlineIsEarlierThanItsPeriodByNoMoreThanTheClockWentForward(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = FROM, max = TO) long event,
            @ForAll @IntRange(min = 1, max = 4000) int days) {
        Deadline deadline =
                DeadlineRules.in(zone).deadline(Instant.ofEpochSecond(event), TimeLimit.of(Period.ofDays(days)));
        Duration given = Duration.between(deadline.event(), deadline.actBy());
        // more than a day where a zone moved across the date line (Apia, 2011) and to summer time as well
        int forward = Math.max(
                0,
                zone.getRules().getOffset(deadline.actBy()).getTotalSeconds()
                        - zone.getRules().getOffset(deadline.event()).getTotalSeconds());
        assertThat(given)
                .isGreaterThanOrEqualTo(Duration.ofDays(days).minusSeconds(forward))
                .isLessThanOrEqualTo(Duration.ofDays(days));
    }

    @Property
    void theLegalEndIsNeverBeforeTheInstantToActBy(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = FROM, max = TO) long event,
            @ForAll @IntRange(min = 0, max = 40) int months,
            @ForAll @IntRange(min = 1, max = 60) int days) {
        Deadline deadline =
                DeadlineRules.in(zone).deadline(Instant.ofEpochSecond(event), TimeLimit.of(Period.of(0, months, days)));
        assertThat(deadline.legalEnd()).isAfterOrEqualTo(deadline.actBy());
        assertThat(deadline.readings())
                .allSatisfy(reading -> assertThat(reading.end())
                        .isAfterOrEqualTo(reading.rule().bindsAction() ? deadline.actBy() : deadline.event()));
    }

    @Property
    void exactDurationsIgnoreEveryZone(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = FROM, max = TO) long event,
            @ForAll @LongRange(min = 1, max = 100_000_000L) long seconds) {
        Deadline deadline = DeadlineRules.in(zone)
                .deadline(Instant.ofEpochSecond(event), TimeLimit.of(Duration.ofSeconds(seconds)));
        assertThat(deadline.actBy()).isEqualTo(Instant.ofEpochSecond(event + seconds));
    }

    @Property
    void aLongerPeriodNeverEndsEarlier(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = FROM, max = TO) long event,
            @ForAll @IntRange(min = 1, max = 400) int days) {
        DeadlineRules rules = DeadlineRules.in(zone);
        Deadline shorter = rules.deadline(Instant.ofEpochSecond(event), TimeLimit.of(Period.ofDays(days)));
        Deadline longer = rules.deadline(Instant.ofEpochSecond(event), TimeLimit.of(Period.ofDays(days + 1)));
        assertThat(longer.actBy()).isAfterOrEqualTo(shorter.actBy());
        assertThat(longer.legalEnd()).isAfterOrEqualTo(shorter.legalEnd());
    }

    @Property
    void theWallClockReadingIsThatOfJavaTime(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = FROM, max = TO) long event,
            @ForAll @IntRange(min = 0, max = 40) int months,
            @ForAll @IntRange(min = 1, max = 60) int days) {
        Period period = Period.of(0, months, days);
        Instant at = Instant.ofEpochSecond(event);
        assertThat(DeadlineRules.in(zone).deadline(at, TimeLimit.of(period)).end(DeadlineRule.WALL_CLOCK))
                .contains(at.atZone(zone).plus(period).toInstant());
    }
}
