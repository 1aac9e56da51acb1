package dev.compliancekit.crypto;

import java.nio.ByteBuffer;

/** The five bytes in front of a Tink ciphertext: {@code 01} and the key id, big endian. */
final class TinkPrefix {

    static final int BYTES = 5;

    private static final byte VERSION = 1;

    private TinkPrefix() {}

    static void write(KeyId keyId, byte[] out) {
        ByteBuffer.wrap(out).put(VERSION).putInt(keyId.value());
    }

    static boolean isPresent(byte[] ciphertext) {
        return ciphertext.length >= BYTES && ciphertext[0] == VERSION;
    }

    static KeyId readKeyId(byte[] ciphertext) {
        return new KeyId(ByteBuffer.wrap(ciphertext).getInt(1));
    }
}
