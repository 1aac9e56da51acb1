package dev.compliancekit.crypto.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs11TokenTest {

    @Test
    void namesItsPlace() {
        assertThat(new Pkcs11Token(Path.of("/opt/my hsm/lib.so"), 0)).hasToString("slot 0 of /opt/my hsm/lib.so");
        assertThat(new Pkcs11Token(Path.of("/lib.so"), Integer.MAX_VALUE).slot())
                .isEqualTo(Integer.MAX_VALUE);
    }

    /** They would mean something else in the configuration of SunPKCS11. */
    @ParameterizedTest
    @ValueSource(strings = {"lib.so", "", "/a\"b.so", "/a\\nslot.so", "/${user.home}/b.so", "/a\nb.so"})
    void refusesOtherPaths(String library) {
        assertThatThrownBy(() -> new Pkcs11Token(Path.of(library), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("library is not accepted; accepted is an absolute path without double quotes, backslashes, "
                        + "dollar signs and control characters");
    }

    @Test
    void refusesSlotsBelowZero() {
        assertThatThrownBy(() -> new Pkcs11Token(Path.of("/lib.so"), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slot is -1; accepted are 0 and above");
    }
}
