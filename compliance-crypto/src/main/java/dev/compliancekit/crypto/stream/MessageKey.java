package dev.compliancekit.crypto.stream;

import dev.compliancekit.crypto.internal.engine.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What one message is encrypted with (C2SP chunked-encryption, "Key derivation"). */
final class MessageKey {

    static final int NONCE_BYTES = 12;

    private static final int KEY_BYTES = 32;

    private static final byte[] LABEL =
            "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey key;
    private final byte[] baseNonce;
    private final byte[] header;

    private MessageKey(SecretKey key, byte[] baseNonce, byte[] header) {
        this.key = key;
        this.baseNonce = baseNonce;
        this.header = header;
    }

    static MessageKey derive(byte[] inputKey, byte[] prefix, byte[] salt, byte[] context) {
        byte[] label = ByteBuffer.allocate(LABEL.length + salt.length + context.length)
                .put(LABEL)
                .put(salt)
                .put(context)
                .array();
        int commitmentAt = KEY_BYTES + NONCE_BYTES;
        byte[] derived = Hkdf.SHA_512.expand(inputKey, label, commitmentAt + ChunkLayout.COMMITMENT_BYTES);
        byte[] header = ByteBuffer.allocate(prefix.length + salt.length + ChunkLayout.COMMITMENT_BYTES)
                .put(prefix)
                .put(salt)
                .put(derived, commitmentAt, ChunkLayout.COMMITMENT_BYTES)
                .array();
        SecretKey key = new SecretKeySpec(derived, 0, KEY_BYTES, "AES");
        byte[] baseNonce = Arrays.copyOfRange(derived, KEY_BYTES, commitmentAt);
        Arrays.fill(derived, (byte) 0);
        return new MessageKey(key, baseNonce, header);
    }

    SecretKey key() {
        return key;
    }

    /** Prefix, salt and commitment, as they begin the message. */
    byte[] header() {
        return header.clone();
    }

    /** "The XOR of the base nonce and the chunk number as a big-endian integer as wide as the base nonce". */
    void writeNonce(long chunk, byte[] out) {
        for (int i = 0; i < NONCE_BYTES; i++) {
            int shift = Byte.SIZE * (NONCE_BYTES - 1 - i);
            int counter = shift < Long.SIZE ? (int) (chunk >>> shift) : 0;
            out[i] = (byte) (baseNonce[i] ^ counter);
        }
    }
}
