package dev.compliancekit.audit.heads;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;

/**
 * How far a tenant's entries go in a log.
 *
 * @param entries how many there are, which is the number that the next one gets; 1 or more
 * @param lastLeaf the leaf hash of the last one (RFC 9162 section 2.1.1), 32 bytes
 */
@Immutable
public record Head(long entries, Bytes lastLeaf) {

    /**
     * Checks the ranges.
     *
     * @param entries how many entries, 1 or more
     * @param lastLeaf the leaf hash of the last one, 32 bytes
     * @throws IllegalArgumentException if there is no entry, or the hash is not 32 bytes
     */
    public Head {
        if (entries < 1) {
            throw new IllegalArgumentException("entries is " + entries + "; accepted is 1 or more");
        }
        HeadsHashes.require("lastLeaf", lastLeaf);
    }
}
