package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2CostTest {

    @Test
    void takesEverythingWithinItsBounds() {
        assertThat(new Argon2Cost(19_456, 2, 1)).isEqualTo(Argon2Cost.MINIMUM);
        assertThat(new Argon2Cost(1_048_576, 16, 16)).hasToString("Argon2Cost[memoryKib=1048576, passes=16, lanes=16]");
    }

    @ParameterizedTest
    @CsvSource({
        "19455, 2, 1, 'memoryKib is 19455; accepted are 19456 to 1048576'",
        "1048577, 2, 1, 'memoryKib is 1048577; accepted are 19456 to 1048576'",
        "19456, 1, 1, 'passes is 1; accepted are 2 to 16'",
        "19456, 17, 1, 'passes is 17; accepted are 2 to 16'",
        "19456, 2, 0, 'lanes is 0; accepted are 1 to 16'",
        "19456, 2, 17, 'lanes is 17; accepted are 1 to 16'"
    })
    void refusesWhatIsOutOfBounds(int memoryKib, int passes, int lanes, String message) {
        assertThatThrownBy(() -> new Argon2Cost(memoryKib, passes, lanes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
