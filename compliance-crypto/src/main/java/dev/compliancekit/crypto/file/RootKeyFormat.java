package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** The two files of a root key, version 1 of each: {@code docs/formats/root-key.md}. */
enum RootKeyFormat {
    /** The key as it is. */
    UNPROTECTED("ckroot1\n", 44),

    /** The key under a pass phrase. */
    PROTECTED("ckpass1\n", 117);

    private static final int KEY_ID_AT = 8;
    private static final int KEY_AT = 12;
    private static final int COST_AT = 12;
    private static final int SALT_AT = 24;
    private static final int WRAPPED_KEY_AT = 40;

    private final String magic;
    private final int checksumAt;

    RootKeyFormat(String magic, int checksumAt) {
        this.magic = magic;
        this.checksumAt = checksumAt;
    }

    /** Empty if the file is of neither kind, or damaged. */
    static Optional<RootKeyFormat> of(byte[] file) {
        return Arrays.stream(values()).filter(format -> format.isWholeIn(file)).findFirst();
    }

    private boolean isWholeIn(byte[] file) {
        return file.length == checksumAt + Checksum.BYTES
                && magic.equals(new String(file, 0, KEY_ID_AT, StandardCharsets.US_ASCII))
                && MessageDigest.isEqual(
                        Checksum.of(file, checksumAt), Arrays.copyOfRange(file, checksumAt, file.length));
    }

    static KeyId keyIdOf(byte[] file) {
        return new KeyId(ByteBuffer.wrap(file).getInt(KEY_ID_AT));
    }

    /** The caller wipes the result. */
    static byte[] encode(KeyId keyId, SecretBytes key) {
        byte[] file = UNPROTECTED.newFile();
        byte[] bytes = key.toByteArray();
        UNPROTECTED.begin(file, keyId).put(bytes).put(Checksum.of(file, UNPROTECTED.checksumAt));
        Arrays.fill(bytes, (byte) 0);
        return file;
    }

    static SecretBytes keyOf(byte[] file) {
        byte[] bytes = Arrays.copyOfRange(file, KEY_AT, UNPROTECTED.checksumAt);
        SecretBytes key = SecretBytes.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    static byte[] encode(KeyId keyId, SecretBytes key, PassPhrase passPhrase, Argon2Cost cost, SecureRandom random) {
        byte[] salt = new byte[PassPhraseKey.SALT_BYTES];
        random.nextBytes(salt);
        byte[] file = PROTECTED.newFile();
        ByteBuffer out = PROTECTED
                .begin(file, keyId)
                .putInt(cost.memoryKib())
                .putInt(cost.passes())
                .putInt(cost.lanes())
                .put(salt);
        byte[] bytes = key.toByteArray();
        try (SecretBytes wrappingKey = PassPhraseKey.derive(passPhrase, cost, salt)) {
            out.put(Aead.xaes256Gcm(keyId, wrappingKey, random).encrypt(bytes, header(file)));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        out.put(Checksum.of(file, PROTECTED.checksumAt));
        return file;
    }

    private byte[] newFile() {
        return new byte[checksumAt + Checksum.BYTES];
    }

    private ByteBuffer begin(byte[] file, KeyId keyId) {
        return ByteBuffer.wrap(file)
                .put(magic.getBytes(StandardCharsets.US_ASCII))
                .putInt(keyId.value());
    }

    /**
     * Takes as long as the cost in the file says.
     *
     * @throws DecryptionException if it is another pass phrase
     */
    static SecretBytes keyOf(byte[] file, PassPhrase passPhrase, Argon2Cost cost, SecureRandom random) {
        byte[] salt = Arrays.copyOfRange(file, SALT_AT, WRAPPED_KEY_AT);
        byte[] wrapped = Arrays.copyOfRange(file, WRAPPED_KEY_AT, PROTECTED.checksumAt);
        try (SecretBytes wrappingKey = PassPhraseKey.derive(passPhrase, cost, salt)) {
            byte[] bytes = Aead.xaes256Gcm(keyIdOf(file), wrappingKey, random).decrypt(wrapped, header(file));
            SecretBytes key = SecretBytes.copyOf(bytes);
            Arrays.fill(bytes, (byte) 0);
            return key;
        }
    }

    /** Empty if it is out of bounds; to be asked for before any work. */
    static Optional<Argon2Cost> costOf(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file, COST_AT, SALT_AT - COST_AT);
        try {
            return Optional.of(new Argon2Cost(in.getInt(), in.getInt(), in.getInt()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Bound to the wrapped key, so that neither id nor cost can be changed. */
    private static byte[] header(byte[] file) {
        return Arrays.copyOf(file, WRAPPED_KEY_AT);
    }
}
