package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private final ManualClock clock = ManualClock.at("2026-03-01T00:00:00Z");

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void advancesByTheGivenStep() {
        assertThat(clock.advance(Duration.ofDays(2))).isEqualTo("2026-03-03T00:00:00Z");
        assertThat(clock.instant()).isEqualTo("2026-03-03T00:00:00Z");
    }

    @Test
    void goesBackLikeAClockThatIsSetRight() {
        clock.advance(Duration.ofSeconds(-5));

        assertThat(clock.instant()).isEqualTo("2026-02-28T23:59:55Z");
    }

    @Test
    void isSetToAnyInstant() {
        clock.moveTo(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        assertThat(clock).hasToString("ManualClock[1970-01-01T00:00:00Z]");
    }
}
