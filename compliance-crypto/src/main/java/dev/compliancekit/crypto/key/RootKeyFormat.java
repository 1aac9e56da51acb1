package dev.compliancekit.crypto.key;

import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** The file of a root key, version 1: {@code docs/formats/key-store.md}. */
final class RootKeyFormat {

    static final int FILE_BYTES = 76;

    private static final byte[] MAGIC = "ckroot1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_AT = 12;
    private static final int CHECKSUM_AT = 44;

    private RootKeyFormat() {}

    /** The caller wipes the result. */
    static byte[] encode(KeyId keyId, SecretBytes key) {
        byte[] bytes = key.toByteArray();
        byte[] file = new byte[FILE_BYTES];
        ByteBuffer out = ByteBuffer.wrap(file).put(MAGIC).putInt(keyId.value()).put(bytes);
        out.put(Checksum.of(file, CHECKSUM_AT));
        Arrays.fill(bytes, (byte) 0);
        return file;
    }

    static Optional<KeyId> keyIdOf(byte[] file) {
        boolean wellFormed = file.length == FILE_BYTES
                && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && MessageDigest.isEqual(
                        Checksum.of(file, CHECKSUM_AT), Arrays.copyOfRange(file, CHECKSUM_AT, FILE_BYTES));
        return wellFormed ? Optional.of(new KeyId(ByteBuffer.wrap(file).getInt(MAGIC.length))) : Optional.empty();
    }

    static SecretBytes keyOf(byte[] file) {
        byte[] bytes = Arrays.copyOfRange(file, KEY_AT, CHECKSUM_AT);
        SecretBytes key = SecretBytes.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }
}
