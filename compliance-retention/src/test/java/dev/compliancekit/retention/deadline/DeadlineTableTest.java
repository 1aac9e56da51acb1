package dev.compliancekit.retention.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The table against {@code java.time}: random events, and events placed so that they and their ends fall on every
 * transition of 20 zones from 1970 to 2100. Long form: {@code -Ddeadline.cases=10000000 -Ddeadline.transitions=all}.
 */
class DeadlineTableTest {

    private static final long SEED = 20_261_123L;
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "Europe/London",
            "Europe/Dublin",
            "America/New_York",
            "America/Los_Angeles",
            "America/St_Johns",
            "America/Havana",
            "America/Sao_Paulo",
            "Africa/Casablanca",
            "Africa/Cairo",
            "Africa/Monrovia",
            "Asia/Kathmandu",
            "Asia/Kolkata",
            "Asia/Tehran",
            "Asia/Gaza",
            "Australia/Sydney",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Antarctica/Troll");
    private static final long FROM = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2100-12-31T00:00:00Z").getEpochSecond();

    private static long expected(ZoneId zone, long second, Period period) {
        return Instant.ofEpochSecond(second).atZone(zone).plus(period).toEpochSecond();
    }

    private static long actBy(ZoneId zone, long second, int days) {
        ZonedDateTime end = Instant.ofEpochSecond(second).atZone(zone).plusDays(days);
        return Math.min(end.withEarlierOffsetAtOverlap().toEpochSecond(), second + days * 86_400L);
    }

    private static void compare(DeadlineTable table, long second, int number) {
        ZoneId zone = table.zone();
        if (table.endOfDays(second, number) != expected(zone, second, Period.ofDays(number))
                || table.actByDays(second, number) != actBy(zone, second, number)
                || table.endOfMonths(second, number) != expected(zone, second, Period.ofMonths(number))) {
            assertThat(table.endOfDays(second, number))
                    .as("%s days from %s in %s", number, Instant.ofEpochSecond(second), zone)
                    .isEqualTo(expected(zone, second, Period.ofDays(number)));
            assertThat(table.actByDays(second, number))
                    .as("act by %s days from %s in %s", number, Instant.ofEpochSecond(second), zone)
                    .isEqualTo(actBy(zone, second, number));
            assertThat(table.endOfMonths(second, number))
                    .as("%s months from %s in %s", number, Instant.ofEpochSecond(second), zone)
                    .isEqualTo(expected(zone, second, Period.ofMonths(number)));
        }
    }

    @Test
    void agreesWithJavaTimeAtRandom() {
        long cases = Long.getLong("deadline.cases", 400_000) / ZONES.size();
        Random random = new Random(SEED);
        for (String zone : ZONES) {
            DeadlineTable table = DeadlineTable.of(ZoneId.of(zone));
            for (long i = 0; i < cases; i++) {
                long second = FROM - 100_000_000L + (long) (random.nextDouble() * (TO - FROM + 200_000_000L));
                compare(table, second, 1 + random.nextInt(random.nextBoolean() ? 60 : 1200));
            }
        }
    }

    @Test
    void agreesWithJavaTimeAroundTransitions() {
        boolean all = "all".equals(System.getProperty("deadline.transitions"));
        for (String name : ZONES) {
            ZoneId zone = ZoneId.of(name);
            DeadlineTable table = DeadlineTable.of(zone);
            Instant at = Instant.ofEpochSecond(FROM);
            for (int i = 0; ; i++) {
                ZoneOffsetTransition next = zone.getRules().nextTransition(at);
                if (next == null || next.getInstant().getEpochSecond() > TO) {
                    break;
                }
                at = next.getInstant();
                if (all || i % 8 == 0) {
                    around(table, at.getEpochSecond());
                }
            }
        }
    }

    private static void around(DeadlineTable table, long transition) {
        for (long near = transition - 90_000; near <= transition + 90_000; near += 1_799) {
            for (int number : new int[] {1, 2, 7, 30, 45, 365}) {
                compare(table, near, number);
                compare(table, near - number * 86_400L, number);
            }
        }
        for (long near : new long[] {-1, 0, 1, 3599, 3600, -3600, -3601}) {
            compare(table, transition + near, 30);
            compare(table, transition + near - 30 * 86_400L, 30);
        }
    }

    @Test
    void monthsAreThoseOfTheCivilCalendar() {
        for (LocalDate day = LocalDate.of(1890, 1, 1); day.getYear() < 2110; day = day.plusDays(1)) {
            for (int months : new int[] {1, 2, 11, 12, 13, 48, 1201}) {
                long later = CivilDays.plusMonths(day.toEpochDay(), months);
                if (later != day.plusMonths(months).toEpochDay()) {
                    assertThat(LocalDate.ofEpochDay(later))
                            .as("%s + %d months", day, months)
                            .isEqualTo(day.plusMonths(months));
                }
            }
        }
    }

    /** The same instants as the full answer with all readings. */
    @Test
    void agreesWithTheReadings() {
        DeadlineTable table = DeadlineTable.of(ZoneId.of("Europe/Berlin"));
        DeadlineRules rules = DeadlineRules.in(table.zone());
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long second = FROM + (long) (random.nextDouble() * (TO - FROM));
            Deadline deadline = rules.deadline(Instant.ofEpochSecond(second), TimeLimit.of(Period.ofDays(1 + i % 100)));
            assertThat(table.actByDays(second, 1 + i % 100))
                    .isEqualTo(deadline.actBy().getEpochSecond());
        }
    }

    @Test
    void namesItsZoneAndRelease() {
        DeadlineTable table = DeadlineTable.of(ZoneId.of("Europe/Berlin"));
        assertThat(table.tzdbVersion()).isEqualTo(DeadlineRules.tzdbVersion(table.zone()));
        assertThat(table).hasToString("Europe/Berlin " + table.tzdbVersion());
    }

    @Test
    void refusesWhatLiesOutsideTheCalendarAndPeriodsOfNothing() {
        DeadlineTable table = DeadlineTable.of(ZoneId.of("UTC"));
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        assertThat(table.endOfDays(first, 1)).isEqualTo(first + 86_400);
        assertThat(table.endOfDays(last - 86_400, 1)).isEqualTo(last);
        assertThatIllegalArgumentException().isThrownBy(() -> table.endOfDays(first - 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> table.endOfDays(last, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> table.actByDays(last, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> table.endOfMonths(last, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> table.endOfDays(0, Integer.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> table.endOfMonths(0, Integer.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> table.endOfDays(Long.MAX_VALUE, 1));
        for (int none : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.endOfDays(0, none))
                    .withMessageContaining("not longer than zero");
            assertThatIllegalArgumentException().isThrownBy(() -> table.actByDays(0, none));
            assertThatIllegalArgumentException().isThrownBy(() -> table.endOfMonths(0, none));
        }
    }

    private static ZoneRules rules(int summerOfLastYear) {
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        for (int year = 2000; year <= summerOfLastYear; year++) {
            transitions.add(ZoneOffsetTransition.of(
                    LocalDateTime.of(year, 3, 25, 2, 0), ZoneOffset.ofHours(1), ZoneOffset.ofHours(2)));
            transitions.add(ZoneOffsetTransition.of(
                    LocalDateTime.of(year, 10, 25, 3, 0), ZoneOffset.ofHours(2), ZoneOffset.ofHours(1)));
        }
        return ZoneRules.of(ZoneOffset.ofHours(1), ZoneOffset.ofHours(1), List.of(), transitions, List.of());
    }

    @Test
    void aNewReleaseTouchesOnlyWhatItChanged() {
        ZoneRules before = rules(2020);
        ZoneRules after = rules(2021);
        ZoneChange change = ZoneChange.between(before, after);
        assertThat(change.spans())
                .containsExactly(new ZoneChange.Span(
                        Instant.parse("2021-03-25T01:00:00Z"), Instant.parse("2021-10-25T01:00:00Z")));
        assertThat(ZoneChange.between(before, rules(2020)).spans()).isEmpty();
        Random random = new Random(SEED);
        int touched = 0;
        int changed = 0;
        long from = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 200_000; i++) {
            Instant event = Instant.ofEpochSecond(from + random.nextInt(94_608_000));
            int days = 1 + random.nextInt(400);
            Instant was = plusDays(before, event, days);
            boolean differs = !was.equals(plusDays(after, event, days));
            boolean again = change.touches(event, was);
            assertThat(again || !differs).as("%s + %d days", event, days).isTrue();
            touched += again ? 1 : 0;
            changed += differs ? 1 : 0;
        }
        assertThat(changed).isGreaterThan(10_000);
        assertThat(touched).isLessThan(150_000);
    }

    /** What {@code ZonedDateTime.plusDays} does, for rules that have no zone. */
    private static Instant plusDays(ZoneRules rules, Instant event, int days) {
        ZoneOffset offset = rules.getOffset(event);
        LocalDateTime local = LocalDateTime.ofInstant(event, offset).plusDays(days);
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        if (valid.isEmpty()) {
            return local.toInstant(rules.getTransition(local).getOffsetBefore());
        }
        return local.toInstant(valid.contains(offset) ? offset : valid.get(0));
    }
}
