package dev.compliancekit.crypto.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.SecretBytes;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BlindIndexProperties {

    private static BlindIndex index(Normalization normalization, int bits) {
        IndexedField field =
                new IndexedField(new TenantId("acme"), new RecordClass("customer"), "email", normalization, bits);
        return BlindIndex.open(SecretBytes.copyOf(new byte[32]), field);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.strings()
                        .withChars(" \t\u00a0\u0301\u0323a\u00e9\uac01\u11a8I\u0130\u00df\u0345\u03b1\u00a8")
                        .ofMaxLength(12),
                Arbitraries.strings()
                        .withCharRange('\0', '\ud7ff')
                        .withCharRange('\ue000', '\uffff')
                        .ofMaxLength(12));
    }

    @Property
    void normalizingAgainChangesNothing(@ForAll Normalization normalization, @ForAll("texts") String text) {
        String form = normalization.normalize(text);
        assertThat(normalization.normalize(form)).isEqualTo(form);
    }

    @Property
    void blanksAroundDoNotMatter(@ForAll("texts") String text) {
        assertThat(Normalization.CASELESS.normalize("\u2003\n" + text + " \u3000"))
                .isEqualTo(Normalization.CASELESS.normalize(text));
    }

    @Property
    void caseOfAsciiDoesNotMatter(@ForAll("texts") String text) {
        String upper = text.chars()
                .map(c -> c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(Normalization.CASELESS.normalize(upper)).isEqualTo(Normalization.CASELESS.normalize(text));
    }

    @Property(tries = 300)
    void indexesAreEqualIfAndOnlyIfFormsAre(
            @ForAll Normalization normalization, @ForAll("texts") String one, @ForAll("texts") String other) {
        boolean same = normalization.normalize(one).equals(normalization.normalize(other));
        try (BlindIndex index = index(normalization, 256)) {
            assertThat(index.of(one).equals(index.of(other))).isEqualTo(same);
            assertThat(index.sameAs(one).test(other)).isEqualTo(same);
        }
    }

    @Property(tries = 300)
    void aSearchNeverMisses(
            @ForAll Normalization normalization,
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 8, max = 256) int bits) {
        try (BlindIndex stored = index(normalization, bits);
                BlindIndex asked = index(normalization, bits)) {
            String form = normalization.normalize(text);
            Bytes index = stored.of(text);
            assertThat(asked.of(form)).isEqualTo(index);
            assertThat(asked.sameAs(form).test(text)).isTrue();
            assertThat(index.hex())
                    .hasSize(2 * ((bits + 7) / 8))
                    .isEqualTo(index.hex().toLowerCase(Locale.ROOT));
        }
    }
}
