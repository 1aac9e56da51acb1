package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryCheck;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the entries of every tenant: numbers without a gap, each with the leaf hash of the one before. Heap use grows
 * with the number of tenants, not of entries. <em>Not thread-safe.</em>
 */
final class TenantChains implements EntryCheck {

    private final Map<TenantId, TenantHead> heads = new HashMap<>();
    private final Follower follower;

    /** Is shown every event that is in its place. */
    @FunctionalInterface
    interface Follower {
        void follow(long index, Bytes leafHash, StoredEvent stored);
    }

    TenantChains() {
        this((index, leafHash, stored) -> {});
    }

    TenantChains(Follower follower) {
        this.follower = follower;
    }

    TenantHead head(TenantId tenant) {
        return heads.getOrDefault(tenant, TenantHead.FIRST);
    }

    void advance(TenantId tenant, Bytes leafHash) {
        heads.put(tenant, head(tenant).after(leafHash));
    }

    @Override
    public Optional<String> check(long index, Bytes leafHash, byte[] entry) {
        StoredEvent stored;
        try {
            stored = EntryForm.read(entry);
        } catch (IllegalArgumentException e) {
            return Optional.of("entry " + index + " is malformed: " + e.getMessage());
        }
        TenantId tenant = stored.event().tenant();
        TenantHead expected = head(tenant);
        heads.put(tenant, stored.place().after(leafHash));
        if (stored.place().nextSequence() != expected.nextSequence()) {
            return Optional.of("entry " + index + " is number " + stored.place().nextSequence()
                    + " of its tenant; expected is " + expected.nextSequence());
        }
        if (!stored.place().equals(expected)) {
            return Optional.of("entry " + index + " does not link to the entry of its tenant before it");
        }
        follower.follow(index, leafHash, stored);
        return Optional.empty();
    }
}
