package dev.compliancekit.core.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.compliancekit.core.Absent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "customer", "invoice-2026", "eu-central-1", "a-b-c", "az09"})
    void acceptsCodes(String text) {
        assertThat(new Region(text).value()).isEqualTo(text);
        assertThat(new Region(text)).hasToString(text).isEqualTo(new Region(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a b", "-a", "a-", "a--b", "a_b", "a.b", "a/b", "\u00e9", "{", "`", ":", "/"})
    void refusesWhatIsNotCodes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region(text))
                .withMessageMatching("region has a character at position [0-9]+ that is not accepted; "
                        + "accepted are a-z, 0-9 and single hyphens between them");
    }

    @Test
    void accepts1To64Characters() {
        assertThat(new Region("a".repeat(Region.MAX_LENGTH)).value()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region("a".repeat(65)))
                .withMessage("region has 65 characters; accepted are 1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region(""))
                .withMessage("region has 0 characters; accepted are 1 to 64");
    }

    @Test
    void refusesNothingByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Region(Absent.reference()))
                .withMessage("region");
    }

    @Test
    void isOrderedByItsCharacters() {
        assertThat(new Region("a")).isLessThan(new Region("b")).isEqualByComparingTo(new Region("a"));
        assertThat(new Region("b")).isGreaterThan(new Region("a0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "lpt9", "null", "undefined"})
    void refusesReservedNames(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region(text))
                .withMessage("region is a reserved name, such as con or null; choose another");
    }
}
