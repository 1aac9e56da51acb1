package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TenantIdProperties {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final List<String> CHARACTERS = List.of(ALPHABET.split(""));

    /** The grammar of the Javadoc, written a second time. */
    private static final Pattern GRAMMAR = Pattern.compile(
            "(?!(?:con|prn|aux|nul|null|undefined|com[0-9]|lpt[0-9])\\z)" + "(?=.{1,64}\\z)[a-z0-9]+(?:-[a-z0-9]+)*");

    @Property(tries = 5_000)
    void acceptedIsExactlyTheGrammar(@ForAll("nearlyCodes") String text) {
        assertThat(isAccepted(text)).isEqualTo(GRAMMAR.matcher(text).matches());
    }

    @Property
    void acceptedIsExactlyTheGrammarForAnyText(@ForAll String text) {
        assertThat(isAccepted(text)).isEqualTo(GRAMMAR.matcher(text).matches());
    }

    @Example
    void ofAllSingleCharactersExactly36AreAccepted() {
        StringBuilder accepted = new StringBuilder();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            if (isAccepted(String.valueOf((char) c))) {
                accepted.append((char) c);
            }
        }
        assertThat(accepted.chars().boxed().map(Character::toString)).containsExactlyInAnyOrderElementsOf(CHARACTERS);
    }

    @Example
    void noCharacterButAHyphenIsAcceptedBetweenOthersOnly() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            char inner = (char) c;
            assertThat(isAccepted("a" + inner + "b")).isEqualTo(inner == '-' || ALPHABET.indexOf(inner) >= 0);
        }
    }

    @Property
    void equalOnlyIfAllCharactersAre(@ForAll("codes") String one, @ForAll("codes") String other) {
        TenantId left = new TenantId(one);
        TenantId right = new TenantId(other);
        assertThat(left.equals(right)).isEqualTo(one.equals(other));
        assertThat(left.compareTo(right)).isEqualTo(one.compareTo(other));
        assertThat(new TenantId(one)).isEqualTo(left).hasSameHashCodeAs(left);
    }

    @Property(tries = 100)
    void everyWrongCharacterInARandomCodeIsFound(@ForAll long seed) {
        String code = TenantId.random(new Random(seed)).value();
        for (int i = 0; i < code.length(); i++) {
            for (String wrong : CHARACTERS) {
                if (!code.startsWith(wrong, i)) {
                    TenantId mistyped = new TenantId(code.substring(0, i) + wrong + code.substring(i + 1));
                    assertThat(mistyped.isCheckCharacterValid()).isFalse();
                }
            }
        }
    }

    @Property(tries = 1_000)
    void everySwapOfNeighboursInARandomCodeIsFound(@ForAll long seed) {
        String code = TenantId.random(new Random(seed)).value();
        for (int i = 1; i < code.length(); i++) {
            if (code.charAt(i - 1) != code.charAt(i)) {
                TenantId swapped = new TenantId(
                        code.substring(0, i - 1) + code.charAt(i) + code.charAt(i - 1) + code.substring(i + 1));
                assertThat(swapped.isCheckCharacterValid()).isFalse();
            }
        }
    }

    @Property(tries = 100)
    void everyWrongCharacterInAnyCheckedCodeIsFound(@ForAll("bodies") String body) {
        String code = CheckCharacter.appendTo(body);
        assertThat(CheckCharacter.isValid(code)).isTrue();
        for (int i = 0; i < code.length(); i++) {
            for (String wrong : CHARACTERS) {
                String mistyped = code.substring(0, i) + wrong + code.substring(i + 1);
                assertThat(CheckCharacter.isValid(mistyped)).isEqualTo(mistyped.equals(code));
            }
        }
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.strings().withChars(ALPHABET).ofMinLength(1).ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.strings()
                .withChars("ab1")
                .ofMinLength(1)
                .ofMaxLength(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join("-", parts));
    }

    /** Codes of lengths around the limits, with something in the middle that is often wrong. */
    @Provide
    Arbitrary<String> nearlyCodes() {
        Arbitrary<String> plain =
                Arbitraries.strings().withChars(ALPHABET + "-").ofMaxLength(40);
        Arbitrary<String> odd = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.of(Set.of("-", "--", "A", "é", "\u0000", "\n", ".", "/", " ", "_", "\uff41", "%41")),
                Arbitraries.of(Set.of("con", "nul", "null", "undefined", "com7", "lpt0")),
                Arbitraries.chars().all().map(String::valueOf));
        return Arbitraries.oneOf(odd, Combinators.combine(plain, odd, plain).as((a, b, c) -> a + b + c));
    }

    private static boolean isAccepted(String text) {
        try {
            return new TenantId(text).value().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
