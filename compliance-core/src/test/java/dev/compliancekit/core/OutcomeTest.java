package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

    @Test
    void codesAreTheNamesInLowerCase() {
        assertThat(Outcome.SUCCESS.code()).isEqualTo("success");
        assertThat(Outcome.FAILURE.code()).isEqualTo("failure");
        assertThat(Outcome.DENIED.code()).isEqualTo("denied");
    }

    @ParameterizedTest
    @EnumSource
    void parseUndoesCode(Outcome outcome) {
        assertThat(Outcome.parse(outcome.code())).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SUCCESS", "Success", " success", "ok"})
    void parseRefusesEverythingElse(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outcome.parse(code))
                .withMessage("outcome is not known; accepted are success, failure and denied");
    }
}
