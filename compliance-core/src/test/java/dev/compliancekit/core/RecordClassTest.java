package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordClassTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "customer", "invoice-2026", "eu-central-1", "a-b-c", "az09"})
    void acceptsCodes(String text) {
        assertThat(new RecordClass(text).value()).isEqualTo(text);
        assertThat(new RecordClass(text)).hasToString(text).isEqualTo(new RecordClass(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a b", "-a", "a-", "a--b", "a_b", "a.b", "a/b", "\u00e9", "{", "`", ":", "/"})
    void refusesWhatIsNotCodes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordClass(text))
                .withMessageMatching("record class has a character at position [0-9]+ that is not accepted; "
                        + "accepted are a-z, 0-9 and single hyphens between them");
    }

    @Test
    void accepts1To64Characters() {
        assertThat(new RecordClass("a".repeat(RecordClass.MAX_LENGTH)).value()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordClass("a".repeat(65)))
                .withMessage("record class has 65 characters; accepted are 1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordClass(""))
                .withMessage("record class has 0 characters; accepted are 1 to 64");
    }

    @Test
    void refusesNothingByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new RecordClass(Absent.reference()))
                .withMessage("record class");
    }

    @Test
    void isOrderedByItsCharacters() {
        assertThat(new RecordClass("a")).isLessThan(new RecordClass("b")).isEqualByComparingTo(new RecordClass("a"));
        assertThat(new RecordClass("b")).isGreaterThan(new RecordClass("a0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "lpt9", "null", "undefined"})
    void refusesReservedNames(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordClass(text))
                .withMessage("record class is a reserved name, such as con or null; choose another");
    }
}
