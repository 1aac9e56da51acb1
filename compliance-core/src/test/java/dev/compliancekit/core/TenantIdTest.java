package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "acme", "store-1", "a-b-c", "0-0", "com10", "nulls", "con-1", "a1b2c3"})
    void acceptsLettersDigitsAndSingleInnerHyphens(String code) {
        assertThat(new TenantId(code).value()).isEqualTo(code);
        assertThat(new TenantId(code)).hasToString(code);
    }

    @Test
    void accepts64CharactersAndRefuses65() {
        assertThat(new TenantId("a".repeat(64)).value()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TenantId("a".repeat(65)))
                .withMessage("tenant code has 65 characters; accepted are 1 to 64");
    }

    @Test
    void refusesTheEmptyCode() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TenantId(""))
                .withMessage("tenant code has 0 characters; accepted are 1 to 64");
    }

    @Test
    void refusesNoCodeAtAllByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new TenantId(Absent.reference()))
                .withMessage("tenant code");
    }

    @Test
    void saysWhereTheWrongCharacterIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TenantId("acme/x"))
                .withMessage("tenant code has a character at position 4 that is not accepted; "
                        + "accepted are a-z, 0-9 and single hyphens between them");
    }

    @Test
    void saysThatTheSecondOfTwoHyphensIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TenantId("a--b"))
                .withMessageStartingWith("tenant code has a character at position 2 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "-a", "a-", "a--b", "--"})
    void refusesHyphensThatAreNotBetweenTwoOthers(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "con",
                "prn",
                "aux",
                "nul",
                "com0",
                "com1",
                "com2",
                "com3",
                "com4",
                "com5",
                "com6",
                "com7",
                "com8",
                "com9",
                "lpt0",
                "lpt1",
                "lpt2",
                "lpt3",
                "lpt4",
                "lpt5",
                "lpt6",
                "lpt7",
                "lpt8",
                "lpt9",
                "null",
                "undefined"
            })
    void refusesReservedNames(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TenantId(code))
                .withMessage("tenant code is a reserved name, such as con or null; choose another");
    }

    @Test
    void isOrderedByItsCharacters() {
        assertThat(new TenantId("a")).isLessThan(new TenantId("b"));
        assertThat(new TenantId("b")).isGreaterThan(new TenantId("a0"));
        assertThat(new TenantId("a")).isEqualByComparingTo(new TenantId("a"));
    }

    @Test
    void randomCodesAreAsLongAndAsRandomAsTheySay() {
        Random random = new Random(7);
        TenantId one = TenantId.random(random);
        assertThat(one.value()).hasSize(27).matches("[a-z][a-z0-9]{26}");
        assertThat(one.isCheckCharacterValid()).isTrue();
        assertThat(TenantId.random(random)).isNotEqualTo(one);
        assertThat(TenantId.random(new Random(7))).isEqualTo(one);
    }

    @Test
    void randomCodesUseTheWholeAlphabetInEveryPlace() {
        Random random = new Random(11);
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        StringBuilder last = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            String code = TenantId.random(random).value();
            first.append(code.charAt(0));
            second.append(code.charAt(1));
            last.append(code.charAt(26));
        }
        assertThat(first.chars().distinct()).hasSize(26);
        assertThat(second.chars().distinct()).hasSize(36);
        assertThat(last.chars().distinct()).hasSize(36);
    }

    @Test
    void evenAStuckRandomSourceGivesACode() {
        for (int stuck = 0; stuck < 36; stuck++) {
            int digit = stuck;
            RandomGenerator source = new RandomGenerator() {
                @Override
                public long nextLong() {
                    return digit;
                }

                @Override
                public int nextInt(int bound) {
                    return digit % bound;
                }
            };
            assertThat(TenantId.random(source).isCheckCharacterValid()).isTrue();
        }
    }
}
