package dev.compliancekit.audit.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes that witnesses sign (C2SP tlog-cosignature). */
final class CosignedMessage {

    private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

    private CosignedMessage() {}

    /** "Ed25519 signed message": a header line, the time, and the text of the checkpoint. */
    static byte[] ofText(long posixSeconds, Checkpoint checkpoint) {
        return ("cosignature/v1\ntime " + posixSeconds + "\n" + checkpoint.text()).getBytes(StandardCharsets.UTF_8);
    }

    /** "ML-DSA-44 signed message": the struct {@code cosigned_message} of the subtree from 0 to the tree's size. */
    static byte[] ofTree(String witness, long posixSeconds, Checkpoint checkpoint) {
        byte[] cosigner = witness.getBytes(StandardCharsets.UTF_8);
        byte[] origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LABEL.length + 1 + cosigner.length + 8 + 1 + origin.length + 16 + Sha256.SIZE)
                .put(LABEL)
                .put((byte) cosigner.length)
                .put(cosigner)
                .putLong(posixSeconds)
                .put((byte) origin.length)
                .put(origin)
                .putLong(0)
                .putLong(checkpoint.treeSize())
                .put(checkpoint.rootHash().toByteArray())
                .array();
    }
}
