package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.Messages.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.DecryptionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the streams and the channel owe to those who know only the JDK's contracts, and what they do when things fail.
 */
class StreamContractTest {

    private final ChunkedAead aead = Messages.aead();

    /** Fails once, after some bytes; works again afterwards. */
    private static final class FailingOnce extends InputStream {

        private final InputStream source;
        private int left;

        FailingOnce(InputStream source, int left) {
            this.source = source;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left-- == 0) {
                throw new IOException("cable pulled");
            }
            return source.read();
        }

        @Override
        public int read(byte[] out, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int b = read();
            if (b < 0) {
                return -1;
            }
            out[from] = (byte) b;
            return 1;
        }
    }

    /** Has room for so many bytes once; works again afterwards. */
    private static final class FullOnce extends OutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int room;
        private boolean closed;

        FullOnce(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (room-- == 0) {
                throw new IOException("No space left on device");
            }
            written.write(b);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void aSourceThatFailsNeverMakesACompleteMessage() throws Exception {
        byte[] plaintext = Messages.plaintext(40_000);
        for (int at : new int[] {0, 1, 16_384, 16_385, 39_999, 40_000}) {
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            try (InputStream in = aead.encrypting(new FailingOnce(new ByteArrayInputStream(plaintext), at), CONTEXT)) {
                assertThatThrownBy(() -> in.transferTo(sealed)).hasMessage("cable pulled");
                assertThatThrownBy(() -> in.transferTo(sealed))
                        .isInstanceOf(IOException.class)
                        .hasMessage("an earlier read failed, so the message cannot be continued");
            }
            assertThatThrownBy(() -> aead.decrypt(sealed.toByteArray(), CONTEXT))
                    .isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void aSourceThatFailsIsNotTakenForTampering() throws Exception {
        byte[] sealed = aead.encrypt(Messages.plaintext(40_000), CONTEXT);
        for (int at : new int[] {0, 55, 56, 20_000, sealed.length}) {
            try (InputStream in = aead.decrypting(new FailingOnce(new ByteArrayInputStream(sealed), at), CONTEXT)) {
                assertThatThrownBy(in::readAllBytes).hasMessage("cable pulled");
                assertThatThrownBy(in::read).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aTargetThatFailsNeverGetsACompleteMessage() {
        byte[] plaintext = Messages.plaintext(40_000);
        for (int room : new int[] {0, 55, 56, 5_000, 16_456, 30_000}) {
            FullOnce target = new FullOnce(room);
            OutputStream out = aead.encrypting(target, CONTEXT);
            assertThatThrownBy(() -> out.write(plaintext)).hasMessage("No space left on device");
            assertThatThrownBy(() -> out.write(1))
                    .hasMessage("an earlier write failed, so the message cannot be continued");
            assertThatThrownBy(out::flush).isInstanceOf(IOException.class);
            assertThat(closes(out)).isTrue();
            assertThat(target.closed).isTrue();
            assertThatThrownBy(() -> aead.decrypt(target.written.toByteArray(), CONTEXT))
                    .isInstanceOf(DecryptionException.class);
        }
    }

    private static boolean closes(OutputStream out) {
        try {
            out.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theLastChunkThatCannotBeWrittenIsReportedByClose() throws Exception {
        FullOnce target = new FullOnce(60);
        OutputStream out = aead.encrypting(target, CONTEXT);
        out.write(new byte[10]);
        assertThatThrownBy(out::close).hasMessage("No space left on device");
        assertThat(target.closed).isTrue();
        out.close();
        assertThatThrownBy(() -> out.write(1)).hasMessage("the stream is closed");
    }

    @Test
    void aFailingTargetOfPlaintextIsNotTakenForTampering() throws Exception {
        byte[] sealed = aead.encrypt(Messages.plaintext(40_000), CONTEXT);
        FullOnce target = new FullOnce(20_000);
        OutputStream out = aead.decrypting(target, CONTEXT);
        assertThatThrownBy(() -> out.write(sealed)).hasMessage("No space left on device");
        assertThatThrownBy(() -> out.write(sealed))
                .hasMessage("an earlier write failed, so the message cannot be continued");
        out.close();
        assertThat(target.closed).isTrue();
    }

    @Test
    void aRefusedMessageStaysRefusedWhenWritten() {
        byte[] sealed = aead.encrypt(Messages.plaintext(40_000), CONTEXT);
        sealed[20] ^= 1;
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        OutputStream out = aead.decrypting(target, CONTEXT);
        assertThatThrownBy(() -> out.write(sealed)).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(out::flush).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(out::close).isInstanceOf(DecryptionException.class);
        assertThat(closes(out)).isTrue();
        assertThat(target.size()).isZero();
    }

    @Test
    void closedStreamsSaySo() throws Exception {
        InputStream in = aead.decrypting(new ByteArrayInputStream(aead.encrypt(new byte[9], CONTEXT)), CONTEXT);
        assertThat(in.read()).isZero();
        assertThat(in.available()).isEqualTo(8);
        in.close();
        assertThatThrownBy(in::read).hasMessage("the stream is closed");
        assertThatThrownBy(() -> in.read(new byte[5])).hasMessage("the stream is closed");
        assertThatThrownBy(in::available).hasMessage("the stream is closed");
        OutputStream out = aead.decrypting(new ByteArrayOutputStream(), CONTEXT);
        assertThatThrownBy(out::close).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> out.write(1)).hasMessage("the stream is closed");
        assertThatThrownBy(out::flush).hasMessage("the stream is closed");
    }

    @Test
    void readingNothingReadsNothing() throws Exception {
        InputStream in = aead.decrypting(new ByteArrayInputStream(aead.encrypt(new byte[9], CONTEXT)), CONTEXT);
        assertThat(in.read(new byte[3], 1, 0)).isZero();
        assertThatThrownBy(() -> in.read(new byte[3], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(in.readNBytes(100)).hasSize(9);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[20_000])).isEqualTo(-1);
        OutputStream out = aead.encrypting(new ByteArrayOutputStream(), CONTEXT);
        assertThatThrownBy(() -> out.write(new byte[3], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theChannelReadsLikeAFile() throws Exception {
        byte[] plaintext = Messages.plaintext(50_000);
        SeekableByteChannel channel = aead.decrypting(new ArrayChannel(aead.encrypt(plaintext, CONTEXT)), CONTEXT);
        assertThat(channel.size()).isEqualTo(50_000);
        assertThat(channel.position(49_990).read(ByteBuffer.allocate(100))).isEqualTo(10);
        assertThat(channel.position()).isEqualTo(50_000);
        assertThat(channel.read(ByteBuffer.allocate(100))).isEqualTo(-1);
        assertThat(channel.position(Long.MAX_VALUE).read(ByteBuffer.allocate(1)))
                .isEqualTo(-1);
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        assertThatThrownBy(() -> channel.position(-1)).hasMessage("position is -1; accepted are 0 and above");
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(NonWritableChannelException.class);
        assertThat(channel.isOpen()).isTrue();
        channel.close();
        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::position).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.position(0)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void theChannelFillsBuffersOfEveryKind() throws Exception {
        byte[] plaintext = Messages.plaintext(100_000);
        Random random = new Random(3);
        try (SeekableByteChannel channel =
                aead.decrypting(new ArrayChannel(aead.encrypt(plaintext, CONTEXT)), CONTEXT)) {
            for (int round = 0; round < 500; round++) {
                int at = round % 3 == 0 ? random.nextInt(6) * 16_384 : random.nextInt(100_000);
                int room = random.nextInt(50_000);
                ByteBuffer out = round % 2 == 0 ? ByteBuffer.allocateDirect(room + 5) : ByteBuffer.allocate(room + 5);
                ByteBuffer part = round % 4 == 1 ? out.position(2).slice() : out.position(3);
                int length = part.remaining();
                int before = part.position();
                int read = channel.position(at).read(part);
                assertThat(read).isEqualTo(Math.min(length, 100_000 - at));
                byte[] got = new byte[read];
                part.get(before, got);
                assertThat(got).isEqualTo(Arrays.copyOfRange(plaintext, at, at + read));
            }
        }
    }

    @Test
    void aDamagedChunkInTheMiddleSpoilsOnlyItself() throws Exception {
        byte[] sealed = aead.encrypt(Messages.plaintext(60_000), CONTEXT);
        sealed[56 + 16_400 + 100] ^= 1;
        try (SeekableByteChannel channel = aead.decrypting(new ArrayChannel(sealed), CONTEXT)) {
            assertThat(channel.position(40_000).read(ByteBuffer.allocate(10))).isEqualTo(10);
            for (int size : new int[] {10, 20_000}) {
                assertThatThrownBy(() -> channel.position(16_384).read(ByteBuffer.allocate(size)))
                        .isInstanceOf(DecryptionException.class);
            }
            assertThat(channel.position(16_000).read(ByteBuffer.allocate(384))).isEqualTo(384);
        }
    }

    @Test
    void aCiphertextThatGetsShorterMeanwhileIsRefused() throws Exception {
        byte[] sealed = aead.encrypt(Messages.plaintext(60_000), CONTEXT);
        try (SeekableByteChannel channel = aead.decrypting(
                new ArrayChannel(sealed) {
                    private boolean cut;

                    @Override
                    public int read(ByteBuffer out) throws ClosedChannelException {
                        boolean last = position() >= 56 + 3 * 16_400;
                        int read = cut ? -1 : super.read(out);
                        cut |= last && position() == sealed.length;
                        return read;
                    }
                },
                CONTEXT)) {
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10))).isInstanceOf(DecryptionException.class);
        }
    }
}
