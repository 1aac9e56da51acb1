package dev.compliancekit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void hasADefaultForEverything() {
        Options options = Options.parse(List.of());
        assertThat(options.output()).isEqualTo(Path.of("target", "quickstart-evidence"));
        assertThat(options.asOf()).isEqualTo(Instant.parse("1998-12-24T00:00:00Z"));
    }

    @Test
    void takesADayAndAFolder() {
        Options options = Options.parse(List.of("--as-of", "1999-03-01", "out"));
        assertThat(options.output()).isEqualTo(Path.of("out"));
        assertThat(options.asOf()).isEqualTo(Instant.parse("1999-03-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1998-12-23", "2100-01-02", "tomorrow", "", "1999-02-29"})
    void refusesADayOutOfRange(String day) {
        assertThatThrownBy(() -> Options.parse(List.of("--as-of", day)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1998-12-24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--as-of", "--what", "-h"})
    void refusesWhatItDoesNotKnow(String argument) {
        assertThatThrownBy(() -> Options.parse(List.of(argument))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASecondFolder() {
        assertThatThrownBy(() -> Options.parse(List.of("a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argument 2");
    }
}
