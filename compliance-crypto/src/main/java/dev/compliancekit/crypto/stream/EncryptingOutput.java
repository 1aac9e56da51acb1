package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.ChunkLayout.CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.SEALED_CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.TAG_BYTES;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Encrypts what is written, chunk by chunk; the last, shorter chunk is written on close. */
final class EncryptingOutput extends OutputStream {

    private final OutputStream target;
    private final byte[] header;
    private final ChunkCipher cipher;
    private final byte[] plain = new byte[CHUNK_BYTES];
    private final byte[] sealed = new byte[SEALED_CHUNK_BYTES];
    private int filled;
    private long chunk;
    private State state = State.NEW;

    private enum State {
        NEW,
        BEGUN,
        FAILED,
        CLOSED
    }

    EncryptingOutput(OutputStream target, ChunkedAead aead, byte[] context) {
        this.target = target;
        MessageKey message = aead.newMessage(context);
        this.header = message.header();
        this.cipher = aead.newCipher(message);
    }

    @Override
    public void write(int b) throws IOException {
        requireUsable();
        plain[filled++] = (byte) b;
        if (filled == CHUNK_BYTES) {
            writeBuffered();
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        requireUsable();
        int at = from;
        int end = from + length;
        while (at < end) {
            if (filled == 0 && end - at >= CHUNK_BYTES) {
                writeChunk(bytes, at, CHUNK_BYTES);
                at += CHUNK_BYTES;
            } else {
                int taken = Math.min(CHUNK_BYTES - filled, end - at);
                System.arraycopy(bytes, at, plain, filled, taken);
                filled += taken;
                at += taken;
                if (filled == CHUNK_BYTES) {
                    writeBuffered();
                }
            }
        }
    }

    private void writeBuffered() throws IOException {
        int length = filled;
        filled = 0;
        writeChunk(plain, 0, length);
    }

    /** Whatever fails on the way, the message is never ended afterwards. */
    private void writeChunk(byte[] bytes, int from, int length) throws IOException {
        State before = state;
        state = State.FAILED;
        if (before == State.NEW) {
            target.write(header);
        }
        cipher.encrypt(chunk, bytes, from, length, sealed, 0);
        target.write(sealed, 0, length + TAG_BYTES);
        chunk++;
        state = State.BEGUN;
    }

    /** What is not a full chunk yet stays here. */
    @Override
    public void flush() throws IOException {
        requireUsable();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        State before = state;
        try (target) {
            if (before == State.NEW || before == State.BEGUN) {
                writeBuffered();
            }
        } finally {
            state = State.CLOSED;
            Arrays.fill(plain, (byte) 0);
        }
    }

    private void requireUsable() throws IOException {
        if (state == State.CLOSED) {
            throw new IOException("the stream is closed");
        }
        if (state == State.FAILED) {
            throw new IOException("an earlier write failed, so the message cannot be continued");
        }
    }
}
