package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryCheck;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows the entries of every tenant: numbers without a gap, each with the leaf hash of the one before. Heap use grows
 * with the number of tenants, not of entries. <em>Not thread-safe.</em>
 */
final class TenantChains implements EntryCheck {

    private final Map<TenantId, TenantHead> heads = new HashMap<>();
    private final Follower follower;
    private int version;

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

    /** Goes on from where every tenant stood. */
    void startFrom(Map<TenantId, TenantHead> known) {
        heads.clear();
        heads.putAll(known);
    }

    /** Where every tenant stands; copied. */
    Map<TenantId, TenantHead> heads() {
        return Map.copyOf(heads);
    }

    int tenants() {
        return heads.size();
    }

    /** Hands over what an entry says, whatever its place; answers with what is wrong. */
    static Optional<String> parse(long index, byte[] entry, Consumer<StoredEvent> reader) {
        StoredEvent stored;
        try {
            stored = EntryForm.read(entry);
        } catch (IllegalArgumentException e) {
            return Optional.of("entry " + index + " is malformed: " + e.getMessage());
        }
        reader.accept(stored);
        return Optional.empty();
    }

    @Override
    public Optional<String> check(long index, Bytes leafHash, byte[] entry) {
        List<String> problems = new ArrayList<>(1);
        Optional<String> malformed = parse(index, entry, stored -> check(index, leafHash, stored, problems));
        return malformed.isPresent() ? malformed : problems.stream().findFirst();
    }

    private void check(long index, Bytes leafHash, StoredEvent stored, List<String> problems) {
        TenantId tenant = stored.event().tenant();
        TenantHead expected = head(tenant);
        heads.put(tenant, stored.place().after(leafHash));
        if (stored.version() < version) {
            problems.add("entry " + index + " is of version " + stored.version() + " after one of version " + version);
            return;
        }
        version = stored.version();
        if (stored.place().nextSequence() != expected.nextSequence()) {
            problems.add("entry " + index + " is number " + stored.place().nextSequence()
                    + " of its tenant; expected is " + expected.nextSequence());
        } else if (!stored.place().equals(expected)) {
            problems.add("entry " + index + " does not link to the entry of its tenant before it");
        } else {
            follower.follow(index, leafHash, stored);
        }
    }
}
