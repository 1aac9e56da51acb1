package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysetTest {

    private static final KeyId FIRST = new KeyId(1);
    private static final KeyId SECOND = new KeyId(2);

    private static SecretBytes key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return SecretBytes.copyOf(bytes);
    }

    private static Keyset.Entry entry(KeyId keyId) {
        return new Keyset.Entry(keyId, KeyAlgorithm.XAES_256_GCM, key(0x5a));
    }

    @Test
    void keepsItsKeysInOrderAndKnowsThePrimary() {
        List<Keyset.Entry> given = new ArrayList<>(List.of(entry(FIRST), entry(SECOND)));
        try (Keyset keyset = Keyset.of(SECOND, given)) {
            given.clear();
            assertThat(keyset.entries()).extracting(Keyset.Entry::keyId).containsExactly(FIRST, SECOND);
            assertThat(keyset.primary()).isSameAs(keyset.entries().get(1));
            assertThatThrownBy(() -> keyset.entries().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void wipesEveryKeyOnClose() {
        Keyset.Entry first = entry(FIRST);
        Keyset.Entry second = entry(SECOND);
        Keyset keyset = Keyset.of(FIRST, List.of(first, second));
        keyset.close();
        keyset.close();
        for (Keyset.Entry entry : List.of(first, second)) {
            assertThatThrownBy(() -> entry.key().toByteArray()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void showsIdsAndNeverAKey() {
        Keyset keyset = Keyset.of(FIRST, List.of(entry(FIRST), entry(SECOND)));
        assertThat(keyset).hasToString("Keyset[primary 00000001 of [00000001, 00000002]]");
        assertThat(entry(FIRST).toString()).doesNotContainIgnoringCase("5a5a").doesNotContain("90, 90");
    }

    @Test
    void hasExactlyOnePrimaryAndOneKeyForAnId() {
        assertThatThrownBy(() -> Keyset.of(SECOND, List.of(entry(FIRST))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the primary 00000002 is not in the keyset; accepted is the id of one of its 1 keys");
        assertThatThrownBy(() -> Keyset.of(FIRST, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Keyset.of(FIRST, List.of(entry(FIRST), entry(FIRST))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key id 00000001 stands twice in the keyset; accepted is one key for an id");
    }

    @Test
    void aRefusedKeysetLeavesTheKeysToTheCaller() {
        Keyset.Entry entry = entry(FIRST);
        assertThatThrownBy(() -> Keyset.of(SECOND, List.of(entry))).isInstanceOf(IllegalArgumentException.class);
        assertThat(entry.key()).isEqualTo(key(0x5a));
    }

    @Test
    void takesDataKeysOf32BytesOnly() {
        for (int size : new int[] {1, 16, 31, 33}) {
            SecretBytes key = SecretBytes.copyOf(new byte[size]);
            assertThatThrownBy(() -> new Keyset.Entry(FIRST, KeyAlgorithm.AES_256_GCM, key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("key 00000001 has " + size + " bytes; accepted are 32");
        }
        assertThatThrownBy(() -> new Keyset.Entry(FIRST, KeyAlgorithm.KEY_WRAPPING, key(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key 00000001 wraps other keys; accepted in a keyset are keys of data");
        for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            if (algorithm != KeyAlgorithm.KEY_WRAPPING) {
                assertThat(new Keyset.Entry(FIRST, algorithm, key(1)).algorithm())
                        .isEqualTo(algorithm);
            }
        }
    }
}
