package dev.compliancekit.audit;

import dev.compliancekit.audit.heads.HeadsPath;
import dev.compliancekit.audit.tlog.SignedCheckpoint;

/**
 * A checkpoint whose last entry says where every tenant stands.
 *
 * @param checkpoint the published checkpoint
 * @param path where one tenant stands, below the root in that entry
 */
record PublishedHeads(SignedCheckpoint checkpoint, HeadsPath path) {

    /** The index of the entry. */
    long index() {
        return checkpoint.unverified().treeSize() - 1;
    }
}
