package dev.compliancekit.retention.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.compliancekit.retention.OracleRows;
import dev.compliancekit.retention.backup.BackupResidence.Means;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResidenceBoundTest {

    private static final TimeLimit HOURLY = TimeLimit.parse("PT1H");

    private static RotationPolicy policy(String rules) {
        RotationPolicy.Builder builder = RotationPolicy.builder();
        for (String rule : rules.split("\\+", -1)) {
            String[] words = rule.strip().split(" ", -1);
            builder.keep(RotationPeriod.named(words[1]).orElseThrow(), Integer.parseInt(words[0]));
        }
        return builder.build();
    }

    private static Duration bound(RotationProfile profile, RotationPolicy policy, String zone, TimeLimit every) {
        return BackupResidence.of(Rotation.of(profile, policy, ZoneId.of(zone)), every)
                .orElseThrow()
                .longest();
    }

    /** The table of the design, to the hour: hourly copies, rotated after each. */
    @ParameterizedTest
    @CsvSource({
        "48 hourly, PT48H",
        "24 hourly + 5 daily, PT97H",
        "24 hourly + 7 daily, PT145H",
        "24 hourly + 8 daily, PT169H",
        "24 hourly + 7 daily + 4 weekly, PT505H",
        "24 hourly + 7 daily + 4 weekly + 2 monthly, PT745H",
        "24 hourly + 7 daily + 4 weekly + 12 monthly, PT8089H"
    })
    void theTableHoldsToTheHour(String rules, Duration longest) {
        assertThat(bound(RotationProfile.STRICT, policy(rules), "UTC", HOURLY)).isEqualTo(longest);
        assertThat(bound(RotationProfile.RESTIC_0_19, policy(rules), "UTC", HOURLY))
                .isEqualTo(longest);
    }

    static List<JsonNode> rows() {
        return OracleRows.ofKind("decision_public.jsonl", "backup_feasibility");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void agreesWithTheOracle(JsonNode row) {
        JsonNode given = row.path("given");
        assertThat(bound(
                        RotationProfile.STRICT,
                        RotationOracleTest.policy(RotationProfile.STRICT, given.path("rotation")),
                        given.path("zone").asText(),
                        TimeLimit.parse(given.path("backup_every").asText())))
                .isEqualTo(Duration.parse(
                        row.path("expected").path("max_residence").asText()));
    }

    /** Rotates after every copy and looks how long each was there. */
    private static Duration longestLife(
            RotationProfile profile, RotationPolicy policy, String zone, Duration every, Instant from, int copies) {
        Rotation rotation = Rotation.of(profile, policy, ZoneId.of(zone));
        List<Snapshot> there = new ArrayList<>();
        Duration longest = Duration.ZERO;
        for (int i = 0; i < copies; i++) {
            Instant now = from.plus(every.multipliedBy(i));
            there.add(
                    0,
                    Snapshot.of(
                            String.format("c%07d", i),
                            now.atZone(ZoneId.of(zone)).toOffsetDateTime()));
            RotationDecision decision = rotation.decide(there, now.plusMillis(1));
            for (Snapshot gone : decision.removed()) {
                Duration life = Duration.between(gone.takenAt().toInstant(), now);
                longest = life.compareTo(longest) > 0 ? life : longest;
            }
            there = new ArrayList<>(decision.kept().stream()
                    .map(RotationDecision.Kept::snapshot)
                    .toList());
        }
        return longest;
    }

    @ParameterizedTest
    @CsvSource({
        "24 hourly + 7 daily, UTC, PT1H, 2000, exact",
        "24 hourly + 7 daily + 2 monthly, UTC, PT1H, 9000, exact",
        "6 last + 3 daily, UTC, PT4H, 1000, exact",
        "24 hourly + 7 daily, Europe/Berlin, PT1H, 9000, exact",
        "5 hourly + 5 daily, Australia/Lord_Howe, PT30M, 18000, bound",
        "3 daily + 2 weekly, Europe/Berlin, PT24H, 800, bound",
        "3 daily + 2 weekly, America/New_York, PT7H, 2500, bound",
        "2 weekly + 2 monthly, UTC, PT720H, 60, bound"
    })
    void noCopyOutlivesTheBound(String rules, String zone, Duration every, int copies, String how) {
        for (RotationProfile profile : RotationProfile.values()) {
            if (profile == RotationProfile.BORG_1_2 && rules.contains("last")) {
                continue;
            }
            Duration bound = bound(profile, policy(rules), zone, TimeLimit.of(every));
            Duration lived =
                    longestLife(profile, policy(rules), zone, every, Instant.parse("2023-12-31T22:00:00Z"), copies);
            assertThat(lived).as(profile.text()).isLessThanOrEqualTo(bound);
            if (how.equals("exact") && profile != RotationProfile.BORG_1_2) {
                assertThat(lived).as(profile.text()).isEqualTo(bound);
            }
        }
    }

    @Test
    void spansAreLookedAtOnceEachPace() {
        RotationPolicy policy =
                RotationPolicy.builder().within(RotationSpan.parse("10h")).build();
        assertThat(bound(RotationProfile.STRICT, policy, "UTC", TimeLimit.parse("PT4H")))
                .isEqualTo(Duration.ofHours(12));
        RotationPolicy month = RotationPolicy.builder()
                .within(RotationPeriod.DAILY, RotationSpan.parse("1m"))
                .build();
        assertThat(bound(RotationProfile.RESTIC_0_14, month, "UTC", HOURLY)).isEqualTo(Duration.ofDays(31));
        assertThat(bound(RotationProfile.STRICT, month, "Europe/Berlin", HOURLY))
                .isEqualTo(Duration.ofDays(31).plusHours(1));
    }

    @Test
    void everyNightIsADayAndTheHourThatTheClocksGoBack() {
        assertThat(bound(RotationProfile.STRICT, policy("7 daily"), "UTC", TimeLimit.parse("P1D")))
                .isEqualTo(Duration.ofDays(7));
        assertThat(bound(RotationProfile.STRICT, policy("7 daily"), "Europe/Berlin", TimeLimit.parse("P1D")))
                .isEqualTo(Duration.ofDays(7).plusHours(1));
    }

    @Test
    void whatIsKeptForEverHasNoBound() {
        ZoneId utc = ZoneId.of("UTC");
        RotationPolicy unlimited =
                RotationPolicy.builder().keepAll(RotationPeriod.YEARLY).build();
        RotationPolicy tagged = RotationPolicy.builder().tagged(List.of("keep")).build();
        for (RotationPolicy policy : List.of(unlimited, tagged)) {
            assertThat(BackupResidence.of(Rotation.of(RotationProfile.STRICT, policy, utc), HOURLY))
                    .isEmpty();
        }
    }

    @Test
    void keyDestructionIsTheWayOut() {
        BackupResidence keys = BackupResidence.byKeyDestruction(5);
        assertThat(keys).isEqualTo(new BackupResidence(Means.KEY_DESTRUCTION, Duration.ofDays(5)));
        assertThat(keys.latestProductionErasure(Duration.ofDays(7))).isEqualTo(Optional.of(Duration.ofDays(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupResidence.byKeyDestruction(0))
                .withMessageContaining("after 0 days");
    }

    @Test
    void refusesAPaceThatIsNone() {
        for (String every : List.of("P2D", "P1M", "PT9000H")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bound(RotationProfile.STRICT, policy("1 daily"), "UTC", TimeLimit.parse(every)))
                    .withMessageContaining("accepted are P1D and exact durations");
        }
    }
}
