package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "sign-in", "UserLoggedIn", "iam.role:create_v2", "a..b"})
    void acceptsNames(String text) {
        assertThat(new Action(text).value()).isEqualTo(text);
        assertThat(new Action(text)).hasToString(text).isEqualTo(new Action(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "a-", ".a", "a:", "_a", "a b", "a/b", "a\n", "\u00e9", "@", "[", "`", "{"})
    void refusesWhatIsNotNames(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Action(text))
                .withMessageMatching("action has a character at position [0-9]+ that is not accepted; "
                        + "accepted are A-Z, a-z, 0-9 and \\. _ : - between them");
    }

    @Test
    void accepts1To64Characters() {
        assertThat(new Action("a".repeat(Action.MAX_LENGTH)).value()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Action("a".repeat(65)))
                .withMessage("action has 65 characters; accepted are 1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Action(""))
                .withMessage("action has 0 characters; accepted are 1 to 64");
    }

    @Test
    void refusesNothingByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Action(Absent.reference()))
                .withMessage("action");
    }

    @Test
    void isOrderedByItsCharacters() {
        assertThat(new Action("a")).isLessThan(new Action("b")).isEqualByComparingTo(new Action("a"));
        assertThat(new Action("b")).isGreaterThan(new Action("a0"));
    }

    @Test
    void theConstantsAreLowerCaseWordsAndAllDifferent() throws Exception {
        List<String> values = new ArrayList<>();
        for (Field field : Action.class.getFields()) {
            if (field.getType() == Action.class) {
                values.add(((Action) field.get(null)).value());
                assertThat(values.get(values.size() - 1))
                        .isEqualTo(field.getName().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        assertThat(values).hasSize(34).doesNotHaveDuplicates().allMatch(value -> value.matches("[a-z]+(-[a-z]+)*"));
    }
}
