package dev.compliancekit.retention.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The calculators against the rules written down once more, naively, over random copies around changes of the clock.
 */
class RotationProperties {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("America/Havana"),
            ZoneId.of("UTC"));
    private static final List<String> STARTS = List.of(
            "2023-03-25T20:00:00Z",
            "2023-10-28T22:00:00Z",
            "2024-02-28T00:00:00Z",
            "2011-12-29T00:00:00Z",
            "2006-10-29T02:00:00Z",
            "2024-12-29T00:00:00Z",
            "2021-11-07T02:00:00Z");
    private static final long[] STEPS = {1, 59, 60, 900, 1800, 3600, 7200, 86_400, 90_000, 1_000_000};

    private record Case(ZoneId zone, List<Snapshot> copies, Map<RotationPeriod, Integer> counts, Instant now) {}

    private static Case random(long seed, boolean mixedOffsets, boolean lastAllowed) {
        Random random = new Random(seed);
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        ZoneId maker = ZONES.get(random.nextInt(ZONES.size()));
        Instant at = Instant.parse(STARTS.get(random.nextInt(STARTS.size())));
        long step = STEPS[random.nextInt(STEPS.length)];
        List<Snapshot> copies = new ArrayList<>();
        int size = random.nextInt(60);
        for (int i = 0; i < size; i++) {
            at = at.plusSeconds(random.nextInt(4) == 0 ? 0 : random.nextInt((int) step) + step / 2);
            ZoneId stored = mixedOffsets && random.nextInt(3) == 0 ? ZONES.get(random.nextInt(ZONES.size())) : maker;
            copies.add(
                    0, Snapshot.of(String.format("c%03d", i), at.atZone(stored).toOffsetDateTime()));
        }
        Map<RotationPeriod, Integer> counts = new TreeMap<>();
        for (RotationPeriod period : RotationPeriod.values()) {
            if (random.nextInt(3) == 0
                    && (lastAllowed
                            ? period != RotationPeriod.SECONDLY && period != RotationPeriod.MINUTELY
                            : period != RotationPeriod.LAST)) {
                counts.put(period, random.nextInt(8) + 1);
            }
        }
        counts.putIfAbsent(RotationPeriod.DAILY, 2);
        return new Case(zone, copies, counts, at.plusSeconds(random.nextInt(1000)));
    }

    private static RotationPolicy policy(Map<RotationPeriod, Integer> counts) {
        RotationPolicy.Builder builder = RotationPolicy.builder();
        counts.forEach(builder::keep);
        return builder.build();
    }

    /** The period as text, as strftime would write it. */
    private static String text(RotationPeriod period, OffsetDateTime time, int number) {
        return switch (period) {
            case LAST -> String.valueOf(number);
            case SECONDLY ->
                time.toLocalDateTime().truncatedTo(ChronoUnit.SECONDS).toString() + ":";
            case MINUTELY ->
                time.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
            case HOURLY -> time.toLocalDateTime().truncatedTo(ChronoUnit.HOURS).toString();
            case DAILY -> time.toLocalDate().toString();
            case WEEKLY -> time.get(IsoFields.WEEK_BASED_YEAR) + "-W" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTHLY -> YearMonth.from(time).toString();
            case YEARLY -> String.valueOf(time.getYear());
        };
    }

    private static Map<Integer, List<String>> naiveRestic(Case given, boolean oldest) {
        Map<Integer, List<String>> kept = new TreeMap<>();
        given.counts().forEach((period, count) -> {
            int left = count;
            String taken = "";
            for (int i = 0; i < given.copies().size(); i++) {
                String key = text(period, given.copies().get(i).takenAt(), i);
                boolean last = oldest && i == given.copies().size() - 1;
                if (left > 0 && (!key.equals(taken) || last)) {
                    kept.computeIfAbsent(i, index -> new ArrayList<>())
                            .add((key.equals(taken) ? "oldest " : "") + period.word() + " snapshot");
                    taken = key;
                    left--;
                }
            }
        });
        return kept;
    }

    private static Map<Integer, List<String>> reasons(RotationDecision decision) {
        Map<Integer, List<String>> reasons = new TreeMap<>();
        decision.kept().forEach(kept -> reasons.put(kept.index(), kept.reasons()));
        return reasons;
    }

    @Property(tries = 2000)
    void resticAgreesWithTheNaiveRules(@ForAll long seed) {
        Case given = random(seed, true, true);
        for (RotationProfile profile : List.of(RotationProfile.RESTIC_0_14, RotationProfile.RESTIC_0_19)) {
            assertThat(reasons(Rotation.of(profile, policy(given.counts()), given.zone())
                            .decide(given.copies(), given.now())))
                    .isEqualTo(naiveRestic(given, profile == RotationProfile.RESTIC_0_19));
        }
    }

    @Property(tries = 2000)
    void borgAgreesWithTheNaiveRules(@ForAll long seed) {
        Case given = random(seed, true, false);
        List<Snapshot> sorted = new ArrayList<>(given.copies());
        sorted.sort(Comparator.comparing((Snapshot copy) -> copy.takenAt().toInstant())
                .thenComparing(Snapshot::id)
                .reversed());
        Map<String, String> kept = new LinkedHashMap<>();
        given.counts().forEach((period, count) -> {
            int own = 0;
            String seen = "";
            for (Snapshot copy : sorted) {
                ZonedDateTime local = copy.takenAt().atZoneSameInstant(given.zone());
                String key = text(period, local.toOffsetDateTime(), 0);
                if (own < count
                        && !key.equals(seen)
                        && kept.putIfAbsent(copy.id(), period.word() + " #" + (own + 1)) == null) {
                    own++;
                }
                seen = key;
            }
            if (own < count && !sorted.isEmpty()) {
                kept.putIfAbsent(sorted.get(sorted.size() - 1).id(), period.word() + "[oldest] #" + (own + 1));
            }
        });
        Map<String, String> actual = new HashMap<>();
        Rotation.of(RotationProfile.BORG_1_2, policy(given.counts()), given.zone())
                .decide(given.copies(), given.now())
                .kept()
                .forEach(copy -> actual.put(copy.snapshot().id(), String.join("", copy.reasons())));
        assertThat(actual).isEqualTo(kept);
    }

    /** Strict: the newest copy of each of the newest n periods that have copies, whatever offset they came with. */
    @Property(tries = 2000)
    void strictKeepsTheNewestOfEachOfTheNewestPeriods(@ForAll long seed) {
        Case given = random(seed, true, false);
        TreeSet<Instant> expected = new TreeSet<>();
        given.counts().forEach((period, count) -> {
            Map<String, Instant> newest = new LinkedHashMap<>();
            for (Snapshot copy : given.copies()) {
                Instant at = copy.takenAt().toInstant();
                newest.putIfAbsent(text(period, at.atZone(given.zone()).toOffsetDateTime(), 0), at);
            }
            newest.values().stream().limit(count).forEach(expected::add);
        });
        TreeSet<Instant> kept = new TreeSet<>();
        Rotation.of(RotationProfile.STRICT, policy(given.counts()), given.zone())
                .decide(given.copies(), given.now())
                .kept()
                .forEach(copy -> kept.add(copy.snapshot().takenAt().toInstant()));
        assertThat(kept).isEqualTo(expected);
    }

    @Property(tries = 1000)
    void strictDoesNotLookAtTheOffsetACopyCameWith(@ForAll long seed) {
        Case given = random(seed, true, false);
        List<Snapshot> utc = given.copies().stream()
                .map(copy -> Snapshot.of(copy.id(), copy.takenAt().withOffsetSameInstant(ZoneOffset.UTC)))
                .toList();
        Rotation rotation = Rotation.of(RotationProfile.STRICT, policy(given.counts()), given.zone());
        assertThat(reasons(rotation.decide(utc, given.now())))
                .isEqualTo(reasons(rotation.decide(given.copies(), given.now())));
    }

    /** A second run right after a first one removes nothing, or a copy would depend on how often pruning runs. */
    @Property(tries = 1000)
    void rotatingTwiceIsRotatingOnce(@ForAll long seed) {
        Case given = random(seed, false, false);
        for (RotationProfile profile : List.of(RotationProfile.STRICT, RotationProfile.RESTIC_0_14)) {
            Map<RotationPeriod, Integer> counts = new TreeMap<>(given.counts());
            counts.remove(RotationPeriod.SECONDLY);
            counts.remove(RotationPeriod.MINUTELY);
            Rotation rotation = Rotation.of(profile, policy(counts), given.zone());
            List<Snapshot> left = rotation.decide(given.copies(), given.now()).kept().stream()
                    .map(RotationDecision.Kept::snapshot)
                    .toList();
            assertThat(rotation.decide(left, given.now()).removed()).isEmpty();
        }
    }

    /** Go's overflow, written from the calendar: so many days after the first of the month arrived at. */
    @Property(tries = 1000)
    void resticMonthsOverflow(@ForAll long seed) {
        Random random = new Random(seed);
        LocalDate day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000));
        int months = random.nextInt(30) + 1;
        LocalDate first = day.withDayOfMonth(1).minusMonths(months);
        LocalDate begin = first.plusDays(day.getDayOfMonth() - 1L);
        OffsetDateTime latest = day.atTime(12, 0).atOffset(ZoneOffset.ofHours(3));
        OffsetDateTime edge = begin.atTime(12, 0).atOffset(ZoneOffset.ofHours(3));
        List<Snapshot> copies = List.of(
                Snapshot.of("latest", latest), Snapshot.of("inside", edge.plusNanos(1)), Snapshot.of("edge", edge));
        RotationDecision decision = Rotation.of(
                        RotationProfile.RESTIC_0_14,
                        RotationPolicy.builder()
                                .within(new RotationSpan(0, months, 0, 0))
                                .build(),
                        ZoneId.of("Europe/Berlin"))
                .decide(copies, latest.toInstant().plusSeconds(1));
        assertThat(decision.kept()).extracting(kept -> kept.snapshot().id()).containsExactly("latest", "inside");
    }
}
