package dev.compliancekit.retention.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant LATE = Instant.parse("2030-01-01T00:00:00Z");

    private static List<Snapshot> taken(String... times) {
        List<Snapshot> copies = new ArrayList<>();
        for (String time : times) {
            copies.add(Snapshot.of("c" + copies.size(), OffsetDateTime.parse(time)));
        }
        return copies;
    }

    private static Stream<String> kept(RotationDecision decision) {
        return decision.kept().stream().map(kept -> kept.snapshot().id() + " " + String.join(" + ", kept.reasons()));
    }

    private static RotationPolicy daily(int count) {
        return RotationPolicy.builder().keep(RotationPeriod.DAILY, count).build();
    }

    @Test
    void strictSaysWhichDayACopyIsKeptFor() {
        RotationDecision decision = Rotation.of(RotationProfile.STRICT, daily(2), BERLIN)
                .decide(
                        taken("2024-03-31T23:30:00+00:00", "2024-03-31T21:30:00+00:00", "2024-03-31T02:00:00+02:00"),
                        LATE);
        assertThat(kept(decision)).containsExactly("c0 newest of day 1 of 2", "c1 newest of day 2 of 2");
        assertThat(decision.removed()).extracting(Snapshot::id).containsExactly("c2");
    }

    @Test
    void strictKeepsByAgeTagAndWithoutLimit() {
        RotationPolicy policy = RotationPolicy.builder()
                .keep(RotationPeriod.LAST, 1)
                .keepAll(RotationPeriod.YEARLY)
                .within(RotationSpan.parse("1d"))
                .within(RotationPeriod.MONTHLY, RotationSpan.parse("1y"))
                .tagged(List.of("keep", "me"))
                .build();
        List<Snapshot> copies = new ArrayList<>(taken(
                "2029-12-31T23:00:00Z",
                "2029-12-31T00:00:00Z",
                "2029-11-05T00:00:00Z",
                "2029-11-04T00:00:00Z",
                "2001-01-01T00:00:00Z"));
        copies.add(new Snapshot("tagged", OffsetDateTime.parse("2001-01-01T00:00:00Z"), Set.of("me", "keep", "x")));
        assertThat(kept(Rotation.of(RotationProfile.STRICT, policy, ZoneId.of("UTC"))
                        .decide(copies, LATE)))
                .containsExactly(
                        "c0 younger than 1d + newest of all, 1 of 1 + newest of year 1 + newest of month 1, younger than 1y",
                        "c2 newest of month 2, younger than 1y",
                        "tagged tagged keep and me + newest of year 2");
    }

    @Test
    void strictMonthsEndAtTheirLastDay() {
        RotationPolicy policy =
                RotationPolicy.builder().within(RotationSpan.parse("1m")).build();
        RotationDecision decision = Rotation.of(RotationProfile.STRICT, policy, ZoneId.of("UTC"))
                .decide(
                        taken("2023-03-01T00:00:00Z", "2023-02-28T00:00:01Z", "2023-02-28T00:00:00Z"),
                        Instant.parse("2023-03-31T00:00:00Z"));
        assertThat(decision.kept()).hasSize(2);
    }

    @Test
    void strictRefusesCopiesFromTheFutureAndToLeaveNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rotation.of(RotationProfile.STRICT, daily(1), BERLIN)
                        .decide(taken("2031-01-01T00:00:00Z"), LATE))
                .withMessageContaining("was taken after 2030-01-01T00:00:00Z");
        RotationPolicy hour =
                RotationPolicy.builder().within(RotationSpan.parse("1h")).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rotation.of(RotationProfile.STRICT, hour, BERLIN)
                        .decide(taken("2020-01-01T00:00:00Z", "2019-01-01T00:00:00Z"), LATE))
                .withMessageContaining("would delete all 2 copies");
        assertThat(Rotation.of(RotationProfile.STRICT, hour, BERLIN)
                        .decide(List.of(), LATE)
                        .kept())
                .isEmpty();
    }

    @Test
    void whatAProgramWouldDeleteWholeIsRefusedWhenItIsToBeActedOn() {
        RotationPolicy hour =
                RotationPolicy.builder().within(RotationSpan.parseBorg("1H")).build();
        RotationDecision decision =
                Rotation.of(RotationProfile.BORG_1_2, hour, BERLIN).decide(taken("2020-01-01T00:00:00Z"), LATE);
        assertThat(decision.removed()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(decision::requireSomethingKept)
                .withMessageContaining("delete all 1 copies and keep none");
    }

    @Test
    void resticCountsEveryCopyAsWithinWhenAllAreFromTheFuture() {
        RotationPolicy hour =
                RotationPolicy.builder().within(RotationSpan.parse("1h")).build();
        assertThat(Rotation.of(RotationProfile.RESTIC_0_19, hour, BERLIN)
                        .decide(taken("2031-01-01T00:00:00Z", "2030-01-01T00:00:00Z"), LATE)
                        .removed())
                .isEmpty();
    }

    @Test
    void copiesMayComeInAnyOrder() {
        List<Snapshot> copies = taken("2024-01-01T00:00:00Z", "2024-01-03T00:00:00Z", "2024-01-02T00:00:00Z");
        for (RotationProfile profile : RotationProfile.values()) {
            assertThat(Rotation.of(profile, daily(1), ZoneId.of("UTC"))
                            .decide(copies, LATE)
                            .kept()
                            .get(0)
                            .index())
                    .isEqualTo(1);
        }
    }

    @Test
    void aPolicyReadsLikeItsRules() {
        RotationPolicy policy = RotationPolicy.builder()
                .keep(RotationPeriod.HOURLY, 24)
                .keepAll(RotationPeriod.YEARLY)
                .within(RotationSpan.parse("2d"))
                .within(RotationPeriod.WEEKLY, RotationSpan.parse("1y2m3d4h"))
                .tagged(List.of("a", "b"))
                .build();
        assertThat(policy).hasToString("24 hourly, unlimited yearly, within 2d, weekly within 1y2m3d4h, tags [a, b]");
    }

    @Test
    void refusesAPolicyWithoutRules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotationPolicy.builder().build())
                .withMessageContaining("would delete every copy");
        assertThatIllegalArgumentException().isThrownBy(() -> daily(0)).withMessageContaining("no rule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> daily(-1))
                .withMessageContaining("daily has the count -1");
    }

    @Test
    void refusesWhatAProfileHasNoWordFor() {
        RotationPolicy all =
                RotationPolicy.builder().keepAll(RotationPeriod.DAILY).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rotation.of(RotationProfile.RESTIC_0_14, all, BERLIN))
                .withMessageContaining("restic-0.14 has no unlimited counts");
        RotationPolicy secondly =
                RotationPolicy.builder().keep(RotationPeriod.SECONDLY, 1).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rotation.of(RotationProfile.RESTIC_0_19, secondly, BERLIN))
                .withMessageContaining("secondly and minutely");
        for (RotationPolicy foreign : List.of(
                RotationPolicy.builder().keep(RotationPeriod.LAST, 1).build(),
                RotationPolicy.builder().tagged(List.of("a")).build(),
                RotationPolicy.builder().within(RotationSpan.parse("1d")).build(),
                RotationPolicy.builder()
                        .within(RotationPeriod.DAILY, RotationSpan.parse("1h"))
                        .build())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Rotation.of(RotationProfile.BORG_1_2, foreign, BERLIN))
                    .withMessageContaining("borg-1.2 has no");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "d", "1w", "1d1y", "1d2d", "-1d", "1.5d", "0d", "99999999h", "99999y"})
    void refusesSpansThatAreNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotationSpan.parse(text))
                .withMessageContaining("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "5h", "1M", "7D", "-1d", "0d", "1d1w", "999999y"})
    void refusesBorgSpansThatAreNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotationSpan.parseBorg(text))
                .withMessageContaining("accepted");
    }

    @Test
    void borgSpansAreHours() {
        assertThat(RotationSpan.parseBorg("1y")).isEqualTo(new RotationSpan(0, 0, 0, 365 * 24));
        assertThat(RotationSpan.parseBorg("2m")).isEqualTo(new RotationSpan(0, 0, 0, 62 * 24));
        assertThat(RotationSpan.parseBorg("1w")).hasToString("168h");
    }

    @Test
    void profilesAndPeriodsHaveNames() {
        for (RotationProfile profile : RotationProfile.values()) {
            assertThat(RotationProfile.parse(profile.text())).isEqualTo(profile);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotationProfile.parse("kopia"))
                .withMessageContaining("restic-0.14, restic-0.19, borg-1.2, strict");
        assertThat(RotationPeriod.named("fortnightly")).isEmpty();
        assertThat(RotationPeriod.named("weekly")).contains(RotationPeriod.WEEKLY);
    }

    @Test
    void refusesSnapshotsWithoutAPlaceInTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Snapshot.of(" ", OffsetDateTime.parse("2024-01-01T00:00:00Z")))
                .withMessageContaining("blank id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Snapshot.of("a", OffsetDateTime.parse("+10000-01-01T00:00:00Z")))
                .withMessageContaining("years 1 to 9999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotationPolicy.builder().tagged(List.of()))
                .withMessageContaining("names no tag");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotationPolicy.builder().within(RotationPeriod.LAST, RotationSpan.parse("1d")))
                .withMessageContaining("not for last");
    }
}
