package dev.compliancekit.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CardNumbersProperties {

    @Property
    void everyCardNumberInATextIsMaskedToItsLastFourDigits(
            @ForAll("cards") String card, @ForAll("texts") String before, @ForAll("texts") String after) {
        String text = before + card + after;
        String masked = before + "*".repeat(card.length() - 4) + card.substring(card.length() - 4) + after;
        assertThat(CardNumbers.masked(text)).isEqualTo(masked);
    }

    @Property
    void groupsAreMaskedToo(@ForAll("cards") String card, @ForAll("separators") String separator) {
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < card.length(); i++) {
            grouped.append(i > 0 && i % 4 == 0 ? separator : "").append(card.charAt(i));
        }
        String masked = CardNumbers.masked("no " + grouped + ".");
        assertThat(masked.replaceAll("[^0-9*]", ""))
                .isEqualTo("*".repeat(card.length() - 4) + card.substring(card.length() - 4));
        assertThat(masked).hasSameSizeAs("no " + grouped + ".");
    }

    @Property
    void digitsThatFailTheCheckDigitAreLeftAlone(@ForAll("cards") String card, @ForAll("errors") int error) {
        char last = (char) ('0' + (card.charAt(card.length() - 1) - '0' + error) % 10);
        String wrong = card.substring(0, card.length() - 1) + last;
        assertThat(CardNumbers.masked(wrong)).isEqualTo(wrong);
        assertThat(CardNumbers.masked("order " + wrong + " sent")).isEqualTo("order " + wrong + " sent");
    }

    @Property(tries = 2000)
    void maskingTwiceIsMaskingOnce(@ForAll("hostile") String text) {
        String masked = CardNumbers.masked(text);
        assertThat(masked).hasSameSizeAs(text);
        assertThat(CardNumbers.masked(masked)).isEqualTo(masked);
        for (int i = 0; i < text.length(); i++) {
            assertThat(masked.charAt(i)).isIn(text.charAt(i), '*');
        }
    }

    @Provide
    Arbitrary<String> cards() {
        return Combinators.combine(
                        Arbitraries.chars().range('2', '6'),
                        Arbitraries.strings().numeric().ofMinLength(11).ofMaxLength(17))
                .as((first, rest) -> first + rest + checkDigit(first + rest));
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of(" ", "-", "\u00a0");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                List.of("", "card ", "pan", "x=", "(", "\u00e9", " was declined", "; ", "\n", " a 12 b ", ","));
    }

    @Provide
    Arbitrary<Integer> errors() {
        return Arbitraries.integers().between(1, 9);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.strings()
                .withChars("0123456789 -4142*ag\u00a0")
                .ofMinLength(10)
                .ofMaxLength(60);
    }

    /**
     * The check digit by another way than the code under test: doubled digits summed as text (ISO/IEC 7812-1 annex B).
     */
    private static int checkDigit(String digits) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            int value = digits.charAt(digits.length() - 1 - i) - '0';
            all.append(i % 2 == 0 ? 2 * value : value);
        }
        int sum = all.chars().map(c -> c - '0').sum();
        return (10 - sum % 10) % 10;
    }
}
