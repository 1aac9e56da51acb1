package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.ChunkLayout.CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.SEALED_CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.TAG_BYTES;

import dev.compliancekit.crypto.DecryptionException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decrypts what is written, chunk by chunk; the last, shorter chunk is recognised on close. */
final class DecryptingOutput extends OutputStream {

    private final OutputStream target;
    private final ChunkedAead aead;
    private final byte[] context;
    private final byte[] sealed = new byte[SEALED_CHUNK_BYTES];
    private final byte[] plain = new byte[CHUNK_BYTES];
    private @Nullable ChunkCipher cipher;

    /** How much of the header, or of the chunk that comes next, is here. */
    private int filled;

    private long chunk;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        FAILED,
        REFUSED,
        CLOSED
    }

    /** Takes the context. */
    DecryptingOutput(OutputStream target, ChunkedAead aead, byte[] context) {
        this.target = target;
        this.aead = aead;
        this.context = context;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        requireUsable();
        int at = from;
        int end = from + length;
        while (at < end) {
            ChunkCipher opened = cipher;
            if (opened != null && filled == 0 && end - at >= SEALED_CHUNK_BYTES) {
                writeChunk(opened, bytes, at, SEALED_CHUNK_BYTES);
                at += SEALED_CHUNK_BYTES;
            } else {
                at += buffer(bytes, at, end);
            }
        }
    }

    private int buffer(byte[] bytes, int at, int end) throws IOException {
        ChunkCipher opened = cipher;
        int wanted = opened == null ? aead.layout().headerBytes() : SEALED_CHUNK_BYTES;
        int taken = Math.min(wanted - filled, end - at);
        System.arraycopy(bytes, at, sealed, filled, taken);
        filled += taken;
        if (filled == wanted) {
            filled = 0;
            if (opened == null) {
                openHeader(Arrays.copyOf(sealed, wanted));
            } else {
                writeChunk(opened, sealed, 0, wanted);
            }
        }
        return taken;
    }

    private void openHeader(byte[] header) {
        state = State.REFUSED;
        cipher = aead.newCipher(aead.openHeader(header, context));
        state = State.OPEN;
    }

    private void writeChunk(ChunkCipher opened, byte[] bytes, int from, int length) throws IOException {
        state = State.REFUSED;
        opened.decrypt(chunk, bytes, from, length, plain, 0);
        state = State.FAILED;
        target.write(plain, 0, length - TAG_BYTES);
        chunk++;
        state = State.OPEN;
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
            ChunkCipher opened = cipher;
            if (before == State.REFUSED || (before == State.OPEN && opened == null)) {
                throw new DecryptionException();
            }
            if (before == State.OPEN && opened != null) {
                writeChunk(opened, sealed, 0, filled);
            }
        } finally {
            state = State.CLOSED;
            Arrays.fill(plain, (byte) 0);
        }
    }

    private void requireUsable() throws IOException {
        switch (state) {
            case OPEN -> {}
            case FAILED -> throw new IOException("an earlier write failed, so the message cannot be continued");
            case REFUSED -> throw new DecryptionException();
            case CLOSED -> throw new IOException("the stream is closed");
        }
    }
}
