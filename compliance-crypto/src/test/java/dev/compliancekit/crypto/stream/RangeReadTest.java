package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.Messages.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeReadTest {

    private static final int CHUNK = 16_384;
    private static final int SEALED = 16_400;

    private final ChunkedAead aead = Messages.aead();

    private List<ByteRange> plan(long from, long toExclusive, long size) {
        return aead.planRead(new ByteRange(from, toExclusive), aead.ciphertextBytes(size))
                .ranges();
    }

    @Test
    void fetchesTheHeaderAndTheChunksThatHoldThePart() {
        long size = 10L * CHUNK + 100;
        assertThat(plan(0, 1, size)).containsExactly(new ByteRange(0, 56 + SEALED));
        assertThat(plan(0, CHUNK, size)).containsExactly(new ByteRange(0, 56 + SEALED));
        assertThat(plan(0, CHUNK + 1, size)).containsExactly(new ByteRange(0, 56 + 2 * SEALED));
        assertThat(plan(CHUNK, CHUNK + 1, size))
                .containsExactly(new ByteRange(0, 56), new ByteRange(56 + SEALED, 56 + 2 * SEALED));
        assertThat(plan(3 * CHUNK - 1, 3 * CHUNK + 1, size))
                .containsExactly(new ByteRange(0, 56), new ByteRange(56 + 2 * SEALED, 56 + 4 * SEALED));
        assertThat(plan(size - 1, size, size))
                .containsExactly(new ByteRange(0, 56), new ByteRange(56 + 10 * SEALED, 56 + 10 * SEALED + 116));
    }

    @Test
    void fetchesNoChunkForNothingButTheLastForTheEnd() {
        long size = 2L * CHUNK;
        assertThat(plan(0, 0, size)).containsExactly(new ByteRange(0, 56));
        assertThat(plan(CHUNK, CHUNK, size)).containsExactly(new ByteRange(0, 56));
        assertThat(plan(size, size, size))
                .containsExactly(new ByteRange(0, 56), new ByteRange(56 + 2 * SEALED, 56 + 2 * SEALED + 16));
        assertThat(plan(size - 1, size, size))
                .containsExactly(new ByteRange(0, 56), new ByteRange(56 + SEALED, 56 + 2 * SEALED + 16));
        assertThat(plan(0, 0, 0)).containsExactly(new ByteRange(0, 72));
    }

    @Test
    void plansBehindFourGibibytes() {
        long size = 1L << 40;
        long at = (5L << 32) + 77;
        long chunk = at / CHUNK;
        assertThat(plan(at, at + 4_096, size))
                .containsExactly(new ByteRange(0, 56), new ByteRange(56 + chunk * SEALED, 56 + (chunk + 1) * SEALED));
    }

    @Test
    void reckonsWithThePrefix() {
        ChunkedAead withKeyId = aead.withKeyId(new KeyId(1));
        long sealed = withKeyId.ciphertextBytes(CHUNK + 5);
        assertThat(withKeyId.planRead(new ByteRange(CHUNK, CHUNK + 5), sealed).ranges())
                .containsExactly(new ByteRange(0, 61), new ByteRange(61 + SEALED, 61 + SEALED + 21));
        RangeRead plan = aead.planRead(new ByteRange(0, 5), aead.ciphertextBytes(9));
        assertThat(plan.plaintext()).isEqualTo(new ByteRange(0, 5));
        assertThatThrownBy(() -> withKeyId.decrypt(plan, List.of(), CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the plan is for messages with another prefix; plan with the same key");
    }

    @Test
    void refusesPartsThatAreNotThere() {
        assertThatThrownBy(() -> plan(0, 101, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("range ends at 101; accepted are ends up to 100, the length of the plaintext");
        assertThatThrownBy(() -> new ByteRange(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ByteRange(2, 1))
                .hasMessageStartingWith("range is 2 to 1 (exclusive); accepted are ");
        assertThat(new ByteRange(2, 2).size()).isZero();
        assertThatThrownBy(() -> plan(0, 1L << 31, 1L << 40))
                .hasMessage("range has 2147483648 bytes, which is too long for an array; read it in parts");
        assertThatThrownBy(() -> aead.planRead(new ByteRange(0, 0), 71)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesWhatIsNotAsItWasPlanned() {
        byte[] sealed = aead.encrypt(Messages.plaintext(40_000), CONTEXT);
        RangeRead plan = aead.planRead(new ByteRange(20_000, 20_010), sealed.length);
        byte[] header = Arrays.copyOf(sealed, 56);
        byte[] body = Arrays.copyOfRange(sealed, 56 + SEALED, 56 + 2 * SEALED);
        assertThat(aead.decrypt(plan, List.of(header, body), CONTEXT))
                .isEqualTo(Arrays.copyOfRange(Messages.plaintext(40_000), 20_000, 20_010));
        byte[] wrongChunk = Arrays.copyOfRange(sealed, 56, 56 + SEALED);
        for (List<byte[]> fetched : List.<List<byte[]>>of(
                List.of(),
                List.of(header),
                List.of(header, body, body),
                List.of(body, header),
                List.of(header, Arrays.copyOf(body, body.length - 1)),
                List.of(header, wrongChunk),
                List.of(new byte[56], body))) {
            assertThatThrownBy(() -> aead.decrypt(plan, fetched, CONTEXT)).isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void readsEveryPartOfAMessage() {
        int size = 2 * CHUNK + 3;
        byte[] plaintext = Messages.plaintext(size);
        byte[] sealed = aead.encrypt(plaintext, CONTEXT);
        int[] places = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, size - 1, size};
        for (int from : places) {
            for (int to : places) {
                if (from <= to) {
                    assertThat(Messages.range(aead, sealed, CONTEXT, new ByteRange(from, to)))
                            .isEqualTo(Arrays.copyOfRange(plaintext, from, to));
                }
            }
        }
    }

    @Test
    void aCutIsFoundWhereTheEndIsRead() {
        byte[] sealed = aead.encrypt(Messages.plaintext(2 * CHUNK + 50), CONTEXT);
        byte[] cut = Arrays.copyOf(sealed, 56 + SEALED + 16);
        assertThat(Messages.range(aead, cut, CONTEXT, new ByteRange(5, 10))).hasSize(5);
        assertThatThrownBy(() -> Messages.range(aead, cut, CONTEXT, new ByteRange(5, CHUNK)))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> Messages.range(aead, cut, CONTEXT, new ByteRange(CHUNK, CHUNK)))
                .isInstanceOf(DecryptionException.class);
    }
}
