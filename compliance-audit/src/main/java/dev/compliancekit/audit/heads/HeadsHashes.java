package dev.compliancekit.audit.heads;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of {@code docs/formats/log-export.md}. <em>Not thread-safe: confine to one thread.</em> */
final class HeadsHashes {

    static final int SIZE = 32;

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private final MessageDigest sha;

    HeadsHashes() {
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }

    /** What stands for a side without tenants; no hash of anything known. */
    static byte[] nothing() {
        return new byte[SIZE];
    }

    Bytes key(TenantId tenant) {
        return Bytes.copyOf(sha.digest(tenant.value().getBytes(StandardCharsets.US_ASCII)));
    }

    byte[] leaf(Bytes key, Head head) {
        sha.update(LEAF);
        sha.update(key.toByteArray());
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(head.entries()).array());
        return sha.digest(head.lastLeaf().toByteArray());
    }

    byte[] node(byte[] left, byte[] right) {
        sha.update(NODE);
        sha.update(left);
        return sha.digest(right);
    }

    /** The bit of a key that says on which side of a node it lies, the highest bit of the first byte at depth 0. */
    static int bit(byte[] key, int depth) {
        return (key[depth >> 3] >> (7 - (depth & 7))) & 1;
    }

    static Bytes require(String what, Bytes hash) {
        if (hash.size() != SIZE) {
            throw new IllegalArgumentException(what + " has " + hash.size() + " bytes; accepted are 32");
        }
        return hash;
    }
}
