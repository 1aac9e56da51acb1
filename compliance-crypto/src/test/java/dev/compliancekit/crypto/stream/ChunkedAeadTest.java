package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.Messages.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.RefusalCost;
import dev.compliancekit.crypto.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class ChunkedAeadTest {

    private final ChunkedAead aead = Messages.aead();

    @Test
    void whatWasSealedInAnyWayOpensInEveryWay() throws Exception {
        Random random = new Random(1);
        for (ChunkedAead each : List.of(aead, aead.withKeyId(new KeyId(-2)))) {
            for (int size : Messages.SIZES) {
                byte[] plaintext = Messages.plaintext(size);
                for (byte[] sealed : List.of(
                        each.encrypt(plaintext, CONTEXT),
                        Messages.sealedByOutput(each, plaintext, random),
                        Messages.sealedByInput(each, plaintext, random))) {
                    assertThat((long) sealed.length).isEqualTo(each.ciphertextBytes(size));
                    assertThat(each.plaintextBytes(sealed.length)).isEqualTo(size);
                    for (Messages.Reader reader : Messages.readers()) {
                        assertThat(reader.open(each, sealed, CONTEXT)).isEqualTo(plaintext);
                    }
                }
            }
        }
    }

    @Test
    void everyProperPrefixIsRefused() throws Exception {
        for (int size : List.of(0, 40, 16_384, 16_390)) {
            byte[] sealed = aead.encrypt(Messages.plaintext(size), CONTEXT);
            for (int length = 0; length < sealed.length; length += length > 100 && length < 16_000 ? 500 : 1) {
                refusedInEveryWay(Arrays.copyOf(sealed, length), CONTEXT);
            }
        }
    }

    @Test
    void everyTrailingByteIsRefused() throws Exception {
        for (int size : List.of(0, 40, 16_384)) {
            byte[] sealed = aead.encrypt(Messages.plaintext(size), CONTEXT);
            for (int more : List.of(1, 15, 16, 17, 16_343, 16_344, 16_400, 16_416)) {
                refusedInEveryWay(Arrays.copyOf(sealed, sealed.length + more), CONTEXT);
            }
        }
    }

    @Test
    void everyFlippedBitIsRefused() throws Exception {
        ChunkedAead withKeyId = aead.withKeyId(new KeyId(77));
        for (ChunkedAead each : List.of(aead, withKeyId)) {
            byte[] sealed = each.encrypt(Messages.plaintext(9), CONTEXT);
            for (int bit = 0; bit < sealed.length * 8; bit++) {
                sealed[bit / 8] ^= (byte) (1 << bit % 8);
                refusedInEveryWay(each, sealed, CONTEXT);
                sealed[bit / 8] ^= (byte) (1 << bit % 8);
            }
            assertThat(each.decrypt(sealed, CONTEXT)).hasSize(9);
        }
    }

    @Test
    void chunksCannotBeSkippedSwappedRepeatedOrTakenFromAnotherMessage() throws Exception {
        byte[] plaintext = Messages.plaintext(3 * 16_384 + 5);
        byte[] sealed = aead.encrypt(plaintext, CONTEXT);
        byte[] other = aead.encrypt(plaintext, CONTEXT);
        List<byte[]> chunks = chunks(sealed);
        assertThat(joined(sealed, chunks, 0, 1, 2, 3)).isEqualTo(sealed);
        for (int[] order : new int[][] {
            {0, 1, 3}, {1, 0, 2, 3}, {0, 0, 1, 2, 3}, {0, 1, 2, 2, 3}, {0, 1, 2}, {3}, {0, 1, 2, 3, 3}, {0, 1, 2, 3, 0}
        }) {
            refusedInEveryWay(joined(sealed, chunks, order), CONTEXT);
        }
        refusedInEveryWay(joined(other, chunks, 0, 1, 2, 3), CONTEXT);
    }

    private static List<byte[]> chunks(byte[] sealed) {
        List<byte[]> chunks = new ArrayList<>();
        for (int at = 56; at < sealed.length; at += 16_400) {
            chunks.add(Arrays.copyOfRange(sealed, at, Math.min(sealed.length, at + 16_400)));
        }
        return chunks;
    }

    private static byte[] joined(byte[] sealed, List<byte[]> chunks, int... order) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(sealed, 0, 56);
        for (int each : order) {
            out.writeBytes(chunks.get(each));
        }
        return out.toByteArray();
    }

    @Test
    void anotherContextKeyOrKeyIdIsRefused() throws Exception {
        byte[] sealed = aead.withKeyId(new KeyId(5)).encrypt(Messages.plaintext(20_000), CONTEXT);
        refusedInEveryWay(aead.withKeyId(new KeyId(5)), sealed, new byte[0]);
        refusedInEveryWay(aead.withKeyId(new KeyId(5)), sealed, Arrays.copyOf(CONTEXT, CONTEXT.length + 1));
        refusedInEveryWay(aead.withKeyId(new KeyId(6)), sealed, CONTEXT);
        refusedInEveryWay(aead, sealed, CONTEXT);
        ChunkedAead other = ChunkedAead.aes256Gcm(SecretBytes.copyOf(new byte[32]), Messages.RANDOM);
        refusedInEveryWay(other.withKeyId(new KeyId(5)), sealed, CONTEXT);
        assertThat(aead.decrypt(Arrays.copyOfRange(sealed, 5, sealed.length), CONTEXT))
                .hasSize(20_000);
    }

    /** Long form: {@code -Ddamage.rounds=1000000}. */
    @Test
    void damagedMessagesAreRefusedAndNothingElse() throws Exception {
        int rounds = Integer.getInteger("damage.rounds", 20_000);
        long seed = Long.getLong("damage.seed", 20_261_122L);
        Random random = new Random(seed);
        List<byte[]> messages = List.of(
                aead.encrypt(Messages.plaintext(0), CONTEXT),
                aead.encrypt(Messages.plaintext(100), CONTEXT),
                aead.encrypt(Messages.plaintext(17_000), CONTEXT));
        List<Messages.Reader> readers = Messages.readers();
        RefusalCost cost = new RefusalCost(seed);
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = damaged(messages.get(random.nextInt(3)), random);
            Messages.Reader reader = readers.get(random.nextInt(readers.size()));
            int number = round;
            cost.of(() -> refuses(reader, damaged, "seed " + seed + ", round " + number));
        }
        cost.check();
    }

    private void refuses(Messages.Reader reader, byte[] damaged, String round) throws Exception {
        try {
            reader.open(aead, damaged, CONTEXT);
        } catch (DecryptionException e) {
            assertThat(e.getCause()).as(round).isNull();
            assertThat(e.getMessage()).as(round).isEqualTo("the ciphertext does not open");
            return;
        }
        throw new AssertionError("opened in " + round);
    }

    private static byte[] damaged(byte[] message, Random random) {
        byte[] damaged = message.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(message, random.nextInt(message.length));
            }
            case 1 -> {
                byte[] longer = Arrays.copyOf(message, message.length + 1 + random.nextInt(40));
                longer[longer.length - 1] = (byte) random.nextInt();
                return longer;
            }
            case 2 -> {
                int from = random.nextInt(message.length);
                for (int i = from; i < Math.min(message.length, from + 1 + random.nextInt(64)); i++) {
                    damaged[i] ^= (byte) (1 + random.nextInt(255));
                }
            }
            default -> damaged[random.nextInt(message.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private void refusedInEveryWay(byte[] sealed, byte[] context) {
        refusedInEveryWay(aead, sealed, context);
    }

    private static void refusedInEveryWay(ChunkedAead each, byte[] sealed, byte[] context) {
        for (Messages.Reader reader : Messages.readers()) {
            assertThatThrownBy(() -> reader.open(each, sealed, context))
                    .isInstanceOf(DecryptionException.class)
                    .hasMessage("the ciphertext does not open")
                    .hasNoCause();
        }
    }

    @Test
    void everyMessageHasASaltOfItsOwn() {
        byte[] plaintext = Messages.plaintext(10);
        assertThat(aead.encrypt(plaintext, CONTEXT)).isNotEqualTo(aead.encrypt(plaintext, CONTEXT));
    }

    @Test
    void anotherProviderReadsAndWritesTheSame() {
        ChunkedAead other = aead.withProvider(Objects.requireNonNull(Security.getProvider("SunJCE")));
        byte[] plaintext = Messages.plaintext(40_000);
        assertThat(other.decrypt(aead.encrypt(plaintext, CONTEXT), CONTEXT)).isEqualTo(plaintext);
        assertThatThrownBy(() -> aead.withProvider(Objects.requireNonNull(Security.getProvider("SUN"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("provider SUN has no AES/GCM/NoPadding");
        assertThatThrownBy(() -> aead.withProvider(new BouncyCastleProvider()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("provider is BC, ");
    }

    @Test
    void findsTheKeyThatTheMessageNames() throws Exception {
        KeyId keyId = new KeyId(0x0a0b0c0d);
        byte[] sealed = aead.withKeyId(keyId).encrypt(Messages.plaintext(30_000), CONTEXT);
        assertThat(SealedPrefix.of(sealed)).isEqualTo(new SealedPrefix(keyId));
        List<KeyId> asked = new ArrayList<>();
        try (InputStream in = SealedPrefix.decrypting(new ByteArrayInputStream(sealed), CONTEXT, id -> {
            asked.add(id);
            return aead;
        })) {
            assertThat(in.readAllBytes()).isEqualTo(Messages.plaintext(30_000));
        }
        assertThat(asked).containsExactly(keyId);
        assertThatThrownBy(() -> SealedPrefix.of(Arrays.copyOf(sealed, 4))).isInstanceOf(DecryptionException.class);
        sealed[0] = 2;
        assertThatThrownBy(() -> SealedPrefix.of(sealed)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void lengthsOutOfRangeAreRefused() {
        long longest = (1L << 52) - 1;
        assertThat(aead.ciphertextBytes(longest)).isEqualTo(56 + longest + (1L << 38) * 16);
        assertThat(aead.plaintextBytes(aead.ciphertextBytes(longest))).isEqualTo(longest);
        for (long size : new long[] {-1, longest + 1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> aead.ciphertextBytes(size))
                    .hasMessage("plaintext has " + size + " bytes; accepted are 0 to 4503599627370495");
        }
        long tooLong = aead.ciphertextBytes(longest) + 17;
        for (long size : new long[] {Long.MIN_VALUE, -1, 0, 71, 72 + 16_384, 72 + 16_399, tooLong, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> aead.plaintextBytes(size)).isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void noMessageHasMoreThan2To38Chunks() {
        MessageKey message = aead.newMessage(CONTEXT);
        ChunkCipher cipher = aead.newCipher(message);
        long last = (1L << 38) - 1;
        byte[] sealed = new byte[26];
        cipher.encrypt(last, new byte[10], 0, 10, sealed, 0);
        cipher.decrypt(last, sealed, 0, 26, new byte[10], 0);
        assertThatThrownBy(() -> cipher.encrypt(last + 1, new byte[10], 0, 10, sealed, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the message is longer than 4503599627370495 bytes; that is all it can hold");
        assertThatThrownBy(() -> cipher.decrypt(last + 1, sealed, 0, 26, new byte[10], 0))
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void whatDoesNotOpenLeavesNoPlaintextInTheArray() {
        MessageKey message = aead.newMessage(CONTEXT);
        ChunkCipher cipher = aead.newCipher(message);
        byte[] sealed = new byte[16_400];
        cipher.encrypt(0, Messages.plaintext(16_384), 0, 16_384, sealed, 0);
        sealed[16_399] ^= 1;
        byte[] out = new byte[16_386];
        Arrays.fill(out, (byte) 7);
        assertThatThrownBy(() -> cipher.decrypt(0, sealed, 0, 16_400, out, 1)).isInstanceOf(DecryptionException.class);
        assertThat(Arrays.copyOfRange(out, 1, 16_385)).containsOnly(0);
        assertThat(out[0]).isEqualTo((byte) 7);
        assertThat(out[16_385]).isEqualTo((byte) 7);
    }

    @Test
    void anUnclosedStreamLeavesWhatDoesNotOpen() throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        OutputStream out = aead.encrypting(sealed, CONTEXT);
        out.write(Messages.plaintext(16_384 * 2));
        out.flush();
        assertThat(sealed.size()).isEqualTo(56 + 2 * 16_400);
        byte[] cut = sealed.toByteArray();
        refusedInEveryWay(cut, CONTEXT);
        out.close();
        assertThat(aead.decrypt(sealed.toByteArray(), CONTEXT)).hasSize(32_768);
    }
}
