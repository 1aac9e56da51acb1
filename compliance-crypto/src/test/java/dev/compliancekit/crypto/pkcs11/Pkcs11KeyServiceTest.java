package dev.compliancekit.crypto.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real token, SoftHSM. */
class Pkcs11KeyServiceTest {

    private static final AssociatedData PLACE = AssociatedData.ofTexts("place");
    private static final String HIDDEN =
            "CKA_TOKEN = true\nCKA_PRIVATE = true\nCKA_SENSITIVE = true\nCKA_EXTRACTABLE = false\n";

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(32, random);

    private Pkcs11KeyService create(Pkcs11Token token, String label) {
        return Pkcs11KeyService.create(token, label, SoftHsm.pin(), random);
    }

    private Pkcs11KeyService open(Pkcs11Token token, String label) {
        return Pkcs11KeyService.open(token, label, SoftHsm.pin(), random);
    }

    private static String generated(String label) {
        return HIDDEN + "CKA_LABEL = 0h"
                + Bytes.copyOf(label.getBytes(StandardCharsets.US_ASCII)).hex();
    }

    private static void assertUnavailable(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining(SoftHsm.PIN);
    }

    @Test
    void wrapsInTheTokenAsDocumented() {
        Pkcs11Token token = SoftHsm.token("keys");
        try (Pkcs11KeyService made = create(token, "root-1");
                Pkcs11KeyService opened = open(token, "root-1")) {
            WrappedKey wrapped = made.wrap(key, PLACE);
            assertThat(wrapped.rootKeyId()).isEqualTo("pkcs11:object=root-1").isEqualTo(opened.rootKeyId());
            assertThat(wrapped.ciphertext().size()).isEqualTo(32 + 28);
            assertThat(opened.unwrap(wrapped, PLACE)).isEqualTo(key);
            assertThat(made).hasToString("Pkcs11KeyService[pkcs11:object=root-1]");
        }
    }

    @Test
    void refusesEveryBitFlipAndPrefix() {
        try (Pkcs11KeyService service = create(SoftHsm.token("keys"), "bits")) {
            WrappedKey wrapped = service.wrap(SecretBytes.copyOf(new byte[] {7}), PLACE);
            byte[] good = wrapped.ciphertext().toByteArray();
            for (int bit = 0; bit < 8 * good.length; bit++) {
                byte[] bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << (bit % 8));
                assertRefused(service, bad);
            }
            for (int length = 1; length < good.length; length++) {
                assertRefused(service, Arrays.copyOf(good, length));
            }
            assertThat(service.unwrap(wrapped, PLACE)).isEqualTo(SecretBytes.copyOf(new byte[] {7}));
        }
    }

    private static void assertRefused(Pkcs11KeyService service, byte[] ciphertext) {
        WrappedKey wrapped = new WrappedKey(service.rootKeyId(), Bytes.copyOf(ciphertext));
        assertThatThrownBy(() -> service.unwrap(wrapped, PLACE))
                .isInstanceOf(DecryptionException.class)
                .hasMessage("the ciphertext does not open")
                .hasNoCause();
    }

    @Test
    void anotherRootKeyOfTheTokenDoesNotUnwrap() {
        Pkcs11Token token = SoftHsm.token("keys");
        try (Pkcs11KeyService first = create(token, "one");
                Pkcs11KeyService second = create(token, "two")) {
            WrappedKey wrapped = first.wrap(key, PLACE);
            assertUnavailable(
                    () -> second.unwrap(wrapped, PLACE),
                    "a key is wrapped under root key pkcs11:object=one; this service holds root key pkcs11:object=two");
            assertRefused(second, wrapped.ciphertext().toByteArray());
        }
    }

    @Test
    void labelsWithOtherCharactersAreEncodedInTheId() {
        try (Pkcs11KeyService service = create(SoftHsm.token("keys"), "Root key; 50%~a_b.c")) {
            assertThat(service.rootKeyId()).isEqualTo("pkcs11:object=Root%20key%3B%2050%25~a_b.c");
            assertThat(service.unwrap(service.wrap(key, PLACE), PLACE)).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "caf\u00e9", "a\u007f"})
    void refusesLabelsOfOtherCharacters(String label) {
        Pkcs11Token token = new Pkcs11Token(Path.of("/nowhere.so"), 1);
        for (String each : List.of(label, "x".repeat(65))) {
            assertThatThrownBy(() -> create(token, each))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("label is not accepted");
            assertThatThrownBy(() -> open(token, each)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theLongestLabelMakesAnAcceptedId() {
        try (Pkcs11KeyService service = create(SoftHsm.token("keys"), ";".repeat(64))) {
            assertThat(service.unwrap(service.wrap(key, PLACE), PLACE)).isEqualTo(key);
        }
    }

    @Test
    void neverMakesASecondKeyOfOneLabel() {
        Pkcs11Token token = SoftHsm.token("keys");
        try (Pkcs11KeyService made = create(token, "only")) {
            WrappedKey wrapped = made.wrap(key, PLACE);
            assertThatThrownBy(() -> create(token, "only"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has a key only already");
            try (Pkcs11KeyService again = open(token, "only")) {
                assertThat(again.unwrap(wrapped, PLACE)).isEqualTo(key);
            }
        }
    }

    @Test
    void saysThatThereIsNoSuchKey() {
        assertUnavailable(() -> open(SoftHsm.token("keys"), "none"), "the token has no key none");
    }

    @Test
    void refusesTwins() throws GeneralSecurityException, IOException {
        Pkcs11Token token = SoftHsm.token("twins");
        create(token, "root-1").close();
        SoftHsm.generate(token, "AES", 256, generated("twin"), 2);
        String sentence = "the token in " + token + " has several objects of one label, or of none, so that a key "
                + "cannot be told from its twin; give each a label of its own";
        assertUnavailable(() -> open(token, "twin"), sentence);
        assertUnavailable(() -> open(token, "root-1"), sentence);
        assertUnavailable(() -> create(token, "root-2"), sentence);
    }

    /** SoftHSM says that they have no label; a token that says it is empty makes them twins. */
    @Test
    void namelessKeysAreNotMistakenForOurs() throws GeneralSecurityException, IOException {
        Pkcs11Token token = SoftHsm.token("nameless");
        SoftHsm.generate(token, "AES", 256, HIDDEN, 1);
        try (Pkcs11KeyService made = create(token, "root-1")) {
            SoftHsm.generate(token, "AES", 256, HIDDEN, 1);
            try (Pkcs11KeyService opened = open(token, "root-1")) {
                assertThat(opened.unwrap(made.wrap(key, PLACE), PLACE)).isEqualTo(key);
            }
        }
    }

    @Test
    void refusesKeysThatTheTokenGivesAwayAndKeysOfOtherKinds() throws GeneralSecurityException, IOException {
        Pkcs11Token token = SoftHsm.token("foreign");
        String open = generated("open")
                .replace("EXTRACTABLE = false", "EXTRACTABLE = true")
                .replace("SENSITIVE = true", "SENSITIVE = false");
        SoftHsm.generate(token, "AES", 256, open, 1);
        SoftHsm.generate(token, "DESede", 168, generated("old"), 1);
        String sentence = " is no AES key, or the token gives it away; accepted is an AES key that is sensitive "
                + "and not extractable";
        assertUnavailable(() -> open(token, "open"), "key open in " + token + sentence);
        assertUnavailable(() -> open(token, "old"), "key old in " + token + sentence);
    }

    @Test
    void logsInAgainWhenTheTokenForgotIt() throws GeneralSecurityException, IOException {
        Pkcs11Token token = SoftHsm.token("pin");
        try (Pkcs11KeyService service = create(token, "reset")) {
            WrappedKey before = service.wrap(key, PLACE);
            SoftHsm.logOut(token);
            assertThat(service.unwrap(before, PLACE)).isEqualTo(key);
            SoftHsm.logOut(token);
            assertThat(service.unwrap(service.wrap(key, PLACE), PLACE)).isEqualTo(key);
            SoftHsm.logOut(token);
            assertRefused(service, new byte[40]);
        }
    }

    @Test
    void manyThreadsSurviveALostLogin() throws Exception {
        Pkcs11Token token = SoftHsm.token("pin");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Pkcs11KeyService service = create(token, "many")) {
            Callable<Boolean> roundTrips = () -> {
                for (int i = 0; i < 40; i++) {
                    assertThat(service.unwrap(service.wrap(key, PLACE), PLACE)).isEqualTo(key);
                }
                return true;
            };
            List<Future<Boolean>> done = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(roundTrips))
                    .toList();
            SoftHsm.logOut(token);
            for (Future<Boolean> each : done) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aWrongPinIsSaidAndNotTriedAgain() throws GeneralSecurityException, IOException {
        Pkcs11Token token = SoftHsm.token("pin");
        PassPhrase wrong = PassPhrase.of("000000".toCharArray());
        try (Pkcs11KeyService right = create(token, "guarded");
                Pkcs11KeyService unasked = Pkcs11KeyService.open(token, "guarded", wrong, random)) {
            SoftHsm.logOut(token);
            String sentence = "the token in " + token + " refused the PIN; it is not tried again";
            assertUnavailable(() -> Pkcs11KeyService.open(token, "guarded", wrong, random), sentence);
            assertUnavailable(() -> unasked.wrap(key, PLACE), sentence);
            WrappedKey wrapped = right.wrap(key, PLACE);
            assertUnavailable(() -> unasked.unwrap(wrapped, PLACE), sentence);
        }
    }

    @Test
    void aRemovedTokenIsUnavailable() throws IOException {
        Pkcs11Token token = SoftHsm.token("removed");
        try (Pkcs11KeyService service = create(token, "root-1")) {
            WrappedKey wrapped = service.wrap(key, PLACE);
            SoftHsm.remove("removed");
            assertUnavailable(() -> service.wrap(key, PLACE), token.toString());
            assertUnavailable(() -> service.unwrap(wrapped, PLACE), token.toString());
            assertUnavailable(() -> open(token, "root-1"), token.toString());
        }
    }

    @Test
    void saysThatThereIsNoToken() {
        Path library = SoftHsm.token("keys").library();
        for (Pkcs11Token token :
                List.of(new Pkcs11Token(Path.of("/nowhere/lib.so"), 1), new Pkcs11Token(library, Integer.MAX_VALUE))) {
            assertUnavailable(() -> open(token, "root-1"), "there is no token in " + token + ", or it does not answer");
        }
    }

    @Test
    void thePinIsCopiedAndNotClosed() {
        Pkcs11Token token = SoftHsm.token("keys");
        PassPhrase pin = SoftHsm.pin();
        try (Pkcs11KeyService service = Pkcs11KeyService.create(token, "copied", pin, random)) {
            assertThat(pin.toCharArray()).isEqualTo(SoftHsm.PIN.toCharArray());
            pin.close();
            assertThat(service.unwrap(service.wrap(key, PLACE), PLACE)).isEqualTo(key);
        }
    }

    @Test
    void refusesLongKeysAndEveryCallOnceClosed() {
        Pkcs11KeyService service = create(SoftHsm.token("keys"), "closed");
        assertThatThrownBy(() -> service.wrap(SecretBytes.random(1025, random), PLACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key has 1025 bytes; accepted are at most 1024");
        WrappedKey wrapped = service.wrap(key, PLACE);
        service.close();
        service.close();
        assertThatThrownBy(() -> service.wrap(key, PLACE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> service.unwrap(wrapped, PLACE)).isInstanceOf(IllegalStateException.class);
    }
}
