package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class ProviderTest {

    private static final byte[] NONE = new byte[0];

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(32, random);

    private Aead.Builder builder() {
        return Aead.builder(new KeyId(7), key, random, new HandClock());
    }

    @Test
    void theProviderOfTheCallerOpensWhatTheDefaultSealedAndTheReverse() {
        Aead given = builder().provider(Security.getProvider("SunJCE")).build();
        Aead byDefault = builder().build();
        assertThat(given.decrypt(byDefault.encrypt(new byte[] {5}, NONE), NONE)).containsExactly(5);
        assertThat(byDefault.decrypt(given.encrypt(new byte[] {5}, NONE), NONE)).containsExactly(5);
    }

    /** A provider that only counts how often it is asked, and has the JDK's ciphers. */
    private static final class Counting extends Provider {

        private static final long serialVersionUID = 1L;

        private int asked;

        Counting() {
            super("Counting", "1", "the ciphers of the JDK");
        }

        @Override
        public synchronized Service getService(String type, String algorithm) {
            asked++;
            return Security.getProvider("SunJCE").getService(type, algorithm);
        }
    }

    @Test
    void aProviderNeedNotBeRegisteredAndNoneIsRegistered() {
        Provider[] before = Security.getProviders();
        Counting counting = new Counting();
        Aead aead = builder().provider(counting).build();
        assertThat(aead.decrypt(aead.encrypt(new byte[] {5}, NONE), NONE)).containsExactly(5);
        assertThat(counting.asked).isPositive();
        assertThat(Security.getProviders()).isEqualTo(before);
    }

    @Test
    void bouncyCastleIsRefused() {
        assertThatThrownBy(() -> builder().provider(new BouncyCastleProvider()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("provider is BC, whose AES is many times slower; accepted is the JDK's or a native one");
    }

    @Test
    void aProviderWithoutAesIsRefused() {
        assertThatThrownBy(() -> builder().provider(Security.getProvider("SUN")).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("provider SUN has no AES/GCM/NoPadding");
    }

    @Test
    void otherAlgorithmsAreRefused() {
        assertThatThrownBy(() -> builder().algorithm(KeyAlgorithm.HMAC_SHA_256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("algorithm is hmac-sha-256; accepted are xaes-256-gcm and aes-256-gcm");
    }

    @Test
    void renewingSessionsMixesFreshBytesIntoTheSource() {
        int[] seeded = {0};
        SecureRandom watched = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void setSeed(byte[] seed) {
                seeded[0] += seed.length;
            }
        };
        Aead.builder(new KeyId(7), key, watched, new HandClock()).build().renewSessions();
        assertThat(seeded[0]).isEqualTo(32);
    }
}
