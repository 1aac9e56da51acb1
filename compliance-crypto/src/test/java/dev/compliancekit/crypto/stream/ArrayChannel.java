package dev.compliancekit.crypto.stream;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** An array to be read at any place, at most 5,000 bytes at a time. */
class ArrayChannel implements SeekableByteChannel {

    private static final int MOST = 5_000;

    private final byte[] bytes;
    private int position;
    private boolean closed;

    ArrayChannel(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer out) throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (position >= bytes.length) {
            return -1;
        }
        int length = Math.min(Math.min(MOST, out.remaining()), bytes.length - position);
        out.put(bytes, position, length);
        position += length;
        return length;
    }

    @Override
    public int write(ByteBuffer in) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = Math.toIntExact(newPosition);
        return this;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
