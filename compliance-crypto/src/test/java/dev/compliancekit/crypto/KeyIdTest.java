package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {

    @Test
    void isEightHexadecimalDigits() {
        assertThat(new KeyId(0x0a0b0c0d)).hasToString("0a0b0c0d");
        assertThat(new KeyId(-1)).hasToString("ffffffff");
        assertThat(KeyId.parse("ffffffff")).isEqualTo(new KeyId(-1));
        assertThat(KeyId.parse("0a0b0c0d")).isEqualTo(new KeyId(0x0a0b0c0d));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0A0B0C0D", "0a0b0c0d0", "0a0b0c0g", "+a0b0c0d", "0a0b0c0d\n"})
    void parsesNothingElse(String text) {
        assertThatThrownBy(() -> KeyId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key id is not accepted; accepted are 8 digits of 0-9 and a-f");
    }

    @Test
    void isOrderedLikeItsText() {
        assertThat(new KeyId(-1)).isGreaterThan(new KeyId(1));
        assertThat(new KeyId(1)).isGreaterThan(new KeyId(0)).isEqualByComparingTo(new KeyId(1));
    }

    @Test
    void isNeverZeroWhenRandom() {
        int[] draws = {0, 0, 5};
        RandomGenerator random = new RandomGenerator() {
            private int at;

            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int nextInt() {
                return draws[at++];
            }
        };
        assertThat(KeyId.random(random)).isEqualTo(new KeyId(5));
    }
}
