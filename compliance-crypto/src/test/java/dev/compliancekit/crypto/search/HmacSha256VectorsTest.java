package dev.compliancekit.crypto.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacSha256VectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    private static HmacSha256 hmac(byte[] key) {
        return new HmacSha256(SecretBytes.copyOf(key), Mac::getInstance);
    }

    /** RFC 4231 sections 4.2 to 4.6: key and message as a byte and how often, or as text; case 5 gives 128 bits. */
    @ParameterizedTest
    @CsvSource({
        "0b*20, 4869205468657265, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665*1, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "aa*20, dd*50, 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        "0102030405060708090a0b0c0d0e0f10111213141516171819, cd*50,"
                + " 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        "0c*20, 546573742057697468205472756e636174696f6e, a3b6167473100ee06e0c796c2955552b"
    })
    void computesRfc4231(String key, String message, String tag) {
        try (HmacSha256 hmac = hmac(bytes(key))) {
            assertThat(HEX.formatHex(hmac.of(bytes(message)))).startsWith(tag);
        }
    }

    private static byte[] bytes(String text) {
        int star = text.indexOf('*');
        return HEX.parseHex(
                star < 0 ? text : text.substring(0, star).repeat(Integer.parseInt(text.substring(star + 1))));
    }

    /** RFC 4231 sections 4.7 and 4.8. */
    @Test
    void computesRfc4231WithKeysLongerThanABlock() {
        byte[] key = bytes("aa*131");
        String shortText = "Test Using Larger Than Block-Size Key - Hash Key First";
        String longText = "This is a test using a larger than block-size key and a larger than block-size data. The key"
                + " needs to be hashed before being used by the HMAC algorithm.";
        try (HmacSha256 hmac = hmac(key)) {
            assertThat(HEX.formatHex(hmac.of(shortText.getBytes(StandardCharsets.US_ASCII))))
                    .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
            assertThat(HEX.formatHex(hmac.of(longText.getBytes(StandardCharsets.US_ASCII))))
                    .isEqualTo("9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
        }
    }

    /** A new engine costs more than a message, so one thread makes one, and one after close would keep the key. */
    @Test
    void oneThreadUsesOneEngine() {
        AtomicInteger made = new AtomicInteger();
        HmacSha256 hmac = new HmacSha256(SecretBytes.copyOf(new byte[32]), algorithm -> {
            made.incrementAndGet();
            return Mac.getInstance(algorithm);
        });
        for (int i = 0; i < 100; i++) {
            assertThat(hmac.of(new byte[i])).hasSize(32);
        }
        assertThat(made).hasValue(1);
        hmac.close();
        assertThatThrownBy(() -> hmac.of(new byte[1])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAProviderWithoutIt() {
        HmacSha256.Engines none = algorithm -> {
            throw new NoSuchAlgorithmException(algorithm);
        };
        SecretBytes key = SecretBytes.copyOf(new byte[32]);
        assertThatThrownBy(() -> new HmacSha256(key, none))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the provider has no HMAC with SHA-256; use one that has");
    }
}
