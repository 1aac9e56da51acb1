package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.ChunkLayout.CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.SEALED_CHUNK_BYTES;
import static dev.compliancekit.crypto.stream.ChunkLayout.TAG_BYTES;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Encrypts what another stream has, one chunk ahead of what is read. */
final class EncryptingInput extends ReadAhead {

    private final InputStream plaintext;
    private final MessageKey message;
    private final ChunkCipher cipher;
    private final byte[] plain = new byte[CHUNK_BYTES];
    private long chunk = -1;
    private boolean ended;

    EncryptingInput(InputStream plaintext, ChunkedAead aead, byte[] context) {
        super(plaintext, SEALED_CHUNK_BYTES);
        this.plaintext = plaintext;
        this.message = aead.newMessage(context);
        this.cipher = aead.newCipher(message);
    }

    @Override
    int produce(byte[] out, int at) throws IOException {
        if (chunk < 0) {
            chunk = 0;
            byte[] header = message.header();
            System.arraycopy(header, 0, out, at, header.length);
            return header.length;
        }
        if (ended) {
            return NOTHING_LEFT;
        }
        int length = plaintext.readNBytes(plain, 0, CHUNK_BYTES);
        ended = length < CHUNK_BYTES;
        cipher.encrypt(chunk++, plain, 0, length, out, at);
        return length + TAG_BYTES;
    }

    @Override
    void wipe() {
        Arrays.fill(plain, (byte) 0);
    }
}
