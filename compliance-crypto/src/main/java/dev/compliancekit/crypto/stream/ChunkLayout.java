package dev.compliancekit.crypto.stream;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.crypto.DecryptionException;

/**
 * Where things are in a message of C2SP chunked-encryption ("Message chunking").
 *
 * @param prefixBytes what stands in front of the message, 0 or 5
 */
@Immutable
record ChunkLayout(int prefixBytes) {

    static final int CHUNK_BYTES = 16 << 10;
    static final int TAG_BYTES = 16;
    static final int SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
    static final int SALT_BYTES = 24;
    static final int COMMITMENT_BYTES = 32;

    /** "MUST NOT exceed 2^38 chunks (4 PiB)", the last, shorter one included. */
    static final long MAX_CHUNKS = 1L << 38;

    static final long MAX_PLAINTEXT_BYTES = MAX_CHUNKS * CHUNK_BYTES - 1;

    int headerBytes() {
        return prefixBytes + SALT_BYTES + COMMITMENT_BYTES;
    }

    /** Where a sealed chunk begins. */
    long chunkAt(long chunk) {
        return headerBytes() + chunk * SEALED_CHUNK_BYTES;
    }

    /** The number of the last chunk, which is always shorter than the others. */
    static long lastChunk(long plaintextBytes) {
        return plaintextBytes / CHUNK_BYTES;
    }

    long ciphertextBytes(long plaintextBytes) {
        if (plaintextBytes < 0 || plaintextBytes > MAX_PLAINTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "plaintext has " + plaintextBytes + " bytes; accepted are 0 to " + MAX_PLAINTEXT_BYTES);
        }
        return headerBytes() + plaintextBytes + (lastChunk(plaintextBytes) + 1) * TAG_BYTES;
    }

    /** Refuses every length that no message has. */
    long plaintextBytes(long ciphertextBytes) {
        long body = ciphertextBytes - headerBytes();
        if (body < TAG_BYTES) {
            throw new DecryptionException();
        }
        long last = body / SEALED_CHUNK_BYTES;
        long inLast = body % SEALED_CHUNK_BYTES - TAG_BYTES;
        if (inLast < 0 || last >= MAX_CHUNKS) {
            throw new DecryptionException();
        }
        return last * CHUNK_BYTES + inLast;
    }
}
