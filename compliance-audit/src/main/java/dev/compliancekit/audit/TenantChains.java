package dev.compliancekit.audit;

import dev.compliancekit.audit.heads.Head;
import dev.compliancekit.audit.heads.HeadsTree;
import dev.compliancekit.audit.tlog.EntryCheck;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the entries of every tenant: numbers without a gap, each with the leaf hash of the one before, and what the
 * log says of all tenants' heads. Heap use grows with the number of tenants, not of entries. <em>Not thread-safe.</em>
 */
final class TenantChains implements EntryCheck {

    private final Map<TenantId, TenantHead> heads = new HashMap<>();

    /** Those whose head the tree does not know yet; all of them as long as nobody asked for the tree. */
    private final Set<TenantId> changed = new HashSet<>();

    private @Nullable HeadsTree tree;
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
        advance(tenant, head(tenant), leafHash);
    }

    /** The same, for whoever knows the {@link #head} already. */
    void advance(TenantId tenant, TenantHead place, Bytes leafHash) {
        put(tenant, place.after(leafHash));
    }

    private void put(TenantId tenant, TenantHead head) {
        heads.put(tenant, head);
        if (tree != null) {
            changed.add(tenant);
        }
    }

    /** All heads under one hash. After the first time it costs what changed since the last. */
    HeadsTree tree() {
        HeadsTree known = tree;
        Set<TenantId> missing = known == null ? heads.keySet() : changed;
        HeadsTree current = known == null ? HeadsTree.empty() : known;
        for (TenantId tenant : missing) {
            TenantHead head = head(tenant);
            current.put(tenant, new Head(head.nextSequence(), head.lastLeaf()));
        }
        changed.clear();
        tree = current;
        return current;
    }

    /** Goes on from where every tenant stood. */
    void startFrom(Map<TenantId, TenantHead> known) {
        heads.clear();
        heads.putAll(known);
        changed.clear();
        tree = null;
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
        boolean isFalse = HeadsEvents.isOne(stored.event()) && !HeadsEvents.saysTheTruth(stored.event(), tree());
        put(tenant, stored.place().after(leafHash));
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
        } else if (isFalse) {
            problems.add("entry " + index + " says of the tenants' heads what the entries before it do not say");
        } else {
            follower.follow(index, leafHash, stored);
        }
    }
}
