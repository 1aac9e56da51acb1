package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.ChunkLayout.CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.SEALED_CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.TAG_BYTES;

import dev.compliancekit.crypto.DecryptionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Encrypts or decrypts blocks of a file, in any order, for one thread at a time. Has files of its own, not channels,
 * which an interrupt would close.
 */
final class FileWorker implements Closeable {

    static final int BLOCK_CHUNKS = 64;

    private static final int BLOCK_BYTES = BLOCK_CHUNKS * CHUNK_BYTES;

    private final RandomAccessFile in;
    private final RandomAccessFile out;
    private final ChunkLayout layout;
    private final ChunkCipher cipher;
    private final long size;
    private final byte[] plain;
    private final byte[] sealed;

    /** @param size of the plaintext */
    FileWorker(Path source, Path target, ChunkedAead aead, MessageKey message, long size) throws IOException {
        this.layout = aead.layout();
        this.cipher = aead.newCipher(message);
        this.size = size;
        int chunks = (int) Math.min(BLOCK_CHUNKS, ChunkLayout.lastChunk(size) + 1);
        this.plain = new byte[chunks * CHUNK_BYTES];
        this.sealed = new byte[chunks * SEALED_CHUNK_BYTES];
        this.in = new RandomAccessFile(source.toFile(), "r");
        try {
            this.out = new RandomAccessFile(target.toFile(), "rw");
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** How many blocks a plaintext has; the last chunk, which may be empty, belongs to the last. */
    static long blocks(long size) {
        return size / BLOCK_BYTES + 1;
    }

    /** Authenticates the length. */
    void requireEnd() throws IOException {
        cipher.expect(size);
        long last = ChunkLayout.lastChunk(size);
        int length = (int) (size - last * CHUNK_BYTES);
        readSealed(last, length + TAG_BYTES);
        cipher.decrypt(last, sealed, 0, length + TAG_BYTES, plain, 0);
    }

    void encryptBlock(long block) throws IOException {
        int length = plainLength(block);
        in.seek(block * BLOCK_BYTES);
        readPlain(length);
        long first = block * BLOCK_CHUNKS;
        int full = length / CHUNK_BYTES;
        cipher.encryptFull(first, full, plain, 0, sealed, 0);
        int sealedLength = full * SEALED_CHUNK_BYTES;
        if (full < BLOCK_CHUNKS) {
            int rest = length % CHUNK_BYTES;
            cipher.encrypt(first + full, plain, full * CHUNK_BYTES, rest, sealed, sealedLength);
            sealedLength += rest + TAG_BYTES;
        }
        out.seek(layout.chunkAt(first));
        out.write(sealed, 0, sealedLength);
    }

    void decryptBlock(long block) throws IOException {
        int length = plainLength(block);
        long first = block * BLOCK_CHUNKS;
        int full = length / CHUNK_BYTES;
        int rest = length % CHUNK_BYTES;
        boolean last = full < BLOCK_CHUNKS;
        readSealed(first, full * SEALED_CHUNK_BYTES + (last ? rest + TAG_BYTES : 0));
        cipher.decryptFull(first, full, sealed, 0, plain, 0);
        if (last) {
            int at = full * SEALED_CHUNK_BYTES;
            cipher.decrypt(first + full, sealed, at, rest + TAG_BYTES, plain, full * CHUNK_BYTES);
        }
        out.seek(block * BLOCK_BYTES);
        out.write(plain, 0, length);
    }

    private int plainLength(long block) {
        return (int) Math.min(BLOCK_BYTES, size - block * BLOCK_BYTES);
    }

    private void readPlain(int length) throws IOException {
        try {
            in.readFully(plain, 0, length);
        } catch (EOFException e) {
            throw new IOException("the plaintext changed its length while it was encrypted", e);
        }
    }

    /** Less than there was at the opening is a message that was cut. */
    private void readSealed(long chunk, int length) throws IOException {
        in.seek(layout.chunkAt(chunk));
        try {
            in.readFully(sealed, 0, length);
        } catch (EOFException e) {
            throw new DecryptionException();
        }
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        try (in) {
            out.close();
        }
    }
}
