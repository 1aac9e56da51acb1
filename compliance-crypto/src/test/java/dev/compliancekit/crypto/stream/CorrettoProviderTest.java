package dev.compliancekit.crypto.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.NonceMode;
import java.security.Security;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amazon Corretto Crypto Provider, which is native code: it reads and writes what the JDK's ciphers do. */
class CorrettoProviderTest {

    private static final byte[] CONTEXT = {1, 2, 3};

    @BeforeEach
    void requireNativeCode() {
        boolean here = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
        boolean expected = "amd64".equals(System.getProperty("os.arch"))
                && "Linux".equals(System.getProperty("os.name"))
                && Boolean.parseBoolean(System.getenv("CI"));
        assertThat(here || !expected)
                .as("Amazon Corretto Crypto Provider loads on Linux x86-64")
                .isTrue();
        assumeTrue(here, "the native code of Amazon Corretto Crypto Provider does not load on this machine");
    }

    private static Aead.Builder builder(KeyAlgorithm algorithm, NonceMode nonces) {
        return Aead.builder(new KeyId(7), Messages.key(), Messages.RANDOM, () -> Instant.EPOCH)
                .algorithm(algorithm)
                .nonces(nonces);
    }

    @ParameterizedTest
    @CsvSource({"XAES_256_GCM,SESSION", "XAES_256_GCM,STRICT", "AES_256_GCM,SESSION", "AES_256_GCM,STRICT"})
    void valuesOpenWithEither(KeyAlgorithm algorithm, NonceMode nonces) {
        Aead jdk = builder(algorithm, nonces).build();
        Aead corretto = builder(algorithm, nonces)
                .provider(AmazonCorrettoCryptoProvider.INSTANCE)
                .build();
        for (int size : new int[] {0, 1, 64, 1024, 16_384, 1_048_576}) {
            byte[] plaintext = Messages.plaintext(size);
            byte[] sealed = corretto.encrypt(plaintext, CONTEXT);
            assertThat(jdk.decrypt(sealed, CONTEXT)).isEqualTo(plaintext);
            assertThat(corretto.decrypt(jdk.encrypt(plaintext, CONTEXT), CONTEXT))
                    .isEqualTo(plaintext);
            sealed[sealed.length - 1] ^= 1;
            assertThatThrownBy(() -> corretto.decrypt(sealed, CONTEXT))
                    .isExactlyInstanceOf(DecryptionException.class)
                    .hasNoCause();
        }
    }

    @Test
    void streamsOpenWithEither() throws Exception {
        ChunkedAead jdk = Messages.aead();
        ChunkedAead corretto = jdk.withProvider(AmazonCorrettoCryptoProvider.INSTANCE);
        for (int size : Messages.SIZES) {
            byte[] plaintext = Messages.plaintext(size);
            byte[] sealed = corretto.encrypt(plaintext, Messages.CONTEXT);
            for (Messages.Reader reader : Messages.readers()) {
                assertThat(reader.open(jdk, sealed, Messages.CONTEXT)).isEqualTo(plaintext);
                assertThat(reader.open(corretto, jdk.encrypt(plaintext, Messages.CONTEXT), Messages.CONTEXT))
                        .isEqualTo(plaintext);
            }
            sealed[sealed.length / 2] ^= 1;
            assertThatThrownBy(() -> corretto.decrypt(sealed, Messages.CONTEXT))
                    .isExactlyInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void itIsNotRegistered() {
        builder(KeyAlgorithm.XAES_256_GCM, NonceMode.SESSION)
                .provider(AmazonCorrettoCryptoProvider.INSTANCE)
                .build()
                .encrypt(CONTEXT, CONTEXT);
        assertThat(Security.getProvider(AmazonCorrettoCryptoProvider.INSTANCE.getName()))
                .isNull();
    }
}
