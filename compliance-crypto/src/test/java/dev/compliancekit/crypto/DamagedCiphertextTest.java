package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is done to a ciphertext, there is one refusal, at once and without much memory. The long form is
 * {@code -Ddamage.rounds=500000}, a million for the two algorithms together.
 */
class DamagedCiphertextTest {

    private final long seed = new SecureRandom().nextLong();
    private final SplittableRandom chance = new SplittableRandom(seed);
    private final SecureRandom random = new SecureRandom();

    private Aead aead(KeyAlgorithm algorithm) {
        return Aead.builder(new KeyId(0x01020304), SecretBytes.random(32, random), random, new HandClock())
                .algorithm(algorithm)
                .build();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"XAES_256_GCM", "AES_256_GCM"})
    void everyDamageHasTheSameRefusal(KeyAlgorithm algorithm) throws Exception {
        int rounds = Integer.getInteger("damage.rounds", 20_000);
        Aead aead = aead(algorithm);
        byte[] associatedData = {1, 2, 3};
        byte[][] good = new byte[64][];
        for (int i = 0; i < good.length; i++) {
            good[i] = aead.encrypt(new byte[i * i], associatedData);
        }
        RefusalCost cost = new RefusalCost(seed);
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = damaged(good[chance.nextInt(good.length)], good[chance.nextInt(good.length)]);
            int number = round;
            cost.of(() -> refuses(aead, damaged, associatedData, number));
        }
        cost.check();
    }

    private void refuses(Aead aead, byte[] damaged, byte[] associatedData, int round) {
        try {
            if (round % 2 == 0) {
                aead.decrypt(damaged, associatedData);
            } else {
                aead.decrypt(ByteBuffer.wrap(damaged), associatedData, ByteBuffer.allocate(damaged.length));
            }
        } catch (DecryptionException e) {
            if (e.getCause() == null && "the ciphertext does not open".equals(e.getMessage())) {
                return;
            }
            throw e;
        }
        throw new AssertionError("opened in round " + round + ", seed " + seed);
    }

    private byte[] damaged(byte[] one, byte[] other) {
        byte[] changed = one.clone();
        int at = chance.nextInt(changed.length);
        switch (chance.nextInt(7)) {
            case 0 -> changed[at] ^= (byte) (1 << chance.nextInt(8));
            case 1 -> changed = Arrays.copyOf(changed, at);
            case 2 -> changed = Arrays.copyOf(changed, changed.length + 1 + chance.nextInt(40));
            case 3 -> changed[at] ^= (byte) (1 + chance.nextInt(255));
            case 4 -> System.arraycopy(other, other.length - 16, changed, changed.length - 16, 16);
            case 5 -> {
                chance.nextBytes(changed);
                changed[0] = 1;
            }
            default -> ByteBuffer.wrap(changed).putInt(at % (changed.length - 3), 0xffffffff);
        }
        return Arrays.equals(changed, one) ? new byte[0] : changed;
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"XAES_256_GCM", "AES_256_GCM"})
    void everyBitAndEveryPrefixCounts(KeyAlgorithm algorithm) {
        Aead aead = aead(algorithm);
        byte[] none = new byte[0];
        byte[] sealed = aead.encrypt(new byte[33], none);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> aead.decrypt(changed, none)).isExactlyInstanceOf(DecryptionException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] prefix = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> aead.decrypt(prefix, none)).isExactlyInstanceOf(DecryptionException.class);
        }
    }
}
