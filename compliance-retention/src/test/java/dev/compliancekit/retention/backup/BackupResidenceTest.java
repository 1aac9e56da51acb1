package dev.compliancekit.retention.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.OracleRows;
import dev.compliancekit.retention.backup.BackupResidence.Means;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupResidenceTest {

    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    static Stream<JsonNode> rows() {
        return OracleRows.ofKind("decision_public.jsonl", "backup_feasibility").stream();
    }

    /** How long a copy lives under the row's rotation is given; the rest is arithmetic. */
    @ParameterizedTest
    @MethodSource("rows")
    void agreesWithTheOracle(JsonNode row) {
        JsonNode expected = row.path("expected");
        Duration promise = Duration.parse(row.path("given").path("promise").asText());
        Duration erasedAfter =
                Duration.parse(row.path("given").path("production_erased_after").asText());
        BackupResidence residence = new BackupResidence(
                Means.ROTATION, Duration.parse(expected.path("max_residence").asText()));
        assertThat(residence.fits(promise, erasedAfter))
                .isEqualTo(expected.path("feasible").asBoolean());
        assertThat(residence.unreadableAt(NOON.plus(erasedAfter)))
                .isEqualTo(NOON.plus(Duration.parse(
                        expected.path("last_copy_destroyed_after").asText())));
        assertThat(residence.latestProductionErasure(promise))
                .contains(Duration.parse(
                        expected.path("latest_production_erasure").asText()));
    }

    @Test
    void exactlyThePromisedTimeFitsAndANanosecondMoreDoesNot() {
        BackupResidence residence = new BackupResidence(Means.ROTATION, WEEK.minus(TWO_DAYS));
        assertThat(residence.fits(WEEK, TWO_DAYS)).isTrue();
        assertThat(residence.fits(WEEK, TWO_DAYS.plusNanos(1))).isFalse();
    }

    @Test
    void aCopyThatOutlivesThePromiseCannotBeSavedByAnyHaste() {
        assertThat(new BackupResidence(Means.ROTATION, WEEK.plusNanos(1)).latestProductionErasure(WEEK))
                .isEmpty();
        assertThat(new BackupResidence(Means.ROTATION, WEEK).latestProductionErasure(WEEK))
                .contains(Duration.ZERO);
    }

    @Test
    void refusesANegativeLife() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackupResidence(Means.ROTATION, Duration.ofNanos(-1)))
                .withMessageContaining("negative");
    }

    private static Assessment assess(Optional<BackupResidence> residence) {
        return BackupResidenceControl.of(asOf -> residence, WEEK, TWO_DAYS).assess(NOON);
    }

    @Test
    void theControlShowsTheSum() {
        Assessment kept = assess(Optional.of(new BackupResidence(Means.KEY_DESTRUCTION, Duration.ofDays(3))));
        assertThat(kept.standing()).isEqualTo(Standing.KEPT);
        assertThat(kept.figures())
                .containsExactly(
                        new Figure("longest life of a copy", "72 h"),
                        new Figure("last copy unreadable after", "120 h"),
                        new Figure("promised", "168 h"));
        assertThat(kept.reasons().get(0)).contains("by KEY_DESTRUCTION make 120 h, within 168 h");
    }

    @Test
    void theControlBreaksWhereTheSumIsTooLongAndProvesNothingWhereItIsNotKnown() {
        Assessment broken = assess(Optional.of(new BackupResidence(Means.ROTATION, Duration.ofMinutes(7201))));
        assertThat(broken.standing()).isEqualTo(Standing.BROKEN);
        assertThat(broken.reasons().get(0)).contains("PT120H1M").contains("more than 168 h");
        assertThat(assess(Optional.empty()).standing()).isEqualTo(Standing.UNPROVEN);
    }
}
