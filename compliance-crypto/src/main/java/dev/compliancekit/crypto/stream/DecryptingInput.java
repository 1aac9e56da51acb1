package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.ChunkLayout.CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.SEALED_CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.TAG_BYTES;

import dev.compliancekit.crypto.DecryptionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Decrypts what another stream has, one chunk ahead of what is read. */
final class DecryptingInput extends ReadAhead {

    private final InputStream ciphertext;
    private final ChunkedAead aead;
    private final byte[] context;
    private final byte[] sealed = new byte[SEALED_CHUNK_BYTES];
    private @Nullable ChunkCipher cipher;
    private long chunk;
    private boolean ended;

    /** Takes the context. */
    DecryptingInput(InputStream ciphertext, ChunkedAead aead, byte[] context) {
        super(ciphertext, CHUNK_BYTES);
        this.ciphertext = ciphertext;
        this.aead = aead;
        this.context = context;
    }

    @Override
    int produce(byte[] out, int at) throws IOException {
        if (ended) {
            return NOTHING_LEFT;
        }
        ChunkCipher opened = cipher;
        if (opened == null) {
            byte[] header = ciphertext.readNBytes(aead.layout().headerBytes());
            if (header.length < aead.layout().headerBytes()) {
                throw new DecryptionException();
            }
            opened = aead.newCipher(aead.openHeader(header, context));
            cipher = opened;
        }
        int length = ciphertext.readNBytes(sealed, 0, SEALED_CHUNK_BYTES);
        opened.decrypt(chunk++, sealed, 0, length, out, at);
        ended = length < SEALED_CHUNK_BYTES;
        return length - TAG_BYTES;
    }

    @Override
    void wipe() {
        // what is kept is ciphertext
    }
}
