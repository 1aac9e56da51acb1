package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    @Test
    void isWhatItWasWhenCopied() {
        byte[] given = {1, 2, 3};
        Bytes bytes = Bytes.copyOf(given);
        given[0] = 9;
        bytes.toByteArray()[1] = 9;
        assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
        assertThat(bytes.size()).isEqualTo(3);
    }

    @Test
    void writesTwoLowerCaseDigitsAByte() {
        Bytes bytes = Bytes.copyOf(new byte[] {0, 15, (byte) 0xAB, (byte) 0xFF});
        assertThat(bytes.hex()).isEqualTo("000fabff");
        assertThat(bytes).hasToString("000fabff");
    }

    @Test
    void readsDigitsOfEitherCase() {
        assertThat(Bytes.parseHex("000FabFF")).isEqualTo(Bytes.copyOf(new byte[] {0, 15, (byte) 0xAB, (byte) 0xFF}));
        assertThat(Bytes.parseHex("").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0g", "0 ", "0\n", "0\uff11", "0x10", "0:", "0-"})
    void refusesOtherCharactersAndSaysWhere(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bytes.parseHex(hex))
                .withMessage("byte string has a character at position 1 that is not a hexadecimal digit; "
                        + "accepted are pairs of 0-9 and a-f")
                .withNoCause();
    }

    @Test
    void refusesHalfAByte() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bytes.parseHex("abc"))
                .withMessage("byte string has 3 hexadecimal digits; accepted is an even number");
    }

    @Test
    void isOrderedByUnsignedBytesAPrefixFirst() {
        assertThat(Bytes.parseHex("7f")).isLessThan(Bytes.parseHex("80"));
        assertThat(Bytes.parseHex("7f")).isLessThan(Bytes.parseHex("7f00"));
        assertThat(Bytes.parseHex("7f")).isEqualByComparingTo(Bytes.parseHex("7f"));
    }

    @Test
    void isEqualIfAllBytesAre() {
        assertThat(Bytes.parseHex("0102"))
                .isEqualTo(Bytes.copyOf(new byte[] {1, 2}))
                .hasSameHashCodeAs(Bytes.copyOf(new byte[] {1, 2}))
                .isNotEqualTo(Bytes.parseHex("0103"))
                .isNotEqualTo(Bytes.parseHex("01"))
                .isNotEqualTo("0102");
        assertThat(Bytes.parseHex("0102").hashCode())
                .isNotEqualTo(Bytes.parseHex("0103").hashCode());
    }
}
