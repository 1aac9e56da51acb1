package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AeadTest {

    private static final byte[] NONE = new byte[0];

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(32, random);
    private final Aead aead = Aead.xaes256Gcm(new KeyId(7), key, random);

    @Test
    void acceptsKeysOf32BytesOnly() {
        for (int size : new int[] {1, 16, 24, 31, 33, 64}) {
            SecretBytes wrong = SecretBytes.random(size, random);
            assertThatThrownBy(() -> Aead.xaes256Gcm(new KeyId(7), wrong, random))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("key has " + size + " bytes; accepted are 32");
        }
    }

    @Test
    void staysUsableWhenTheKeyHandedInIsClosed() {
        byte[] ciphertext = aead.encrypt(new byte[] {5}, NONE);
        key.close();
        assertThat(aead.decrypt(ciphertext, NONE)).containsExactly(5);
    }

    @Test
    void refusesAnotherKeyOfTheSameId() {
        Aead other = Aead.xaes256Gcm(new KeyId(7), SecretBytes.random(32, random), random);
        byte[] ciphertext = aead.encrypt(new byte[] {5}, NONE);
        assertThatThrownBy(() -> other.decrypt(ciphertext, NONE)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesTheSameKeyUnderAnotherId() {
        Aead other = Aead.xaes256Gcm(new KeyId(8), key, random);
        byte[] ciphertext = aead.encrypt(new byte[] {5}, NONE);
        assertThatThrownBy(() -> other.decrypt(ciphertext, NONE)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesEveryOtherFormatByte() {
        byte[] ciphertext = aead.encrypt(new byte[] {5}, NONE);
        for (int version = 0; version < 256; version++) {
            if (version != 1) {
                ciphertext[0] = (byte) version;
                assertThat(Aead.keyIdOf(ciphertext)).isEmpty();
                assertThatThrownBy(() -> aead.decrypt(ciphertext, NONE)).isInstanceOf(DecryptionException.class);
            }
        }
    }

    @Test
    void tellsTheKeyIdOfACiphertextAndOfNothingShorter() {
        byte[] ciphertext = aead.encrypt(NONE, NONE);
        assertThat(ciphertext).hasSize(45);
        assertThat(Aead.keyIdOf(ciphertext)).contains(new KeyId(7));
        assertThat(Aead.keyIdOf(Arrays.copyOf(ciphertext, 33))).isPresent();
        assertThat(Aead.keyIdOf(Arrays.copyOf(ciphertext, 32))).isEmpty();
        assertThat(Aead.keyIdOf(NONE)).isEmpty();
    }

    @Test
    void leavesWhatItIsGivenAlone() {
        byte[] plaintext = "some plaintext".getBytes(StandardCharsets.US_ASCII);
        byte[] associatedData = {1, 2};
        byte[] ciphertext = aead.encrypt(plaintext, associatedData);
        byte[] before = ciphertext.clone();
        aead.decrypt(ciphertext, associatedData);
        assertThat(plaintext).isEqualTo("some plaintext".getBytes(StandardCharsets.US_ASCII));
        assertThat(associatedData).containsExactly(1, 2);
        assertThat(ciphertext).isEqualTo(before);
    }

    @Test
    void neverRepeatsANonceInAMillionMessages() {
        int messages = 1_000_000;
        long[] salts = new long[messages];
        for (int i = 0; i < messages; i++) {
            // 64 of the 192 bits: a repeat among them by chance has odds of 1 to 36 million
            salts[i] = ByteBuffer.wrap(aead.encrypt(NONE, NONE)).getLong(5 + 12);
        }
        assertThat(Arrays.stream(salts).distinct().count()).isEqualTo(messages);
    }

    @Test
    void worksOnManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < 16; t++) {
                byte[] plaintext = new byte[100 + t];
                Arrays.fill(plaintext, (byte) t);
                tasks.add(() -> {
                    int good = 0;
                    for (int i = 0; i < 500; i++) {
                        byte[] opened = aead.decrypt(aead.encrypt(plaintext, NONE), NONE);
                        good += Arrays.equals(opened, plaintext) ? 1 : 0;
                    }
                    return good;
                });
            }
            for (Future<Integer> future : threads.invokeAll(tasks)) {
                assertThat(future.get()).isEqualTo(500);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
