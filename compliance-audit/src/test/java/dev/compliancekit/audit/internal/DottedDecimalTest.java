package dev.compliancekit.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DottedDecimalTest {

    @Property(tries = 3000)
    void takesWhatGuavaTakes(@ForAll("pieces") List<String> pieces) {
        String text = String.join("", pieces);
        Optional<byte[]> expected = text.indexOf(':') < 0 && InetAddresses.isInetAddress(text)
                ? Optional.of(InetAddresses.forString(text).getAddress())
                : Optional.empty();
        assertThat(DottedDecimal.parse(text).isPresent()).isEqualTo(expected.isPresent());
        expected.ifPresent(bytes -> assertThat(DottedDecimal.parse(text)).hasValue(bytes));
    }

    @Property
    void everyAddressIsReadBack(@ForAll byte a, @ForAll byte b, @ForAll byte c, @ForAll byte d) {
        String text = (a & 0xff) + "." + (b & 0xff) + "." + (c & 0xff) + "." + (d & 0xff);
        assertThat(DottedDecimal.parse(text)).hasValue(new byte[] {a, b, c, d});
    }

    @Test
    void nothingElseIsTaken() {
        for (String text : List.of(
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.",
                "1.2.3.4.5",
                ".1.2.3.4",
                "1..2.3",
                "256.1.1.1",
                "01.2.3.4",
                "00.2.3.4",
                "1.2.3.04",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.a",
                "1.2.3.\u0664",
                "1.2.3.1000",
                "+1.2.3.4")) {
            assertThat(DottedDecimal.parse(text)).as(text).isEmpty();
        }
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of("0", "1", "25", "255", "256", "9", ".", ".", ".", "00", "a", ":", " ")
                .list()
                .ofMaxSize(9);
    }
}
