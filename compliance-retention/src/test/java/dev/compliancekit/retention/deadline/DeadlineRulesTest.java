package dev.compliancekit.retention.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeadlineRulesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Deadline deadline(String event, String limit) {
        return DeadlineRules.in(BERLIN).deadline(Instant.parse(event), TimeLimit.parse(limit));
    }

    /** The clocks go forward on 31 March 2024, so that thirty days are an hour shorter than 720 hours. */
    @Test
    void thirtyDaysOverTheSpringChangeAreActedOnAnHourEarly() {
        Deadline deadline = deadline("2024-03-06T13:30:00Z", "P30D");
        assertThat(deadline.actBy()).isEqualTo("2024-04-05T12:30:00Z");
        assertThat(deadline.end(DeadlineRule.ELAPSED_DAYS)).contains(Instant.parse("2024-04-05T13:30:00Z"));
    }

    /** Art. 3(4): 31 August 2024 is a Saturday, so the month from 31 July ends on Monday 2 September. */
    @Test
    void aMonthThatEndsOnASaturdayMayLegallyEndOnMonday() {
        Deadline deadline = deadline("2024-07-31T10:00:00Z", "P1M");
        assertThat(deadline.actBy()).isEqualTo("2024-08-31T10:00:00Z");
        assertThat(deadline.legalEnd()).isEqualTo("2024-09-02T22:00:00Z");
    }

    /** Art. 3(5) speaks of two days or more; one day needs no second working day. */
    @Test
    void oneDayNeedsOneWorkingDayAndTwoDaysNeedTwo() {
        assertThat(deadline("2024-06-07T10:00:00Z", "P1D").legalEnd()).isEqualTo("2024-06-10T22:00:00Z");
        assertThat(deadline("2024-06-07T10:00:00Z", "P2D").legalEnd()).isEqualTo("2024-06-11T22:00:00Z");
        assertThat(deadline("2024-06-07T10:00:00Z", "P3D").legalEnd()).isEqualTo("2024-06-11T22:00:00Z");
        assertThat(deadline("2024-06-03T10:00:00Z", "P2D").legalEnd()).isEqualTo("2024-06-05T22:00:00Z");
    }

    @Test
    void objectStoreRoundingIsAReadingButNoLegalEnd() {
        Deadline deadline = deadline("2024-06-03T01:00:00Z", "P2D");
        assertThat(deadline.end(DeadlineRule.MIDNIGHT_UTC)).contains(Instant.parse("2024-06-06T00:00:00Z"));
        assertThat(deadline.legalEnd()).isEqualTo("2024-06-05T22:00:00Z");
    }

    @Test
    void midnightItselfIsNotRoundedUp() {
        assertThat(deadline("2024-06-03T00:00:00Z", "P2D").end(DeadlineRule.MIDNIGHT_UTC))
                .contains(Instant.parse("2024-06-05T00:00:00Z"));
    }

    @Test
    void daysBesideMonthsHaveNoReadingByTheRegulation() {
        Deadline deadline = deadline("2024-06-03T00:00:00Z", "P1M15D");
        assertThat(deadline.readings()).extracting(Reading::rule).containsExactly(DeadlineRule.WALL_CLOCK);
    }

    @Test
    void carriesZoneDatabaseAndHolidays() {
        Deadline deadline = deadline("2024-06-03T00:00:00Z", "P1M");
        assertThat(deadline.zone()).isEqualTo(BERLIN);
        assertThat(deadline.tzdbVersion())
                .isEqualTo(ZoneRulesProvider.getVersions("Europe/Berlin").lastKey())
                .matches("20[0-9]{2}[a-z]");
        assertThat(deadline.holidayCalendar()).isEqualTo("weekends-only");
    }

    @Test
    void anOffsetDependsOnNoDatabase() {
        assertThat(DeadlineRules.tzdbVersion(ZoneOffset.UTC)).isEqualTo("fixed");
        assertThat(DeadlineRules.tzdbVersion(ZoneId.of("UTC+3"))).isEqualTo("fixed");
    }

    @Test
    void everyRuleSaysWhatItCounts() {
        for (DeadlineRule rule : DeadlineRule.values()) {
            assertThat(rule.text()).as(rule.name()).isNotBlank();
        }
    }

    @Test
    void refusesEventsAndEndsOutsideTheYears1To9999() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deadline("0000-12-31T23:59:59Z", "P1D"))
                .withMessageContaining("event lies outside the calendar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deadline("+10000-01-01T00:00:00Z", "P1D"))
                .withMessageContaining("event lies outside the calendar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deadline("9999-12-30T00:00:00Z", "P2D"))
                .withMessageContaining("end of P2D lies outside the calendar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deadline("2024-01-01T00:00:00Z", "P2147483647Y"))
                .withMessageContaining("has no end in the calendar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deadline("2024-01-01T00:00:00Z", "PT2562047788015215H"))
                .withMessageContaining("accepted are");
    }

    @Test
    void theFirstAndLastInstantsOfTheCalendarAreAccepted() {
        assertThat(deadline("0001-01-01T00:00:00Z", "PT1S").actBy()).isEqualTo("0001-01-01T00:00:01Z");
        Deadline last = DeadlineRules.in(ZoneOffset.UTC)
                .deadline(Instant.parse("9999-12-31T22:59:58Z"), TimeLimit.parse("PT1S"));
        assertThat(last.actBy()).isEqualTo("9999-12-31T22:59:59Z");
    }

    @Test
    void refusesACalendarWithoutWorkingDays() {
        TreeSet<LocalDate> closed = new TreeSet<>();
        LocalDate start = LocalDate.parse("2024-06-01");
        for (int i = 0; i < 100; i++) {
            closed.add(start.plusDays(i));
        }
        HolidayCalendar calendar = new HolidayCalendar("closed", closed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.workingDayFrom(start))
                .withMessageContaining("closed has no working day in the 60 days from 2024-06-01");
        assertThat(calendar.workingDayFrom(LocalDate.parse("2024-09-08"))).isEqualTo("2024-09-09");
    }

    @Test
    void weekendsAreNoWorkingDays() {
        LocalDate monday = LocalDate.parse("2024-06-03");
        for (DayOfWeek day : DayOfWeek.values()) {
            assertThat(HolidayCalendar.weekendsOnly().isWorkingDay(monday.with(day)))
                    .isEqualTo(day.getValue() <= 5);
        }
    }

    @Test
    void refusesABlankCalendarName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HolidayCalendar(" ", new TreeSet<>()))
                .withMessageContaining("blank name");
    }

    @Test
    void refusesADeadlineWithoutAReadingToActOn() {
        Reading legal = new Reading(DeadlineRule.REG_1182_71, Instant.EPOCH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deadline(
                        Instant.EPOCH, TimeLimit.parse("P1D"), BERLIN, "fixed", "weekends-only", List.of(legal)))
                .withMessageContaining("no reading that decides when to act");
    }
}
