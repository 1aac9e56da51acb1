package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AeadProperties {

    private final SecureRandom random = new SecureRandom();
    private final Aead aead = Aead.xaes256Gcm(new KeyId(7), SecretBytes.random(32, random), random);

    @Property(tries = 300)
    void decryptUndoesEncrypt(@ForAll @Size(max = 2000) byte[] plaintext, @ForAll byte[] associatedData) {
        byte[] ciphertext = aead.encrypt(plaintext, associatedData);
        assertThat(ciphertext).hasSize(plaintext.length + 45);
        assertThat(aead.decrypt(ciphertext, associatedData)).isEqualTo(plaintext);
    }

    @Property(tries = 40)
    void everyBitFlipIsRefused(@ForAll @Size(max = 40) byte[] plaintext, @ForAll byte[] associatedData) {
        byte[] ciphertext = aead.encrypt(plaintext, associatedData);
        for (int bit = 0; bit < 8 * ciphertext.length; bit++) {
            byte[] changed = ciphertext.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertRefused(changed, associatedData);
        }
    }

    @Property(tries = 40)
    void everyProperPrefixAndEveryExtensionIsRefused(
            @ForAll @Size(max = 40) byte[] plaintext, @ForAll @IntRange(min = 1, max = 20) int more) {
        byte[] ciphertext = aead.encrypt(plaintext, new byte[0]);
        for (int length = 0; length < ciphertext.length; length++) {
            assertRefused(Arrays.copyOf(ciphertext, length), new byte[0]);
        }
        assertRefused(Arrays.copyOf(ciphertext, ciphertext.length + more), new byte[0]);
    }

    @Property(tries = 200)
    void otherAssociatedDataAreRefused(@ForAll byte[] associatedData, @ForAll byte[] other) {
        if (!Arrays.equals(associatedData, other)) {
            assertRefused(aead.encrypt(new byte[] {1, 2, 3}, associatedData), other);
        }
    }

    @Property(tries = 1000)
    void anyBytesAreRefusedWithTheOneException(@ForAll @Size(max = 200) byte[] hostile) {
        assertRefused(hostile, new byte[0]);
        if (hostile.length > 5) {
            hostile[0] = 1;
            Arrays.fill(hostile, 1, 4, (byte) 0);
            hostile[4] = 7;
            assertRefused(hostile, new byte[0]);
        }
    }

    private void assertRefused(byte[] ciphertext, byte[] associatedData) {
        assertThatThrownBy(() -> aead.decrypt(ciphertext, associatedData))
                .isExactlyInstanceOf(DecryptionException.class)
                .hasMessage("the ciphertext does not open")
                .hasNoCause();
    }
}
