package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

    @Test
    void copiesInAndOut() {
        byte[] in = {1, 2, 3};
        try (SecretBytes secret = SecretBytes.copyOf(in)) {
            in[0] = 9;
            byte[] out = secret.toByteArray();
            out[1] = 9;
            assertThat(secret.toByteArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void wipesOnClose() throws Exception {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
        var field = SecretBytes.class.getDeclaredField("content");
        field.setAccessible(true);
        byte[] inside = (byte[]) field.get(secret);
        secret.close();
        secret.close();
        assertThat(inside).containsOnly(0);
        assertThat(secret.size()).isEqualTo(3);
        assertThatThrownBy(secret::toByteArray)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wiped");
    }

    @Test
    void showsNothingButTheLength() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {65, 66, 67});
        assertThat(secret).hasToString("SecretBytes[3 bytes]").hasSameHashCodeAs(SecretBytes.copyOf(new byte[3]));
        assertThat(secret.hashCode()).isEqualTo(3);
    }

    @Test
    void comparesByContent() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
        assertThat(secret).isEqualTo(SecretBytes.copyOf(new byte[] {1, 2, 3})).isEqualTo(secret);
        assertThat(secret).isNotEqualTo(SecretBytes.copyOf(new byte[] {1, 2, 4}));
        assertThat(secret).isNotEqualTo(SecretBytes.copyOf(new byte[] {1, 2}));
        assertThat(secret.equals((Object) "other")).isFalse();
    }

    @Test
    void equalsNothingButItselfOnceClosed() {
        SecretBytes closed = SecretBytes.copyOf(new byte[3]);
        closed.close();
        assertThat(closed.equals((Object) closed)).isTrue();
        assertThat(closed).isNotEqualTo(SecretBytes.copyOf(new byte[3]));
        assertThat(SecretBytes.copyOf(new byte[3])).isNotEqualTo(closed);
    }

    @Test
    void isRandomOnDemand() {
        SecureRandom random = new SecureRandom();
        SecretBytes secret = SecretBytes.random(32, random);
        assertThat(secret.size()).isEqualTo(32);
        assertThat(secret).isNotEqualTo(SecretBytes.random(32, random)).isNotEqualTo(SecretBytes.copyOf(new byte[32]));
        assertThatThrownBy(() -> SecretBytes.random(0, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sizeBytes is 0; accepted are 1 and above");
    }
}
