package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.ChunkLayout.CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.SEALED_CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.TAG_BYTES;

import dev.compliancekit.crypto.DecryptionException;
import java.util.Arrays;
import java.util.List;

/**
 * Which bytes of a ciphertext to fetch to read a part of its plaintext, for example from an object store: the header
 * and the chunks that hold the part. A part that reaches the end of the plaintext takes the last chunk with it, even
 * where that is empty, so that the end is authenticated; for any other part nothing is known about the length of the
 * message. Planned by {@link ChunkedAead#planRead}, opened by {@link ChunkedAead#decrypt(RangeRead, List, byte[])}.
 *
 * <p><em>Immutable.</em>
 */
public final class RangeRead {

    private static final int MAX_ARRAY_BYTES = 2_147_483_000;

    private final ChunkLayout layout;
    private final ByteRange plaintext;
    private final long firstChunk;
    private final List<ByteRange> ranges;

    private RangeRead(ChunkLayout layout, ByteRange plaintext, long firstChunk, List<ByteRange> ranges) {
        this.layout = layout;
        this.plaintext = plaintext;
        this.firstChunk = firstChunk;
        this.ranges = ranges;
    }

    static RangeRead plan(ByteRange part, long ciphertextBytes, ChunkLayout layout) {
        long size = layout.plaintextBytes(ciphertextBytes);
        if (part.toExclusive() > size) {
            throw new IllegalArgumentException("range ends at " + part.toExclusive() + "; accepted are ends up to "
                    + size + ", the length of the plaintext");
        }
        long first = part.from() / CHUNK_BYTES;
        boolean reachesEnd = part.toExclusive() == size;
        long afterLast = (part.toExclusive() + CHUNK_BYTES - 1) / CHUNK_BYTES;
        long from = layout.chunkAt(first);
        long to = reachesEnd ? ciphertextBytes : Math.min(ciphertextBytes, layout.chunkAt(afterLast));
        if (part.size() == 0 && !reachesEnd) {
            to = from;
        }
        if (to - from > MAX_ARRAY_BYTES) {
            throw new IllegalArgumentException(
                    "range has " + part.size() + " bytes, which is too long for an array; read it in parts");
        }
        return new RangeRead(layout, part, first, ranges(layout.headerBytes(), from, to));
    }

    private static List<ByteRange> ranges(long headerBytes, long from, long to) {
        if (from == headerBytes) {
            return List.of(new ByteRange(0, to));
        }
        ByteRange header = new ByteRange(0, headerBytes);
        return from == to ? List.of(header) : List.of(header, new ByteRange(from, to));
    }

    /**
     * What to fetch.
     *
     * @return one or two ranges of the ciphertext, in ascending order; none of them empty
     */
    public List<ByteRange> ranges() {
        return ranges;
    }

    /**
     * What will be read.
     *
     * @return the range of the plaintext
     */
    public ByteRange plaintext() {
        return plaintext;
    }

    byte[] open(List<byte[]> fetched, ChunkedAead aead, byte[] context) {
        if (!aead.layout().equals(layout)) {
            throw new IllegalArgumentException("the plan is for messages with another prefix; plan with the same key");
        }
        if (!isAsPlanned(fetched)) {
            throw new DecryptionException();
        }
        int headerBytes = layout.headerBytes();
        byte[] first = fetched.get(0);
        ChunkCipher cipher = aead.newCipher(aead.openHeader(Arrays.copyOf(first, headerBytes), context));
        byte[] body = fetched.get(fetched.size() - 1);
        int bodyAt = fetched.size() == 1 ? headerBytes : 0;
        return cut(openBody(cipher, body, bodyAt));
    }

    /** A store that delivers less or more than it was asked for does not deliver the message. */
    private boolean isAsPlanned(List<byte[]> fetched) {
        if (fetched.size() != ranges.size()) {
            return false;
        }
        for (int i = 0; i < fetched.size(); i++) {
            if (fetched.get(i).length != ranges.get(i).size()) {
                return false;
            }
        }
        return true;
    }

    private byte[] openBody(ChunkCipher cipher, byte[] body, int bodyAt) {
        cipher.expect(body.length);
        int whole = (body.length - bodyAt) / SEALED_CHUNK_BYTES;
        int rest = (body.length - bodyAt) % SEALED_CHUNK_BYTES;
        byte[] plain = new byte[whole * CHUNK_BYTES + Math.max(0, rest - TAG_BYTES)];
        cipher.decryptFull(firstChunk, whole, body, bodyAt, plain, 0);
        if (rest > 0) {
            int at = bodyAt + whole * SEALED_CHUNK_BYTES;
            cipher.decrypt(firstChunk + whole, body, at, rest, plain, whole * CHUNK_BYTES);
        }
        return plain;
    }

    private byte[] cut(byte[] plain) {
        int size = (int) plaintext.size();
        int from = size == 0 ? 0 : (int) (plaintext.from() - firstChunk * CHUNK_BYTES);
        return from == 0 && size == plain.length ? plain : Arrays.copyOfRange(plain, from, from + size);
    }
}
