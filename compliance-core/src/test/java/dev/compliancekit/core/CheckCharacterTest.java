package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCharacterTest {

    private static final List<String> ALPHABET = List.of("0123456789abcdefghijklmnopqrstuvwxyz".split(""));

    /**
     * Published codes that use MOD 37,36: the example of the GRid standard (A1-2425G-ABC1234002-M), and ISANs (ISO
     * 15706-2) with one check character after 16 digits and a second over the 24 digits.
     */
    @ParameterizedTest
    @CsvSource({
        "A12425GABC1234002,        M",
        "000000003A8D0000,         Z",
        "000000003A8D000000000000, 6",
        "00000000D07A0090,         Q",
        "00000000D07A009000000000, X",
        "000000009E590000,         O",
        "000000009E59000000000000, 2",
        "188166C734206541,         Y",
        "188166C7342065419F3A0245, O"
    })
    void givesTheCheckCharactersOfPublishedCodes(String body, String check) {
        String code = body.toLowerCase(Locale.ROOT);
        assertThat(CheckCharacter.appendTo(code)).isEqualTo(code + check.toLowerCase(Locale.ROOT));
        assertThat(CheckCharacter.isValid(code + check.toLowerCase(Locale.ROOT)))
                .isTrue();
    }

    @Test
    void hyphensDoNotCount() {
        assertThat(new TenantId("a1-2425g-abc1234002-m").isCheckCharacterValid())
                .isTrue();
        assertThat(new TenantId("a1-2425g-abc1234003-m").isCheckCharacterValid())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "a", "0"})
    void oneCharacterAloneHasNoCheckCharacter(String code) {
        assertThat(new TenantId(code).isCheckCharacterValid()).isFalse();
    }

    @Test
    void theShortestCheckedCodesHaveTwoCharacters() {
        for (String c : ALPHABET) {
            String code = CheckCharacter.appendTo(c);
            assertThat(code).hasSize(2);
            assertThat(CheckCharacter.isValid(code)).isTrue();
        }
    }

    /** Why random codes are drawn again: in "ij" at the beginning both orders leave the same remainder. */
    @Test
    void theStandardMissesASwap() {
        String code = CheckCharacter.appendTo("ij");
        assertThat(CheckCharacter.isValid("ji" + code.charAt(2))).isTrue();
        assertThat(CheckCharacter.findsEverySwap(code)).isFalse();
    }

    @Test
    void theStandardMissesOneSwapIn630AtTheBeginningOfACode() {
        int swaps = 0;
        int missed = 0;
        for (String left : ALPHABET) {
            for (String right : ALPHABET) {
                if (!left.equals(right)) {
                    swaps++;
                    String code = CheckCharacter.appendTo(left + right);
                    missed += CheckCharacter.isValid(right + left + code.charAt(2)) ? 1 : 0;
                }
            }
        }
        assertThat(swaps).isEqualTo(missed * 630);
    }

    @Test
    void seesMissedSwapsAnywhereIncludingTheCheckCharacter() {
        int missedInFront = 0;
        int missedAtTheEnd = 0;
        for (String left : ALPHABET) {
            for (String right : ALPHABET) {
                String code = CheckCharacter.appendTo(left + right);
                String check = code.substring(2);
                boolean front = !left.equals(right) && CheckCharacter.isValid(right + left + check);
                boolean end = !right.equals(check) && CheckCharacter.isValid(left + check + right);
                missedInFront += front ? 1 : 0;
                missedAtTheEnd += end ? 1 : 0;
                assertThat(CheckCharacter.findsEverySwap(code)).isEqualTo(!front && !end);
            }
        }
        assertThat(missedInFront).isPositive();
        assertThat(missedAtTheEnd).isPositive();
    }
}
