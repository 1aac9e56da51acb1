package dev.compliancekit.crypto.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XWingTest {

    private static final AssociatedData PLACE = AssociatedData.ofTexts("place");
    private static final int OVERHEAD_BYTES = 1137;

    private final SecureRandom random = new SecureRandom();
    private final XWingPrivateKey owner = XWingPrivateKey.generate(random);

    private static void assertRefused(XWingPrivateKey by, Bytes wrapped, AssociatedData place) {
        assertThatThrownBy(() -> by.unwrap(wrapped, place))
                .isInstanceOf(DecryptionException.class)
                .hasMessage("the ciphertext does not open")
                .hasNoCause();
    }

    private Bytes wrapped(SecretBytes key) {
        return owner.publicKey().wrap(key, PLACE, random);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 32, 1024})
    void theOwnerUnwrapsWhatAnybodyWrapped(int size) {
        SecretBytes key = SecretBytes.random(size, random);
        Bytes wrapped = wrapped(key);
        assertThat(wrapped.size()).isEqualTo(size + OVERHEAD_BYTES);
        assertThat(owner.unwrap(wrapped, PLACE)).isEqualTo(key);
        assertThat(key.toByteArray()).hasSize(size);
    }

    @Test
    void wrapsDifferentlyEachTime() {
        SecretBytes key = SecretBytes.random(32, random);
        assertThat(wrapped(key)).isNotEqualTo(wrapped(key));
    }

    @Test
    void refusesKeysThatAreEmptyOrTooLong() {
        for (int size : new int[] {0, 1025}) {
            assertThatThrownBy(() -> wrapped(SecretBytes.copyOf(new byte[size])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("key has " + size + " bytes; accepted are 1 to 1024");
        }
    }

    /** All bits of version and tag and of the key's first and last bytes, some of each byte between. */
    @Test
    void refusesBitFlips() {
        byte[] good = wrapped(SecretBytes.random(32, random)).toByteArray();
        long seed = 20_260_301;
        Random choice = new Random(seed);
        for (int offset = 0; offset < good.length; offset++) {
            boolean edge = offset == 0 || offset == 1 || offset >= 1088;
            int bits = edge ? 0xff : 1 << choice.nextInt(8);
            for (int bit = 1; bit <= 0x80; bit <<= 1) {
                if ((bits & bit) != 0) {
                    byte[] bad = good.clone();
                    bad[offset] ^= (byte) bit;
                    assertRefused(owner, Bytes.copyOf(bad), PLACE);
                }
            }
        }
    }

    @Test
    void refusesEveryPrefixAndExtensions() {
        byte[] good = wrapped(SecretBytes.random(32, random)).toByteArray();
        for (int length = 0; length < good.length; length++) {
            assertRefused(owner, Bytes.copyOf(Arrays.copyOf(good, length)), PLACE);
        }
        assertRefused(owner, Bytes.copyOf(Arrays.copyOf(good, good.length + 1)), PLACE);
        assertRefused(owner, Bytes.copyOf(Arrays.copyOf(good, 1024 + OVERHEAD_BYTES)), PLACE);
        assertRefused(owner, Bytes.copyOf(Arrays.copyOf(good, 1025 + OVERHEAD_BYTES)), PLACE);
        assertRefused(owner, Bytes.copyOf(Arrays.copyOf(good, 100_000)), PLACE);
    }

    /** X25519 gives nothing for them (RFC 7748 section 6.1), which must not look different. */
    @Test
    void refusesEphemeralKeysOfSmallOrder() {
        byte[] bad = wrapped(SecretBytes.random(32, random)).toByteArray();
        for (int first : new int[] {0, 1}) {
            Arrays.fill(bad, 1089, 1121, (byte) 0);
            bad[1089] = (byte) first;
            assertRefused(owner, Bytes.copyOf(bad), PLACE);
        }
    }

    @Test
    void refusesOtherOwnersAndOtherPlaces() {
        Bytes wrapped = wrapped(SecretBytes.random(32, random));
        assertRefused(XWingPrivateKey.generate(random), wrapped, PLACE);
        assertRefused(owner, wrapped, AssociatedData.ofTexts("plac", "e"));
        assertRefused(owner, wrapped, AssociatedData.ofTexts());
    }

    @Test
    void aKeptSeedIsTheSameKey() {
        SecretBytes key = SecretBytes.random(32, random);
        Bytes wrapped = wrapped(key);
        try (SecretBytes seed = owner.seed();
                XWingPrivateKey again = XWingPrivateKey.of(seed)) {
            assertThat(seed.size()).isEqualTo(32);
            assertThat(again.publicKey()).isEqualTo(owner.publicKey()).hasSameHashCodeAs(owner.publicKey());
            assertThat(again.unwrap(wrapped, PLACE)).isEqualTo(key);
            assertThat(seed.toByteArray()).hasSize(32);
        }
        assertThat(owner.unwrap(wrapped, PLACE)).isEqualTo(key);
    }

    @Test
    void aPublicKeyIsPassedAroundAsBytes() {
        XWingPublicKey passed = XWingPublicKey.of(owner.publicKey().bytes());
        assertThat(passed.bytes().size()).isEqualTo(1216);
        assertThat(passed)
                .isEqualTo(owner.publicKey())
                .isNotEqualTo(XWingPrivateKey.generate(random).publicKey());
        SecretBytes key = SecretBytes.random(32, random);
        assertThat(owner.unwrap(passed.wrap(key, PLACE, random), PLACE)).isEqualTo(key);
    }

    @Test
    void refusesWhatIsNoPublicKey() {
        for (int size : new int[] {0, 1215, 1217}) {
            assertThatThrownBy(() -> XWingPublicKey.of(Bytes.copyOf(new byte[size])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("public key has " + size + " bytes; accepted are 1216");
        }
        byte[] tooLarge = owner.publicKey().bytes().toByteArray();
        tooLarge[0] = (byte) 0x01;
        tooLarge[1] |= 0x0d;
        assertThatThrownBy(() -> XWingPublicKey.of(Bytes.copyOf(tooLarge)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("public key is not accepted; accepted is one of X-Wing, as its owner gave it out");
    }

    @Test
    void refusesToWrapForAPointOfSmallOrder() {
        byte[] worthless = owner.publicKey().bytes().toByteArray();
        Arrays.fill(worthless, 1184, 1216, (byte) 0);
        XWingPublicKey key = XWingPublicKey.of(Bytes.copyOf(worthless));
        assertThatThrownBy(() -> key.wrap(SecretBytes.random(32, random), PLACE, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("public key is not accepted; its X25519 part is a point of small order");
    }

    @Test
    void refusesSeedsOfAnotherSize() {
        for (int size : new int[] {31, 33, 64}) {
            assertThatThrownBy(() -> XWingPrivateKey.of(SecretBytes.random(size, random)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("seed has " + size + " bytes; accepted are 32");
        }
    }

    @Test
    void isGoneOnceClosed() {
        Bytes wrapped = wrapped(SecretBytes.random(32, random));
        owner.close();
        owner.close();
        assertThatThrownBy(() -> owner.unwrap(wrapped, PLACE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(owner::seed).isInstanceOf(IllegalStateException.class);
        assertThat(owner.publicKey().bytes().size()).isEqualTo(1216);
    }

    @Test
    void showsThePublicKeyOnly() {
        String hex = owner.publicKey().bytes().hex();
        String shown = "XWingPublicKey[" + hex.substring(0, 8) + ".." + hex.substring(2424) + "]";
        assertThat(owner.publicKey()).hasToString(shown);
        assertThat(owner).hasToString("XWingPrivateKey[" + shown + "]");
        try (SecretBytes seed = owner.seed()) {
            assertThat(List.of(owner.toString(), shown))
                    .doesNotContain(Bytes.copyOf(seed.toByteArray()).hex());
        }
    }
}
