package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.List;

/** The bounds that both kinds of proof share. */
final class Proofs {

    /** A tree of 2^63 entries has a path of 63 hashes; a consistency proof has at most one more. */
    static final int MAX_HASHES = 64;

    private Proofs() {}

    static List<Bytes> require(List<Bytes> hashes) {
        if (hashes.size() > MAX_HASHES) {
            throw new IllegalArgumentException(
                    "proof has " + hashes.size() + " hashes; accepted are at most " + MAX_HASHES);
        }
        for (Bytes hash : hashes) {
            if (hash.size() != Sha256.SIZE) {
                throw new IllegalArgumentException(
                        "a hash of the proof has " + hash.size() + " bytes; accepted are 32");
            }
        }
        return List.copyOf(hashes);
    }
}
