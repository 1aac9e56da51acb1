package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.ChunkLayout.CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.SEALED_CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.TAG_BYTES;

import dev.compliancekit.crypto.DecryptionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Reads a message at any place; keeps the chunk that was read last. */
final class DecryptingChannel implements SeekableByteChannel {

    private static final long NONE = -1;

    private final SeekableByteChannel ciphertext;
    private final ChunkLayout layout;
    private final ChunkCipher cipher;
    private final long size;
    private final ByteBuffer sealed = ByteBuffer.allocate(SEALED_CHUNK_BYTES);
    private final byte[] plain = new byte[CHUNK_BYTES];
    private long kept = NONE;
    private long position;

    private DecryptingChannel(SeekableByteChannel ciphertext, ChunkedAead aead, ChunkCipher cipher, long size) {
        this.ciphertext = ciphertext;
        this.layout = aead.layout();
        this.cipher = cipher;
        this.size = size;
    }

    static DecryptingChannel open(SeekableByteChannel ciphertext, ChunkedAead aead, byte[] context) throws IOException {
        long size = aead.plaintextBytes(ciphertext.size());
        ByteBuffer header = ByteBuffer.allocate(aead.layout().headerBytes());
        readFully(ciphertext, 0, header);
        ChunkCipher cipher = aead.newCipher(aead.openHeader(header.array(), context));
        DecryptingChannel opened = new DecryptingChannel(ciphertext, aead, cipher, size);
        opened.keep(ChunkLayout.lastChunk(size));
        return opened;
    }

    @Override
    public int read(ByteBuffer out) throws IOException {
        requireOpen();
        if (!out.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        int from = out.position();
        if (out.remaining() > CHUNK_BYTES) {
            cipher.expect(out.remaining());
        }
        while (out.hasRemaining() && position < size) {
            readSome(out);
        }
        return out.position() - from;
    }

    /** From one chunk, or from none if it does not open. */
    private void readSome(ByteBuffer out) throws IOException {
        long chunk = position / CHUNK_BYTES;
        int inChunk = (int) (position % CHUNK_BYTES);
        int length = plainLength(chunk);
        if (chunk != kept && inChunk == 0 && out.remaining() >= length && out.hasArray()) {
            fetch(chunk);
            cipher.decrypt(chunk, sealed.array(), 0, sealed.limit(), out.array(), out.arrayOffset() + out.position());
            out.position(out.position() + length);
            position += length;
        } else {
            keep(chunk);
            int taken = Math.min(length - inChunk, out.remaining());
            out.put(plain, inChunk, taken);
            position += taken;
        }
    }

    private void keep(long chunk) throws IOException {
        if (chunk != kept) {
            kept = NONE;
            fetch(chunk);
            cipher.decrypt(chunk, sealed.array(), 0, sealed.limit(), plain, 0);
            kept = chunk;
        }
    }

    private void fetch(long chunk) throws IOException {
        readFully(ciphertext, layout.chunkAt(chunk), sealed.clear().limit(plainLength(chunk) + TAG_BYTES));
    }

    private int plainLength(long chunk) {
        return (int) Math.min(CHUNK_BYTES, size - chunk * CHUNK_BYTES);
    }

    /** Less than there was at the opening is a message that was cut. */
    private static void readFully(SeekableByteChannel channel, long at, ByteBuffer out) throws IOException {
        // a file is spared one call of the system for each read
        FileChannel file = channel instanceof FileChannel found ? found : null;
        if (file == null) {
            channel.position(at);
        }
        long from = at - out.position();
        while (out.hasRemaining()) {
            int read = file == null ? channel.read(out) : file.read(out, from + out.position());
            if (read < 0) {
                throw new DecryptionException();
            }
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position is " + newPosition + "; accepted are 0 and above");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return size;
    }

    @Override
    public int write(ByteBuffer in) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return ciphertext.isOpen();
    }

    @Override
    public void close() throws IOException {
        kept = NONE;
        Arrays.fill(plain, (byte) 0);
        ciphertext.close();
    }

    private void requireOpen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }
}
