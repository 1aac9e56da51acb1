package dev.compliancekit.crypto.stream;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The five bytes in front of a message of {@link ChunkedAead#withKeyId}: {@code 01} and the id of its key, 4 bytes, big
 * endian, as in Tink. Read it to find the one key to try; never try several.
 *
 * @param keyId the key that the message was encrypted with, if it was not tampered with
 */
@Immutable
public record SealedPrefix(KeyId keyId) {

    /** How many bytes there are in front of the message. */
    public static final int BYTES = 5;

    private static final byte VERSION = 1;

    /**
     * The prefix at the beginning of some bytes.
     *
     * @param sealed a message, or the beginning of one; read, not kept
     * @return the prefix
     * @throws DecryptionException if there is none
     */
    public static SealedPrefix of(byte[] sealed) {
        if (sealed.length < BYTES || sealed[0] != VERSION) {
            throw new DecryptionException();
        }
        return new SealedPrefix(new KeyId(ByteBuffer.wrap(sealed).getInt(1)));
    }

    /**
     * The prefix at the beginning of a file.
     *
     * @param sealed the file
     * @return the prefix
     * @throws IOException if the file cannot be read
     * @throws DecryptionException if it does not begin with a prefix
     */
    public static SealedPrefix read(Path sealed) throws IOException {
        try (InputStream in = Files.newInputStream(sealed)) {
            return of(in.readNBytes(BYTES));
        }
    }

    /**
     * Decrypts a stream with the key that its prefix names.
     *
     * @param sealed a message with a prefix; its first five bytes are read at once, the rest as the result is read;
     *     closed with the result
     * @param context the same bytes as when encrypting; copied
     * @param keys finds a key, and decides what becomes of an id that has none; what it throws is passed on
     * @return the plaintext; see {@link ChunkedAead#decrypting(InputStream, byte[])}
     * @throws IOException if the stream cannot be read
     * @throws DecryptionException if it does not begin with a prefix
     */
    public static InputStream decrypting(InputStream sealed, byte[] context, Function<KeyId, ChunkedAead> keys)
            throws IOException {
        SealedPrefix prefix = of(sealed.readNBytes(BYTES));
        ChunkedAead aead = keys.apply(prefix.keyId()).withKeyId(prefix.keyId());
        return aead.decrypting(
                new SequenceInputStream(new ByteArrayInputStream(prefix.toByteArray()), sealed), context);
    }

    /**
     * The five bytes.
     *
     * @return a new array
     */
    public byte[] toByteArray() {
        return ByteBuffer.allocate(BYTES).put(VERSION).putInt(keyId.value()).array();
    }
}
