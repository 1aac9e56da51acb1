package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The text form of public keys that all types share (C2SP signed-note, "Verifier keys"). */
record Vkey(String name, byte type, Bytes publicKey) {

    /** Type 0x06 has 1,313 bytes in Base64 after a name of at most 255 characters. */
    private static final int MAX_LENGTH = 2048;

    private static final String[] ACCEPTED = {"<name>", "<8 hexadecimal digits>", "<Base64>"};

    static Vkey parse(String vkey) {
        if (vkey.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "vkey has " + vkey.length() + " characters; accepted are at most " + MAX_LENGTH);
        }
        String[] parts = vkey.split("\\+", ACCEPTED.length);
        if (parts.length != ACCEPTED.length) {
            throw new IllegalArgumentException(
                    "vkey has " + parts.length + " parts; accepted are " + String.join("+", ACCEPTED));
        }
        KeyName.require(parts[0]);
        byte[] typed = Base64Text.decode("key of the vkey", parts[2]);
        if (typed.length < 2) {
            throw new IllegalArgumentException(
                    "key of the vkey has " + typed.length + " bytes; accepted are a type of one byte and a public key");
        }
        Vkey parsed = new Vkey(parts[0], typed[0], Bytes.copyOf(Arrays.copyOfRange(typed, 1, typed.length)));
        if (!parts[1].equals(HexFormat.of().toHexDigits(parsed.keyId()))) {
            throw new IllegalArgumentException("key id of the vkey does not belong to its name and key; accepted is "
                    + "the start of SHA-256 over both, in 8 lower-case hexadecimal digits");
        }
        return parsed;
    }

    int keyId() {
        MessageDigest digest = Sha256.newDigest();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(type);
        return ByteBuffer.wrap(digest.digest(publicKey.toByteArray())).getInt();
    }

    /** How the private half of this key begins. */
    String privateStart() {
        return "PRIVATE+KEY+" + name + "+" + HexFormat.of().toHexDigits(keyId()) + "+";
    }

    static String typed(byte type, byte[] key) {
        return Base64Text.encode(
                ByteBuffer.allocate(1 + key.length).put(type).put(key).array());
    }

    /** The type that a byte names, for messages. */
    static String typeName(byte type) {
        return "0x" + HexFormat.of().toHexDigits(type);
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(keyId()) + "+" + typed(type, publicKey.toByteArray());
    }
}
