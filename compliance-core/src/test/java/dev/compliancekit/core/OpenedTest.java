package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenedTest {

    @Test
    void aPlaintextIsWhatItWasWhenMade() {
        byte[] given = "\u00e9t\u00e9".getBytes(StandardCharsets.UTF_8);
        Opened.Plaintext plaintext = new Opened.Plaintext(given);
        given[0] = 0;
        plaintext.plaintext()[0] = 0;
        assertThat(plaintext.text()).isEqualTo("\u00e9t\u00e9");
        assertThat(plaintext.plaintext()).isEqualTo("\u00e9t\u00e9".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPlaintextIsNotPrinted() {
        assertThat(new Opened.Plaintext("secret".getBytes(StandardCharsets.UTF_8)))
                .hasToString("Plaintext[6 bytes]");
    }

    @Test
    void aTextThatIsNotUtf8ShowsReplacementCharacters() {
        assertThat(new Opened.Plaintext(new byte[] {'a', (byte) 0xFF}).text()).isEqualTo("a\ufffd");
    }

    @Test
    void erasedAndMissingNameTheirKey() {
        Opened erased = new Opened.Erased("k-1");
        Opened missing = new Opened.KeyMissing("k-1");
        assertThat(erased).isNotEqualTo(missing).isEqualTo(new Opened.Erased("k-1"));
        assertThatNullPointerException()
                .isThrownBy(() -> new Opened.Erased(Absent.reference()))
                .withMessage("keyId");
        assertThatNullPointerException()
                .isThrownBy(() -> new Opened.KeyMissing(Absent.reference()))
                .withMessage("keyId");
    }
}
