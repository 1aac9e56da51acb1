package dev.compliancekit.audit;

import dev.compliancekit.audit.pruning.LogHold;
import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.audit.pruning.Pruning;
import dev.compliancekit.audit.pruning.PruningStop;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its minimum index on, bundle by bundle, as far as every entry may go, and knows then what must be
 * written down of those that do. Every entry is verified under the checkpoint on the way: what does not fit is
 * evidence, and never removed. <em>Not thread-safe.</em>
 */
final class PruningPlan {

    private final TileDirectory tiles;
    private final Checkpoint checkpoint;
    private final LogRetention policy;
    private final LogHolds holds;
    private final Instant asOf;
    private final Map<TenantId, List<LogHold>> known = new HashMap<>();

    /** Where the tenants stood at the minimum, as far as the bundle that is being read has moved them. */
    private final Map<TenantId, TenantHead> moved = new HashMap<>();

    private final TenantChains chains = new TenantChains(this::look);
    private final MerkleTree tree = MerkleTree.empty();
    private final long from;
    private long minimum;
    private Instant newest = Instant.MIN;
    private Instant newestOfBundle = Instant.MIN;
    private @Nullable PruningStop stop;

    PruningPlan(
            TileDirectory tiles,
            Checkpoint checkpoint,
            Optional<PrunedStart> start,
            LogRetention policy,
            LogHolds holds,
            Instant asOf) {
        this.tiles = tiles;
        this.checkpoint = checkpoint;
        this.policy = policy;
        this.holds = holds;
        this.asOf = asOf;
        this.from = start.map(pruned -> pruned.minimum().index()).orElse(0L);
        this.minimum = from;
        start.ifPresent(this::startFrom);
    }

    private void startFrom(PrunedStart pruned) {
        chains.startFrom(pruned.heads());
        long levelOne = checkpoint.treeSize() / Tile.FULL;
        for (long n = 0; n < from / Tile.FULL; n += Tile.FULL) {
            int width = (int) Math.min(Tile.FULL, levelOne - n);
            List<Bytes> roots = tiles.hashes(new Tile(1, n / Tile.FULL, width));
            for (Bytes root : roots.subList(0, (int) Math.min(roots.size(), from / Tile.FULL - n))) {
                tree.appendSubtree(root, 8);
            }
        }
        if (!tree.root().equals(pruned.minimum().rootHash())) {
            throw new LogTamperedException("the tiles of the pruned entries do not give the root of the minimum index");
        }
    }

    Pruning make() {
        while (stop == null) {
            if (minimum + Tile.FULL > checkpoint.treeSize()) {
                stop = new PruningStop.AtEnd(minimum);
            } else {
                readBundle();
            }
        }
        Checkpoint pruned = new Checkpoint(checkpoint.origin(), minimum, tree.root());
        tiles.proveConsistency(minimum, checkpoint.treeSize()).verify(pruned, checkpoint);
        return new Pruning(from, minimum, stop);
    }

    private void readBundle() {
        Tile tile = new Tile(0, minimum / Tile.FULL, Tile.FULL);
        List<byte[]> entries = tiles.entries(tile);
        moved.clear();
        newestOfBundle = newest;
        MerkleTree bundle = MerkleTree.empty();
        for (int i = 0; i < Tile.FULL; i++) {
            Bytes leafHash = MerkleTree.leafHash(entries.get(i));
            Optional<String> problem = chains.check(minimum + i, leafHash, entries.get(i));
            if (problem.isPresent()) {
                throw new LogTamperedException(problem.get());
            }
            if (stop != null) {
                return;
            }
            bundle.append(leafHash);
        }
        requireTiles(tile, entries, bundle.root());
        tree.appendSubtree(bundle.root(), 8);
        minimum += Tile.FULL;
        newest = newestOfBundle;
        moved.clear();
    }

    /** The tiles will be all that is left of these entries. */
    private void requireTiles(Tile tile, List<byte[]> entries, Bytes root) {
        List<Bytes> hashes = entries.stream().map(MerkleTree::leafHash).toList();
        long row = tile.index() % Tile.FULL;
        long above = tile.index() / Tile.FULL;
        int width = (int) Math.min(Tile.FULL, checkpoint.treeSize() / Tile.FULL - above * Tile.FULL);
        if (!tiles.hashes(tile).equals(hashes)
                || !tiles.hashes(new Tile(1, above, width)).get((int) row).equals(root)) {
            throw new LogTamperedException("the tiles over entry " + tile.index() * Tile.FULL
                    + " and the 255 after it do not hold their hashes; nothing is removed");
        }
    }

    private void look(long index, Bytes leafHash, StoredEvent stored) {
        TenantId tenant = stored.event().tenant();
        Instant recordedAt = stored.recordedAt();
        moved.putIfAbsent(tenant, stored.place());
        newestOfBundle = recordedAt.isAfter(newestOfBundle) ? recordedAt : newestOfBundle;
        Instant keptUntil = policy.keptUntil(recordedAt);
        if (asOf.isBefore(keptUntil)) {
            stop = new PruningStop.AtFloor(index, keptUntil);
            return;
        }
        known.computeIfAbsent(tenant, whose -> List.copyOf(holds.on(whose))).stream()
                .filter(hold -> hold.holds(recordedAt))
                .findFirst()
                .ifPresent(hold -> stop = new PruningStop.AtHold(index, tenant, hold));
    }

    /** The root over everything below the minimum. */
    Bytes root() {
        return tree.root();
    }

    /** When the newest of the entries that go was recorded. */
    Instant newest() {
        return newest;
    }

    /** Where every tenant stands at the minimum. */
    TenantHeadsFile.Heads heads() {
        Map<TenantId, TenantHead> heads = new HashMap<>(chains.heads());
        moved.forEach((tenant, head) -> {
            if (head.nextSequence() == 0) {
                heads.remove(tenant);
            } else {
                heads.put(tenant, head);
            }
        });
        return new TenantHeadsFile.Heads(minimum, tree.root(), heads);
    }
}
