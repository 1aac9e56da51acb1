package dev.compliancekit.audit;

import dev.compliancekit.audit.event.Act;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.event.OperationEvents;
import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.audit.pruning.Pruning;
import dev.compliancekit.audit.pruning.PruningStop;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.MinimumIndex;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Removes the oldest entries of an open log, as its retention policy says: whole bundles of 256 entries from the front,
 * as far as every entry is older than the floor and under no legal hold (C2SP tlog-tiles, "Pruning"). The hash tiles
 * stay, so checkpoints and proofs made before still verify, and a proof can still be made for whoever kept a removed
 * entry.
 *
 * <p>A pruning is an event of the operator, under a checkpoint before the first bundle goes. A crash in between is
 * ended by the next opening, or is as if nothing had been asked for. Entries are verified before they go; a log that
 * was tampered with loses none. An event whose id the log remembered may become a second entry once its first was
 * pruned.
 *
 * <p><em>Thread-safe.</em>
 */
public final class LogPruner {

    /** How long a log may be silent among its last entries before its clock is doubted. */
    private static final Duration LONGEST_SILENCE = Duration.ofDays(31);

    private static final int LAST_TILES = 2;

    private final AuditLog log;
    private final LogRetention policy;
    private final LogHolds holds;
    private final Duration silence;
    private final PrunedBundles.Calls calls;

    LogPruner(AuditLog log, LogRetention policy, LogHolds holds, Duration silence, PrunedBundles.Calls calls) {
        this.log = Objects.requireNonNull(log, "log");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.holds = Objects.requireNonNull(holds, "holds");
        this.silence = silence;
        this.calls = calls;
    }

    /**
     * A pruner.
     *
     * @param log the open log; its clock says what is old
     * @param policy how long entries are kept
     * @param holds what is kept longer; asked once a tenant in each run
     * @return the pruner; nothing is removed yet
     */
    public static LogPruner of(AuditLog log, LogRetention policy, LogHolds holds) {
        return new LogPruner(log, policy, holds, LONGEST_SILENCE, call -> {});
    }

    /**
     * The same for a log that is silent for more than a month now and then: a gap among its last entries does not make
     * it doubt its clock.
     *
     * @return the changed copy
     */
    public LogPruner acceptingGaps() {
        return new LogPruner(log, policy, holds, Duration.ofSeconds(Long.MAX_VALUE), calls);
    }

    /**
     * Says what would be removed now, by the same path, without removing it. A checkpoint is published.
     *
     * @return what would go, and why no more
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if an entry that would go does not fit the log
     * @throws AuditStoreException if the log cannot be read
     * @throws IllegalStateException if the log is closed
     */
    public Pruning plan() {
        log.pruning().lock();
        try {
            Instant asOf = log.files().clock().instant();
            PruningPlan plan = planAt(asOf);
            return doubted(asOf).orElseGet(plan::make);
        } catch (IOException | UncheckedIOException e) {
            throw new AuditStoreException("the log cannot be read", e);
        } finally {
            log.pruning().unlock();
        }
    }

    /**
     * Removes what may go.
     *
     * @param actor who has it removed
     * @return what went, and why no more
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if an entry that would go does not fit the log; nothing
     *     was removed
     * @throws AuditStoreException if a file could not be read, written or removed; what the log says of itself holds,
     *     and the next opening goes on
     * @throws IllegalStateException if the log is closed
     */
    public Pruning prune(Actor actor) {
        Objects.requireNonNull(actor, "actor");
        log.pruning().lock();
        try {
            Instant asOf = log.files().clock().instant();
            PruningPlan plan = planAt(asOf);
            Optional<Pruning> doubted = doubted(asOf);
            if (doubted.isPresent()) {
                return doubted.get();
            }
            Pruning pruning = plan.make();
            if (pruning.entries() > 0) {
                remove(actor, asOf, plan, pruning);
            }
            return pruning;
        } catch (IOException | UncheckedIOException e) {
            throw new AuditStoreException("the log cannot be pruned", e);
        } finally {
            log.pruning().unlock();
        }
    }

    private PruningPlan planAt(Instant asOf) throws IOException {
        Checkpoint checkpoint = log.checkpoint().verify(log.vkey());
        return new PruningPlan(
                TileDirectory.of(log.directory()),
                checkpoint,
                PrunedStart.read(log.directory(), log.vkey()),
                policy,
                holds,
                asOf);
    }

    /** The intention is under a checkpoint before the minimum index is in force, and that before anything goes. */
    private void remove(Actor actor, Instant asOf, PruningPlan plan, Pruning pruning) throws IOException {
        Path directory = log.directory();
        byte[] heads = TenantHeadsFile.encode(new WriteAheadTags(log.files().key()), plan.heads());
        calls.before("write the heads");
        DurableFiles.replace(directory.resolve(PrunedStart.HEADS_PREFIX + pruning.minimumIndex()), heads);
        calls.before("append the event");
        AuditReceipt receipt = log.append(OperationEvents.logPruned(
                        new Act(log.files().forms().operator(), actor, asOf),
                        policy.toString(),
                        pruning.fromIndex(),
                        pruning.minimumIndex())
                .attribute(Attributes.ROOT, plan.root().hex())
                .attribute(Attributes.HEADS, PrunedStart.digest(heads).hex())
                .attribute(Attributes.NEWEST, plan.newest().toString())
                .attribute(AuditEvent.REASON, pruning.stop().sentence())
                .build());
        calls.before("publish the checkpoint");
        log.checkpoint();
        MinimumIndex minimum = new MinimumIndex(
                log.vkey().name(),
                pruning.minimumIndex(),
                plan.root(),
                pruning.fromIndex(),
                receipt.index(),
                PrunedStart.digest(heads));
        calls.before("write the minimum index");
        DurableFiles.replace(
                directory.resolve(MinimumIndex.FILE),
                log.files().key().signingKey().sign(minimum).text().getBytes(StandardCharsets.UTF_8));
        new PrunedBundles(directory, calls).remove(minimum);
    }

    /** Nothing goes while the clock may be wrong. */
    private Optional<Pruning> doubted(Instant asOf) throws IOException {
        TileDirectory tiles = TileDirectory.of(log.directory());
        long minimum = PrunedStart.read(log.directory(), log.vkey())
                .map(start -> start.minimum().index())
                .orElse(0L);
        long size = log.published().unverified().treeSize();
        long first = Math.max(minimum, Math.max(0, (size - 1) / Tile.FULL - LAST_TILES + 1) * Tile.FULL);
        Optional<Instant> before = Optional.empty();
        long index = first;
        for (long at = first; at < size; at += Tile.FULL) {
            Tile tile = new Tile(0, at / Tile.FULL, (int) Math.min(Tile.FULL, size - at));
            for (byte[] entry : tiles.entries(tile)) {
                Instant recordedAt = EntryForm.read(entry).recordedAt();
                if (before.isPresent() && isGap(before.get(), recordedAt)) {
                    return Optional.of(gap(minimum, index - 1, Duration.between(before.get(), recordedAt)));
                }
                before = Optional.of(recordedAt);
                index++;
            }
        }
        return before.isPresent() && isGap(before.get(), asOf)
                ? Optional.of(gap(minimum, index - 1, Duration.between(before.get(), asOf)))
                : Optional.empty();
    }

    private boolean isGap(Instant before, Instant after) {
        return Duration.between(before, after).compareTo(silence) > 0;
    }

    private static Pruning gap(long minimum, long index, Duration gap) {
        return new Pruning(minimum, minimum, new PruningStop.AtGap(index, gap));
    }
}
