package dev.compliancekit.crypto.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {

    @ParameterizedTest
    @CsvSource({
        "' Ann@Example.COM\t', ann@example.com",
        "ANN@EXAMPLE.COM, ann@example.com",
        "'\u00a0\u3000\u2029\u1680x\u0085\u2003', x",
        "'a  b', 'a  b'",
        "\uff21\uff4e\uff4e\uff20x, ann@x",
        "\ufb01n, fin",
        "Stra\u00dfe, strasse",
        "STRA\u1e9eE, strasse",
        "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2, \u03c3\u03b9\u0301\u03c3\u03c5\u03c6\u03bf\u03c3",
        "\u00c9, e\u0301",
        "\u0130, i\u0307",
        "\u0131, \u0131",
        "\u212a, k",
        "\ud801\udc00, \ud801\udc28",
        "\uab70\u13a0, \u13a0\u13a0",
        "\u13f8\u13f0, \u13f0\u13f0",
        "'', ''",
        "' \t ', ''"
    })
    void caselessTextForgetsCaseWidthAndBlanksAround(String text, String form) {
        assertThat(Normalization.CASELESS.normalize(text)).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e,\u00e9", "ann@example.com,an@example.com", "i,\u0131", "a b,ab", "a.b,ab", "\u200ba,a"})
    void caselessTextKeepsEverythingElse(String pair) {
        List<String> two = List.of(pair.split(",", -1));
        assertThat(Normalization.CASELESS.normalize(two.get(0)))
                .isNotEqualTo(Normalization.CASELESS.normalize(two.get(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "+49 (0)30 / 12-34, 490301234",
        "\u0665\uff16\u096c, 566",
        "none, ''",
        "\u00b2\u2167\u2460, ''",
        "555-CALL, 555"
    })
    void digitsAreThoseOfAnyScript(String text, String form) {
        assertThat(Normalization.DIGITS.normalize(text)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({
        "DE89 3704-0044, de8937040044",
        "M\u00fcnchen \u00b2, munchen2",
        "\u041c\u043e\u0441\u043a\u0432\u0430, ''",
        "\uff24\uff25, de",
        "'a`{@[/:z09', az09"
    })
    void aCodeIsItsLettersAndDigits(String text, String form) {
        assertThat(Normalization.CODE.normalize(text)).isEqualTo(form);
    }

    @Test
    void exactIsExact() {
        String text = " A\u0301\ufb01\t";
        assertThat(Normalization.EXACT.normalize(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsTooLongOrNotText(Normalization normalization) {
        assertThat(normalization.normalize("7".repeat(4096))).isEqualTo("7".repeat(4096));
        assertThatThrownBy(() -> normalization.normalize("7".repeat(4097)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text to index has 4097 UTF-16 units; accepted are at most 4096");
        for (String lone : List.of("\ud801", "\udc00", "\udc00\ud801", "\ud801b")) {
            assertThatThrownBy(() -> normalization.normalize("\ud801\udc00" + lone))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("text to index has a lone surrogate at position 2; accepted is well-formed Unicode");
        }
    }

    /**
     * Every code point of Unicode 13.0, one by one, against the Unicode data of another implementation (Python 3.11):
     * SHA-256 over code point, FF, form, FF in UTF-8. Passes on every JDK, whatever Unicode version it has.
     */
    @ParameterizedTest
    @CsvSource({
        "CASELESS, 85a78129cfae4565fe0ce75ce778c545dbb73c224ee9b0ed5a0797bda30f98c1",
        "DIGITS, 6fe5c4c99133a1582cd27ca1945d2d99a67ce6486788eacd2bd912d60eb229ae",
        "CODE, 499b1fe22decbae36d784e3eba2882fbd37deb9ebe108110986d8fc0d1506716"
    })
    void everyCodePointHasThePinnedForm(Normalization normalization, String digest) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (AssignedCodePoints.contains(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                String text = Character.toString(codePoint);
                add(sha256, text);
                add(sha256, normalization.normalize(text));
            }
        }
        assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(digest);
    }

    /** What Unicode 13.0 does not assign stays, and keeps the marks around it apart, whatever it came to mean later. */
    @Test
    void laterCodePointsAreLeftAsTheyAre() throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (!AssignedCodePoints.contains(codePoint)) {
                add(sha256, Normalization.CASELESS.normalize(Character.toString(codePoint) + "\u0301\u0323A"));
            }
        }
        assertThat(HexFormat.of().formatHex(sha256.digest()))
                .isEqualTo("4bc094f09a89d99f9eccd341e7c7af3c2094cb5f726121f75c6e3a7abe6283cc");
        String digitOfUnicode16 = Character.toString(0x10d41);
        assertThat(Normalization.DIGITS.normalize(digitOfUnicode16 + " 7")).isEqualTo("7");
    }

    /** 20,000 texts of up to 12 code points from scripts that compose, reorder and fold, against the same Python. */
    @Test
    void textsHaveThePinnedForm() throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        PinnedTexts texts = new PinnedTexts();
        for (int i = 0; i < 20_000; i++) {
            add(sha256, Normalization.CASELESS.normalize(texts.next()));
        }
        assertThat(HexFormat.of().formatHex(sha256.digest()))
                .isEqualTo("de239180b6a630724c627c61ab827ae28e91a4e75443c466e2459ff549730271");
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0xff);
    }
}
