package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.promise.Promise;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SecurityPageReaderProperties {

    /** A page or a refusal with a line of the file, and nothing else, whatever the text. */
    private static void readsOrRefuses(String yaml) {
        try {
            assertThat(SecurityPageReader.parse("a.yaml", yaml).promises()).isNotEmpty();
        } catch (PageFormatException e) {
            assertThat(e.line()).isBetween(1, yaml.split("\\R|\\u0085", -1).length + 1);
            assertThat(e).hasMessageContaining("accepted");
        }
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 300) String text) {
        readsOrRefuses(text);
    }

    @Property
    void aDamagedPageIsReadOrRefused(
            @ForAll @IntRange(max = 600) int from,
            @ForAll @IntRange(max = 40) int length,
            @ForAll @StringLength(max = 12) String instead) {
        String page = SecurityPageReaderTest.PAGE;
        int start = Math.min(from, page.length());
        int end = Math.min(start + length, page.length());
        readsOrRefuses(page.substring(0, start) + instead + page.substring(end));
    }

    @Property(tries = 200)
    void everyBeginningOfAPageIsReadOrRefused(@ForAll @IntRange(max = 700) int length) {
        String page = SecurityPageReaderTest.PAGE;
        readsOrRefuses(page.substring(0, Math.min(length, page.length())));
    }

    @Property(tries = 50)
    void keepsPromisesInTheOrderOfTheFile(@ForAll @IntRange(min = 1, max = 200) int count) {
        StringBuilder yaml =
                new StringBuilder("id: a\ntitle: A\nsource: a.example\ndate: 2020-01-01\nzone: UTC\npromises:\n");
        for (int i = 0; i < count; i++) {
            yaml.append("  - {id: P%d, claim: Claim %d., kind: by-code, control: tenant-tag}%n".formatted(i, i));
        }
        List<Promise> promises =
                SecurityPageReader.parse("a.yaml", yaml.toString()).promises();
        assertThat(promises).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(promises.get(i).id()).isEqualTo("P" + i);
        }
    }
}
