package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "!", "~", "1017", "a/b", "../x", "A-Z_09", "o'brien", "{\"id\":1}"})
    void acceptsVisibleAscii(String text) {
        assertThat(new SubjectId(text).value()).isEqualTo(text);
        assertThat(new SubjectId(text)).hasToString(text).isEqualTo(new SubjectId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a\tb", "a\n", "\u0000", "\u007f", "\u0080", "\u00e9", "a\ud83d\ude00"})
    void refusesWhatIsNotVisibleAscii(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubjectId(text))
                .withMessageMatching("subject id has a character at position [0-9]+ that is not accepted; "
                        + "accepted are visible ASCII characters without blanks");
    }

    @Test
    void accepts1To128Characters() {
        assertThat(new SubjectId("a".repeat(SubjectId.MAX_LENGTH)).value()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubjectId("a".repeat(129)))
                .withMessage("subject id has 129 characters; accepted are 1 to 128");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubjectId(""))
                .withMessage("subject id has 0 characters; accepted are 1 to 128");
    }

    @Test
    void refusesNothingByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new SubjectId(Absent.reference()))
                .withMessage("subject id");
    }

    @Test
    void isOrderedByItsCharacters() {
        assertThat(new SubjectId("a")).isLessThan(new SubjectId("b")).isEqualByComparingTo(new SubjectId("a"));
        assertThat(new SubjectId("b")).isGreaterThan(new SubjectId("a0"));
    }

    @Test
    void theAccountItselfIsASubject() {
        assertThat(SubjectId.ACCOUNT).isEqualTo(new SubjectId("account"));
    }
}
