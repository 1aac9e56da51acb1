package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BytesProperties {

    @Property
    void parseUndoesHexInEitherCase(@ForAll byte[] content) {
        Bytes bytes = Bytes.copyOf(content);
        assertThat(Bytes.parseHex(bytes.hex())).isEqualTo(bytes);
        assertThat(Bytes.parseHex(bytes.hex().toUpperCase(Locale.ROOT))).isEqualTo(bytes);
        assertThat(bytes.toByteArray()).isEqualTo(content);
    }

    @Property
    void everyHexFormWithADigitMissingIsRefused(@ForAll byte[] content) {
        String hex = Bytes.copyOf(content).hex();
        for (int length = 1; length < hex.length(); length += 2) {
            String cut = hex.substring(0, length);
            assertThat(catchThrowable(() -> Bytes.parseHex(cut))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property
    void theOrderIsThatOfTheHexForms(@ForAll byte[] one, @ForAll byte[] other) {
        Bytes left = Bytes.copyOf(one);
        Bytes right = Bytes.copyOf(other);
        assertThat(Integer.signum(left.compareTo(right)))
                .isEqualTo(Integer.signum(left.hex().compareTo(right.hex())));
        assertThat(left.equals(right)).isEqualTo(left.compareTo(right) == 0);
    }
}
