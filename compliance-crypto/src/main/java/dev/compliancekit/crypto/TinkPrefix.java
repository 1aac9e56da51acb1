package dev.compliancekit.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The five bytes in front of a Tink ciphertext: {@code 01} and the key id, big endian. */
final class TinkPrefix {

    static final int BYTES = 5;

    private static final byte VERSION = 1;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private TinkPrefix() {}

    static void write(int keyId, byte[] out, int at) {
        out[at] = VERSION;
        INT.set(out, at + 1, keyId);
    }

    /** Of at least five bytes. */
    static boolean isPresent(byte[] ciphertext, int at) {
        return ciphertext[at] == VERSION;
    }

    /** Of at least five bytes. */
    static int readKeyId(byte[] ciphertext, int at) {
        return (int) INT.get(ciphertext, at + 1);
    }
}
