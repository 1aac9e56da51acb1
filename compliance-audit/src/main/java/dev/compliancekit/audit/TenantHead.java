package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;

/**
 * Where the next entry of a tenant stands among the tenant's entries.
 *
 * @param nextSequence its number, from 0
 * @param lastLeaf the leaf hash of the tenant's entry before it; empty for the first
 */
record TenantHead(long nextSequence, Bytes lastLeaf) {

    static final TenantHead FIRST = new TenantHead(0, Bytes.copyOf(new byte[0]));

    TenantHead {
        if (nextSequence < 0 || nextSequence > EntryForm.MAX_SEQUENCE) {
            throw new IllegalArgumentException("seq is " + nextSequence + "; accepted are 0 to 2^53 - 1");
        }
        if (lastLeaf.size() != (nextSequence == 0 ? 0 : 32)) {
            throw new IllegalArgumentException(
                    "prev has " + lastLeaf.size() + " bytes; accepted are 32, and none in the first entry of a tenant");
        }
    }

    TenantHead after(Bytes leafHash) {
        return new TenantHead(nextSequence + 1, leafHash);
    }
}
