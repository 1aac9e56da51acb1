package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyAlgorithmTest {

    @Test
    void hasTheNamesThatKeyRecordsWrite() {
        assertThat(KeyAlgorithm.values())
                .extracting(KeyAlgorithm::code)
                .containsExactly("xaes-256-gcm", "aes-256-gcm", "chunked-aes-256-gcm", "hmac-sha-256", "key-wrapping");
    }

    @Test
    void isFoundByItsNameAndByNothingElse() {
        for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            assertThat(KeyAlgorithm.parse(algorithm.code())).isSameAs(algorithm);
        }
        assertThatThrownBy(() -> KeyAlgorithm.parse("XAES-256-GCM"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key algorithm is not known; accepted are xaes-256-gcm, aes-256-gcm,"
                        + " chunked-aes-256-gcm, hmac-sha-256, key-wrapping");
    }
}
