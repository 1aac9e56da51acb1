package dev.compliancekit.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SecretShapesProperties {

    @Property(tries = 3000)
    void maskingTwiceIsMaskingOnce(@ForAll("pieces") List<String> pieces) {
        String masked = SecretShapes.masked(String.join("", pieces));
        assertThat(SecretShapes.masked(masked)).isEqualTo(masked);
    }

    @Property(tries = 3000)
    void whatIsPassedOverHoldsNoSecret(@ForAll("pieces") List<String> pieces) {
        String text = String.join("", pieces);
        if (!SecretShapes.mayHoldSecret(text)) {
            assertThat(SecretShapes.maskedByAll(text)).isEqualTo(text);
        }
    }

    @Property
    void anyTextIsTaken(@ForAll String text) {
        assertThat(SecretShapes.masked(text)).isNotNull();
        assertThat(SecretNames.isSecret(text)).isIn(true, false);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "password",
                        "=",
                        "\"",
                        ":",
                        " ",
                        "://",
                        "@",
                        "Bearer",
                        "Basic",
                        "dXNlcjpwYXNz",
                        "eyJhbGciOiJIUzI1",
                        ".",
                        "***",
                        "*",
                        "-----BEGIN ",
                        "PRIVATE KEY",
                        "-----",
                        "-----END ",
                        "AKIAIOSFODNN7EXAMPLE",
                        "a",
                        "&",
                        "/",
                        "token")
                .list()
                .ofMaxSize(14);
    }
}
