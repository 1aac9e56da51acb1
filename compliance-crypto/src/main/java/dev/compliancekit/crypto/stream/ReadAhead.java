package dev.compliancekit.crypto.stream;

import dev.compliancekit.crypto.DecryptionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** A stream that is made piece by piece, straight into the reader's array where that has room for a piece. */
abstract sealed class ReadAhead extends InputStream permits EncryptingInput, DecryptingInput, TinkStreamingInput {

    static final int NOTHING_LEFT = -1;

    private final InputStream source;
    private final byte[] piece;
    private int at;
    private int end;
    private State state = State.READING;

    private enum State {
        READING,
        FAILED,
        REFUSED,
        ENDED,
        CLOSED
    }

    ReadAhead(InputStream source, int maxPieceBytes) {
        this.source = source;
        this.piece = new byte[maxPieceBytes];
    }

    /**
     * Writes the next piece.
     *
     * @return its length, which may be 0, or {@link #NOTHING_LEFT}
     */
    abstract int produce(byte[] out, int outAt) throws IOException;

    /** Overwrites plaintext that is kept. */
    abstract void wipe();

    @Override
    public int read() throws IOException {
        requireOpen();
        return fill() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, out.length);
        requireOpen();
        if (length == 0) {
            return 0;
        }
        while (at == end && length >= piece.length) {
            int made = next(out, from);
            if (made != 0) {
                return made;
            }
        }
        if (!fill()) {
            return -1;
        }
        int taken = Math.min(length, end - at);
        System.arraycopy(piece, at, out, from, taken);
        at += taken;
        return taken;
    }

    @Override
    public long transferTo(OutputStream target) throws IOException {
        Objects.requireNonNull(target, "target");
        requireOpen();
        long moved = 0;
        while (fill()) {
            int length = end - at;
            target.write(piece, at, length);
            at = end;
            moved += length;
        }
        return moved;
    }

    @Override
    public int available() throws IOException {
        requireOpen();
        return end - at;
    }

    @Override
    public void close() throws IOException {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            Arrays.fill(piece, (byte) 0);
            wipe();
        }
        source.close();
    }

    /** Whatever fails, fails again if it is asked again: there is no way to continue behind a gap. */
    private int next(byte[] out, int outAt) throws IOException {
        switch (state) {
            case ENDED -> {
                return NOTHING_LEFT;
            }
            case FAILED -> throw new IOException("an earlier read failed, so the message cannot be continued");
            case REFUSED -> throw new DecryptionException();
            default -> state = State.FAILED;
        }
        try {
            int made = produce(out, outAt);
            state = made == NOTHING_LEFT ? State.ENDED : State.READING;
            return made;
        } catch (DecryptionException e) {
            state = State.REFUSED;
            throw e;
        }
    }

    private boolean fill() throws IOException {
        while (at == end) {
            at = 0;
            end = 0;
            int made = next(piece, 0);
            if (made == NOTHING_LEFT) {
                return false;
            }
            end = made;
        }
        return true;
    }

    private void requireOpen() throws IOException {
        if (state == State.CLOSED) {
            throw new IOException("the stream is closed");
        }
    }
}
