package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The overloads that write where the caller says. */
class AeadBuffersTest {

    private static final byte[] AD = {1, 2, 3};

    private final SecureRandom random = new SecureRandom();

    private Aead aead(KeyAlgorithm algorithm) {
        return Aead.builder(new KeyId(7), SecretBytes.random(32, random), random, new HandClock())
                .algorithm(algorithm)
                .build();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Kinds of buffers with these bytes remaining, at odd positions. */
    private static List<ByteBuffer> buffersOf(byte[] content) {
        List<ByteBuffer> buffers = new ArrayList<>();
        ByteBuffer heap = ByteBuffer.allocate(content.length + 9).position(2);
        buffers.add(heap.slice().position(3).put(content).flip().position(3));
        buffers.add(buffers.get(0).asReadOnlyBuffer());
        buffers.add(ByteBuffer.allocateDirect(content.length + 7)
                .position(5)
                .put(content)
                .flip()
                .position(5));
        buffers.add(buffers.get(2).asReadOnlyBuffer());
        return buffers;
    }

    private static List<ByteBuffer> outputsOf(int room) {
        return List.of(
                ByteBuffer.allocate(room + 9).position(2).slice().position(3),
                ByteBuffer.allocateDirect(room + 5).position(5));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"XAES_256_GCM", "AES_256_GCM"})
    void everyKindOfBufferGivesWhatArraysGive(KeyAlgorithm algorithm) {
        Aead aead = aead(algorithm);
        for (int size : new int[] {0, 1, 15, 16, 17, 1000, 16_384, 16_385, 50_000}) {
            byte[] plaintext = bytes(size);
            int sealedBytes = aead.ciphertextBytes(size);
            for (ByteBuffer in : buffersOf(plaintext)) {
                for (ByteBuffer out : outputsOf(sealedBytes)) {
                    int from = out.position();
                    assertThat(aead.encrypt(in.duplicate(), AD, out)).isEqualTo(sealedBytes);
                    assertThat(out.position()).isEqualTo(from + sealedBytes);
                    byte[] sealed = new byte[sealedBytes];
                    out.get(from, sealed);
                    assertThat(aead.decrypt(sealed, AD)).isEqualTo(plaintext);
                }
            }
            byte[] sealed = aead.encrypt(plaintext, AD);
            assertThat(aead.plaintextBytes(sealed.length)).isEqualTo(size);
            for (ByteBuffer in : buffersOf(sealed)) {
                for (ByteBuffer out : outputsOf(size)) {
                    ByteBuffer reading = in.duplicate();
                    int from = out.position();
                    assertThat(aead.decrypt(reading, AD, out)).isEqualTo(size);
                    assertThat(reading.hasRemaining()).isFalse();
                    assertThat(out.position()).isEqualTo(from + size);
                    byte[] opened = new byte[size];
                    out.get(from, opened);
                    assertThat(opened).isEqualTo(plaintext);
                }
            }
        }
    }

    @Test
    void arraysAreWrittenFromTheGivenPlaceAndNowhereElse() {
        Aead aead = aead(KeyAlgorithm.XAES_256_GCM);
        byte[] plaintext = bytes(100);
        byte[] out = new byte[160];
        Arrays.fill(out, (byte) 0x55);
        assertThat(aead.encrypt(plaintext, AD, out, 7)).isEqualTo(145);
        assertThat(Arrays.copyOf(out, 7)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(out, 152, 160)).containsOnly(0x55);
        byte[] sealed = Arrays.copyOfRange(out, 7, 152);
        Arrays.fill(out, (byte) 0x55);
        assertThat(aead.decrypt(sealed, AD, out, 60)).isEqualTo(100);
        assertThat(Arrays.copyOfRange(out, 60, 160)).isEqualTo(plaintext);
        assertThat(Arrays.copyOf(out, 60)).containsOnly(0x55);
    }

    @Test
    void outputAndInputMayOverlapInEveryWay() {
        Aead aead = aead(KeyAlgorithm.XAES_256_GCM);
        byte[] plaintext = bytes(40_000);
        for (int shift : new int[] {0, 1, 5, 29, 44, 45, 46, 100}) {
            byte[] array = new byte[50_000];
            System.arraycopy(plaintext, 0, array, shift, plaintext.length);
            ByteBuffer out = ByteBuffer.wrap(array);
            aead.encrypt(ByteBuffer.wrap(array, shift, plaintext.length), AD, out);
            assertThat(aead.decrypt(Arrays.copyOf(array, out.position()), AD)).isEqualTo(plaintext);
            ByteBuffer back = ByteBuffer.wrap(array).position(shift);
            aead.decrypt(ByteBuffer.wrap(array, 0, out.position()), AD, back);
            assertThat(Arrays.copyOfRange(array, shift, back.position())).isEqualTo(plaintext);
        }
        byte[] same = Arrays.copyOf(plaintext, plaintext.length);
        byte[] whole = Arrays.copyOf(aead.encrypt(same, AD), 40_045);
        assertThat(aead.decrypt(whole, AD, whole, 3)).isEqualTo(40_000);
        assertThat(Arrays.copyOfRange(whole, 3, 40_003)).isEqualTo(plaintext);
    }

    @Test
    void anArrayHasNoRoomForTheCiphertextOfItself() {
        Aead aead = aead(KeyAlgorithm.XAES_256_GCM);
        byte[] array = bytes(100);
        byte[] large = Arrays.copyOf(array, 300);
        byte[] before = large.clone();
        assertThatThrownBy(() -> aead.encrypt(large, AD, large, 0))
                .hasMessage("out has room for 300 bytes; needed are 345");
        assertThat(large).isEqualTo(before);
    }

    @Test
    void refusesTooLittleRoomBeforeAnythingIsWritten() {
        Aead aead = aead(KeyAlgorithm.XAES_256_GCM);
        byte[] sealed = aead.encrypt(bytes(10), AD);
        byte[] out = new byte[54];
        assertRefused(() -> aead.encrypt(bytes(10), AD, out, 0), "out has room for 54 bytes; needed are 55");
        assertRefused(() -> aead.encrypt(bytes(9), AD, out, 1), "out has room for 53 bytes; needed are 54");
        assertRefused(() -> aead.encrypt(bytes(9), AD, out, 60), "out has room for 0 bytes; needed are 54");
        assertRefused(() -> aead.encrypt(bytes(9), AD, out, -1), "outAt is -1; accepted are 0 and above");
        assertRefused(() -> aead.decrypt(sealed, AD, out, 45), "out has room for 9 bytes; needed are 10");
        assertRefused(() -> aead.decrypt(sealed, AD, out, -1), "outAt is -1; accepted are 0 and above");
        ByteBuffer small = ByteBuffer.allocate(9);
        ByteBuffer reading = ByteBuffer.wrap(sealed);
        assertRefused(() -> aead.decrypt(reading, AD, small), "out has room for 9 bytes; needed are 10");
        assertRefused(() -> aead.encrypt(reading, AD, small), "out has room for 9 bytes; needed are 100");
        ByteBuffer readOnly = ByteBuffer.allocate(200).asReadOnlyBuffer();
        String message = "out is read-only; accepted are buffers that can be written";
        assertRefused(() -> aead.encrypt(reading, AD, readOnly), message);
        assertRefused(() -> aead.decrypt(reading, AD, readOnly), message);
        assertThat(reading.position()).isZero();
        assertThat(out).containsOnly(0);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void nothingOfTheDamagedPlaintextIsLeftInTheOutputAndNoPositionMoves() {
        Aead aead = aead(KeyAlgorithm.XAES_256_GCM);
        for (int size : new int[] {1, 16, 100, 20_000}) {
            byte[] sealed = aead.encrypt(bytes(size), AD);
            sealed[sealed.length - 1] ^= 1;
            byte[] out = new byte[size + 2];
            Arrays.fill(out, (byte) 0x55);
            assertThatThrownBy(() -> aead.decrypt(sealed, AD, out, 1)).isInstanceOf(DecryptionException.class);
            assertThat(Arrays.copyOfRange(out, 1, size + 1)).containsOnly(0);
            assertThat(out[0]).isEqualTo((byte) 0x55);
            assertThat(out[size + 1]).isEqualTo((byte) 0x55);
            for (ByteBuffer in : buffersOf(sealed)) {
                for (ByteBuffer buffer : outputsOf(size)) {
                    int inAt = in.position();
                    int outAt = buffer.position();
                    assertThatThrownBy(() -> aead.decrypt(in, AD, buffer)).isInstanceOf(DecryptionException.class);
                    assertThat(in.position()).isEqualTo(inAt);
                    assertThat(buffer.position()).isEqualTo(outAt);
                    byte[] left = new byte[buffer.remaining()];
                    buffer.get(left);
                    assertThat(left).containsOnly(0);
                }
            }
        }
    }

    @Test
    void partsOfOneArrayOverlapWhereTheyShareAByte() {
        byte[] array = new byte[100];
        assertThat(Regions.overlap(array, 10, 20, array, 30, 5)).isFalse();
        assertThat(Regions.overlap(array, 10, 20, array, 29, 5)).isTrue();
        assertThat(Regions.overlap(array, 30, 5, array, 10, 20)).isFalse();
        assertThat(Regions.overlap(array, 29, 5, array, 10, 20)).isTrue();
        assertThat(Regions.overlap(array, 10, 20, new byte[100], 10, 20)).isFalse();
        ByteBuffer in = ByteBuffer.wrap(array, 50, 10).slice();
        assertThat(Regions.mayOverlap(in, ByteBuffer.wrap(array).position(60), 40))
                .isFalse();
        assertThat(Regions.mayOverlap(in, ByteBuffer.wrap(array).position(59), 40))
                .isTrue();
        assertThat(Regions.mayOverlap(in, ByteBuffer.wrap(array, 40, 20).slice(), 10))
                .isFalse();
        assertThat(Regions.mayOverlap(in, ByteBuffer.wrap(array, 40, 20).slice(), 11))
                .isTrue();
        assertThat(Regions.mayOverlap(in, ByteBuffer.allocateDirect(5), 5)).isTrue();
    }

    @Test
    void everyOverloadRefusesOtherKeyIdsAndFormatBytes() {
        Aead aead = aead(KeyAlgorithm.XAES_256_GCM);
        for (int at = 0; at < 5; at++) {
            byte[] sealed = aead.encrypt(bytes(100), AD);
            sealed[at] ^= 1;
            byte[] out = new byte[300];
            assertThatThrownBy(() -> aead.decrypt(sealed, AD, out, 0)).isInstanceOf(DecryptionException.class);
            for (ByteBuffer in : buffersOf(sealed)) {
                assertThatThrownBy(() -> aead.decrypt(in, AD, ByteBuffer.wrap(out)))
                        .isInstanceOf(DecryptionException.class);
            }
            assertThat(out).containsOnly(0);
        }
    }

    @Test
    void wrongFormsInBuffersAreRefusedLikeOthers() {
        Aead aead = aead(KeyAlgorithm.XAES_256_GCM);
        for (int size = 0; size < 60; size++) {
            for (ByteBuffer in : buffersOf(new byte[size])) {
                assertThatThrownBy(() -> aead.decrypt(in, AD, ByteBuffer.allocate(100)))
                        .isExactlyInstanceOf(DecryptionException.class);
            }
        }
    }

    @Test
    void lengthsAreThoseOfTheFormat() {
        Aead xaes = aead(KeyAlgorithm.XAES_256_GCM);
        Aead plain = aead(KeyAlgorithm.AES_256_GCM);
        assertThat(xaes.ciphertextBytes(0)).isEqualTo(45);
        assertThat(plain.ciphertextBytes(0)).isEqualTo(33);
        assertThat(plain.encrypt(new byte[5], AD)).hasSize(38);
        assertThat(xaes.ciphertextBytes(2_147_483_000)).isEqualTo(2_147_483_045);
        for (int wrong : new int[] {-1, 2_147_483_001, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertRefused(
                    () -> xaes.ciphertextBytes(wrong),
                    "plaintext has " + wrong + " bytes; accepted are 0 to 2147483000");
        }
        assertThat(xaes.plaintextBytes(45)).isZero();
        assertThat(xaes.plaintextBytes(44)).isZero();
        assertThat(xaes.plaintextBytes(46)).isEqualTo(1);
    }

    @Test
    void textsKeepEveryCharacterAndAreRefusedWhereTheyAreNone() {
        Aead aead = aead(KeyAlgorithm.XAES_256_GCM);
        for (String text : List.of("", "ann@example.com", "Żółć", "日本", "\uD83D\uDE00!", "\u0000")) {
            byte[] sealed = aead.encryptText(text, AD);
            assertThat(aead.decryptText(sealed, AD)).isEqualTo(text);
            assertThat(aead.decrypt(sealed, AD)).isEqualTo(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        for (String text : List.of("ab\uD83D", "ab\uDE00", "ab\uD83Dc", "ab\uDE00\uD83D", "ab\uD83D\uD83D\uDE00")) {
            assertRefused(
                    () -> aead.encryptText(text, AD),
                    "text has a lone surrogate at position 2; accepted is well-formed Unicode");
        }
        byte[] noText = aead.encrypt(new byte[] {(byte) 0xc0, (byte) 0x80}, AD);
        assertRefused(() -> aead.decryptText(noText, AD), "the plaintext is not UTF-8; it was not encrypted as a text");
        noText[40] ^= 1;
        assertThatThrownBy(() -> aead.decryptText(noText, AD)).isExactlyInstanceOf(DecryptionException.class);
    }
}
