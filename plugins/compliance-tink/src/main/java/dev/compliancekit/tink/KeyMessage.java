package dev.compliancekit.tink;

import dev.compliancekit.crypto.SecretBytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * The protocol buffers messages AesGcmKey and XAesGcmKey of Tink: {@code version = 1} (0, so left out), {@code params =
 * 2} of the latter with {@code salt_size = 1}, {@code key_value = 3}.
 */
final class KeyMessage {

    private static final int VERSION = 1;
    private static final int PARAMS = 2;
    private static final int KEY_VALUE = 3;
    private static final int SALT_SIZE = 1;

    private KeyMessage() {}

    /** The one form that Tink writes. The caller wipes it. */
    static byte[] encode(TinkKeyType type, SecretBytes key) {
        byte[] bytes = key.toByteArray();
        try {
            ProtoWriter out = new ProtoWriter();
            if (type == TinkKeyType.XAES_256_GCM) {
                out.bytes(
                        PARAMS,
                        new ProtoWriter()
                                .number(SALT_SIZE, TinkKeyType.SALT_BYTES)
                                .content());
            }
            return out.bytes(KEY_VALUE, bytes).content();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Reads any order of the fields; what is missing is 0 or empty, as protocol buffers have it. */
    static SecretBytes decode(TinkKeyType type, byte[] message, String which) {
        ProtoReader fields = ProtoReader.of(message)
                .orElseThrow(
                        () -> new KeysetFormatException(which + " has a value that is not the message of its type"));
        boolean xaes = type == TinkKeyType.XAES_256_GCM;
        if (!fields.hasOnly(xaes ? 0b1110 : 0b1010)) {
            throw new KeysetFormatException(which + " has a field that its type does not have in this version");
        }
        if (fields.number(VERSION) != 0) {
            throw new KeysetFormatException(which + " has version " + fields.number(VERSION) + "; accepted is 0");
        }
        if (xaes) {
            requireSalt(fields.bytes(PARAMS), which);
        }
        byte[] key = fields.bytes(KEY_VALUE);
        try {
            if (key.length != TinkKeyType.KEY_BYTES) {
                throw new KeysetFormatException(
                        which + " has " + key.length + " bytes; accepted are " + TinkKeyType.KEY_BYTES);
            }
            return SecretBytes.copyOf(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static void requireSalt(byte[] params, String which) {
        Optional<ProtoReader> fields = ProtoReader.of(params).filter(each -> each.hasOnly(0b10));
        if (fields.isEmpty() || fields.get().number(SALT_SIZE) != TinkKeyType.SALT_BYTES) {
            throw new KeysetFormatException(which + " has "
                    + fields.map(each -> "a salt of " + each.number(SALT_SIZE) + " bytes")
                            .orElse("unknown parameters")
                    + "; accepted is a salt of " + TinkKeyType.SALT_BYTES + " bytes");
        }
    }
}
