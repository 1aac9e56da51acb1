package dev.compliancekit.retention.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {

    @Test
    void aPeriodOfDaysIsACalendarPeriod() {
        assertThat(TimeLimit.parse("P30D")).isEqualTo(TimeLimit.of(Period.ofDays(30)));
        assertThat(TimeLimit.parse("P30D")).isEqualTo(new TimeLimit.Calendar(Period.ofDays(30)));
    }

    @Test
    void aTimeIsAnExactDurationAlsoInLowerCase() {
        assertThat(TimeLimit.parse("PT48H")).isEqualTo(TimeLimit.of(Duration.ofDays(2)));
        assertThat(TimeLimit.parse("pt48h")).isEqualTo(new TimeLimit.Exact(Duration.ofDays(2)));
    }

    @Test
    void writesTheIsoForm() {
        assertThat(TimeLimit.parse("P1Y6M")).hasToString("P1Y6M");
        assertThat(TimeLimit.parse("PT48H")).hasToString("PT48H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "P", "P1DT2H", "P-", "PT", "one month", "P1H", "P99999999999D"})
    void refusesWhatIsNoPeriodOrMixesTheTwo(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeLimit.parse(text))
                .withMessageContaining("accepted are calendar periods like P30D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1D", "P1M-1D", "P-1Y"})
    void refusesCalendarPeriodsThatAreNotLongerThanZero(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeLimit.parse(text))
                .withMessageContaining("calendar period is P");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1H"})
    void refusesDurationsThatAreNotLongerThanZero(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeLimit.parse(text))
                .withMessageContaining("durations longer than zero");
    }
}
