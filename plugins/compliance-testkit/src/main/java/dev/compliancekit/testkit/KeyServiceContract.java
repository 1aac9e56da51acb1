package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KeyService} promises. Extend it and say how the service is opened.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class KeyServiceContract {

    private static final AssociatedData PLACE = AssociatedData.ofTexts("acme", "fields");
    private static final int MAX_KEY_BYTES = 1024;
    private static final int THREADS = 8;
    private static final int KEYS_PER_THREAD = 10;

    /** For the classes that inherit the contract. */
    protected KeyServiceContract() {}

    /**
     * Opens the service under test. Called again in one test, it opens another service over the same root key.
     *
     * @return an open service
     */
    protected abstract KeyService openService();

    /** Unwrapping gives the key that was wrapped. */
    @Test
    public final void unwrappingGivesTheKeyThatWasWrapped() {
        try (KeyService service = openService()) {
            for (int size : new int[] {1, 16, 32, 64, MAX_KEY_BYTES}) {
                assertThat(unwrap(service, wrap(service, key(size)))).isEqualTo(key(size));
            }
        }
    }

    /** A service opened again unwraps what was wrapped before. */
    @Test
    public final void aServiceOpenedAgainUnwrapsWhatWasWrappedBefore() {
        WrappedKey wrapped;
        try (KeyService service = openService()) {
            wrapped = wrap(service, key(32));
        }
        try (KeyService again = openService()) {
            assertThat(unwrap(again, wrapped)).isEqualTo(key(32));
        }
    }

    /** Wrapping one key twice gives different ciphertexts. */
    @Test
    public final void wrappingOneKeyTwiceGivesDifferentCiphertexts() {
        try (KeyService service = openService()) {
            assertThat(wrap(service, key(32)).ciphertext())
                    .isNotEqualTo(wrap(service, key(32)).ciphertext());
        }
    }

    /** A changed bit does not unwrap. */
    @Test
    public final void aChangedBitDoesNotUnwrap() {
        try (KeyService service = openService()) {
            WrappedKey wrapped = wrap(service, key(32));
            for (int i = 0; i < wrapped.ciphertext().size(); i++) {
                byte[] changed = wrapped.ciphertext().toByteArray();
                changed[i] ^= (byte) (1 << (i % 8));

                assertRefused(service, changed, PLACE);
            }
        }
    }

    /** A cut ciphertext does not unwrap. */
    @Test
    public final void aCutCiphertextDoesNotUnwrap() {
        try (KeyService service = openService()) {
            byte[] whole = wrap(service, key(32)).ciphertext().toByteArray();
            for (int length = 1; length < whole.length; length++) {
                assertRefused(service, Arrays.copyOf(whole, length), PLACE);
            }
        }
    }

    /** Other associated data do not unwrap. */
    @Test
    public final void otherAssociatedDataDoNotUnwrap() {
        try (KeyService service = openService()) {
            byte[] ciphertext = wrap(service, key(32)).ciphertext().toByteArray();

            assertRefused(service, ciphertext, AssociatedData.ofTexts("globex", "fields"));
            assertRefused(service, ciphertext, AssociatedData.ofTexts("acmefields"));
        }
    }

    /** The key is not in the ciphertext. */
    @Test
    public final void theKeyIsNotInTheCiphertext() {
        try (KeyService service = openService()) {
            String ciphertext = wrap(service, key(32)).ciphertext().hex();

            assertThat(ciphertext).doesNotContain(Bytes.copyOf(key(32)).hex());
        }
    }

    /** A wrapped key names the root key. */
    @Test
    public final void aWrappedKeyNamesTheRootKey() {
        try (KeyService service = openService()) {
            assertThat(wrap(service, key(32)).rootKeyId()).isEqualTo(service.rootKeyId());
        }
    }

    /** The root key id stays the same. */
    @Test
    public final void theRootKeyIdStaysTheSame() {
        try (KeyService service = openService();
                KeyService again = openService()) {
            assertThat(service.rootKeyId()).matches("[!-~]{1,256}").isEqualTo(again.rootKeyId());
        }
    }

    /** A root key that is not held is unavailable. */
    @Test
    public final void aRootKeyThatIsNotHeldIsUnavailable() {
        try (KeyService service = openService()) {
            WrappedKey foreign = new WrappedKey(
                    "not-" + service.rootKeyId(), wrap(service, key(32)).ciphertext());

            assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> service.unwrap(foreign, PLACE));
        }
    }

    /** A key that is too long is refused. */
    @Test
    public final void aKeyThatIsTooLongIsRefused() {
        try (KeyService service = openService()) {
            assertThatIllegalArgumentException().isThrownBy(() -> wrap(service, key(MAX_KEY_BYTES + 1)));
        }
    }

    /** A key handed in stays open. */
    @Test
    public final void aKeyHandedInStaysOpen() {
        try (KeyService service = openService();
                SecretBytes key = SecretBytes.copyOf(key(32))) {
            service.wrap(key, PLACE);

            assertThat(key.toByteArray()).isEqualTo(key(32));
        }
    }

    /** A key handed out is the callers. */
    @Test
    public final void aKeyHandedOutIsTheCallers() {
        try (KeyService service = openService()) {
            WrappedKey wrapped = wrap(service, key(32));
            try (SecretBytes kept = service.unwrap(wrapped, PLACE)) {
                service.unwrap(wrapped, PLACE).close();

                assertThat(kept.toByteArray()).isEqualTo(key(32));
                assertThat(unwrap(service, wrapped)).isEqualTo(key(32));
            }
        }
    }

    /** A closed service refuses. */
    @Test
    public final void aClosedServiceRefuses() {
        KeyService service = openService();
        WrappedKey wrapped = wrap(service, key(32));
        service.close();

        assertThatIllegalStateException().isThrownBy(() -> wrap(service, key(32)));
        assertThatIllegalStateException().isThrownBy(() -> service.unwrap(wrapped, PLACE));
    }

    /** Closing again does nothing. */
    @Test
    public final void closingAgainDoesNothing() {
        KeyService service = openService();

        service.close();
        service.close();
    }

    /** Many threads may wrap and unwrap at once. */
    @Test
    public final void manyThreadsMayWrapAndUnwrapAtOnce() {
        try (KeyService service = openService()) {
            List<byte[]> keys =
                    Concurrently.run(THREADS, KEYS_PER_THREAD, i -> unwrap(service, wrap(service, key(i + 1))));

            for (int i = 0; i < keys.size(); i++) {
                assertThat(keys.get(i)).isEqualTo(key(i + 1));
            }
        }
    }

    private static void assertRefused(KeyService service, byte[] ciphertext, AssociatedData place) {
        WrappedKey wrapped = new WrappedKey(service.rootKeyId(), Bytes.copyOf(ciphertext));
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> service.unwrap(wrapped, place))
                .withMessageNotContaining(Bytes.copyOf(key(32)).hex());
    }

    private static WrappedKey wrap(KeyService service, byte[] key) {
        try (SecretBytes secret = SecretBytes.copyOf(key)) {
            return service.wrap(secret, PLACE);
        }
    }

    private static byte[] unwrap(KeyService service, WrappedKey wrapped) {
        try (SecretBytes secret = service.unwrap(wrapped, PLACE)) {
            return secret.toByteArray();
        }
    }

    private static byte[] key(int size) {
        byte[] key = new byte[size];
        for (int i = 0; i < size; i++) {
            key[i] = (byte) (i * 7 + 1);
        }
        return key;
    }
}
