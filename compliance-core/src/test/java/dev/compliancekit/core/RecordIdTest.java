package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "!", "~", "1017", "a/b", "../x", "A-Z_09", "o'brien", "{\"id\":1}"})
    void acceptsVisibleAscii(String text) {
        assertThat(new RecordId(text).value()).isEqualTo(text);
        assertThat(new RecordId(text)).hasToString(text).isEqualTo(new RecordId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a\tb", "a\n", "\u0000", "\u007f", "\u0080", "\u00e9", "a\ud83d\ude00"})
    void refusesWhatIsNotVisibleAscii(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordId(text))
                .withMessageMatching("record id has a character at position [0-9]+ that is not accepted; "
                        + "accepted are visible ASCII characters without blanks");
    }

    @Test
    void accepts1To128Characters() {
        assertThat(new RecordId("a".repeat(RecordId.MAX_LENGTH)).value()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordId("a".repeat(129)))
                .withMessage("record id has 129 characters; accepted are 1 to 128");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordId(""))
                .withMessage("record id has 0 characters; accepted are 1 to 128");
    }

    @Test
    void refusesNothingByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new RecordId(Absent.reference()))
                .withMessage("record id");
    }

    @Test
    void isOrderedByItsCharacters() {
        assertThat(new RecordId("a")).isLessThan(new RecordId("b")).isEqualByComparingTo(new RecordId("a"));
        assertThat(new RecordId("b")).isGreaterThan(new RecordId("a0"));
    }
}
