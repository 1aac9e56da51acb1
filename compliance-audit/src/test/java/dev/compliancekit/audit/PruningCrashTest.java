package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.pruning.LogHold;
import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.audit.pruning.Pruning;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prune that dies before any of its file calls, and prunes in random lives of a log. */
class PruningCrashTest {

    @TempDir
    private Path temp;

    /** At each call the folder is copied as a kill would leave it; every copy must open, verify and go on. */
    @Test
    void aPruneThatDiesBeforeAnyFileCallIsEndedOrAsIfItHadNotBeen() throws IOException {
        PruningScene scene = new PruningScene(temp);
        List<Path> crashes = new ArrayList<>();
        SignedCheckpoint before;
        Map<Long, AuditEntry> entries;
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            leaveAPartialBundleBehind(scene.directory());
            before = log.checkpoint();
            entries = PruningScene.entries(log);
            LogPruner pruner = new LogPruner(
                    log,
                    PruningScene.YEAR,
                    PruningScene.NONE,
                    Duration.ofDays(31),
                    call -> crashes.add(TestLog.copy(scene.directory(), temp.resolve("crash-" + crashes.size()))));
            assertThat(pruner.prune(PruningScene.DPO).minimumIndex()).isEqualTo(1024);
        }
        assertThat(crashes).hasSizeGreaterThan(10);
        int ended = 0;
        for (Path crash : crashes) {
            assertThat(verify(scene, crash, before)).as(crash.toString()).isEmpty();
            try (AuditLog log = scene.open(crash)) {
                List<Integer> bundles = PruningScene.bundlesIn(crash, 6);
                assertThat(bundles).as(crash.toString()).isIn(List.of(4, 5), List.of(0, 1, 2, 3, 4, 5));
                ended += bundles.size() == 2 ? 1 : 0;
                Map<Long, AuditEntry> left = PruningScene.entries(log);
                assertThat(left.entrySet().stream()
                                .filter(entry -> entry.getKey() < 4000)
                                .toList())
                        .as(crash.toString())
                        .allSatisfy(entry -> assertThat(entry.getValue()).isEqualTo(entries.get(entry.getKey())))
                        .hasSize(bundles.size() == 2 ? 4000 - 1024 : 4000);
                LogPruner.of(log, PruningScene.YEAR, PruningScene.NONE).prune(PruningScene.DPO);
                assertThat(PruningScene.bundlesIn(crash, 6)).containsExactly(4, 5);
                assertThat(Files.exists(crash.resolve("tile/entries/002.p"))).isFalse();
            }
            assertThat(verify(scene, crash, before)).as(crash.toString()).isEmpty();
        }
        assertThat(ended).as("crashes after the minimum index was in force").isGreaterThan(5);
    }

    /** As a crash between a checkpoint and the tidying after it leaves one. */
    private static void leaveAPartialBundleBehind(Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("tile/entries/002.p"));
        byte[] bundle = Files.readAllBytes(PruningScene.bundle(directory, 2));
        int first = 2 + (((bundle[0] & 0xff) << 8) | (bundle[1] & 0xff));
        Files.write(folder.resolve("1"), Arrays.copyOf(bundle, first));
    }

    private static List<?> verify(PruningScene scene, Path directory, SignedCheckpoint saved) {
        return AuditVerifier.of(scene.logs().key())
                .withSaved(saved)
                .verify(directory)
                .findings();
    }

    /** Another run with {@code -Dpruning.seed=7}, more lives with {@code -Dpruning.lives=100}. */
    @Test
    void noEntryYoungerThanTheFloorOrUnderHoldEverGoes() throws IOException {
        long seed = Long.getLong("pruning.seed", 20_261_122L);
        Random random = new Random(seed);
        for (int life = 0; life < Integer.getInteger("pruning.lives", 2); life++) {
            PruningScene scene = new PruningScene(Files.createDirectory(temp.resolve("life-" + life)));
            Map<Long, AuditEntry> known = new HashMap<>();
            Map<TenantId, LogHold> holds = new HashMap<>();
            LogHolds register = tenant -> holds.containsKey(tenant) ? List.of(holds.get(tenant)) : List.of();
            for (int run = 0; run < 6; run++) {
                String where = "seed " + seed + ", life " + life + ", run " + run;
                try (AuditLog log = scene.open()) {
                    scene.live(log, 20 + random.nextInt(150));
                    known.putAll(PruningScene.entries(log));
                    placeOrRelease(holds, random);
                    LogRetention policy = new LogRetention(
                            Period.ofDays(30 + random.nextInt(200)), Period.ofDays(300), ZoneOffset.UTC);
                    Map<String, Bytes> tiles = scene.tiles();
                    tiles.keySet().removeIf(path -> path.contains(".p/"));
                    Pruning pruning = LogPruner.of(log, policy, register).prune(PruningScene.DPO);
                    assertThat(scene.tiles()).as(where).containsAllEntriesOf(tiles);
                    for (long gone = pruning.fromIndex(); gone < pruning.minimumIndex(); gone++) {
                        AuditEntry entry = Objects.requireNonNull(known.get(gone));
                        assertThat(policy.keptUntil(entry.recordedAt()))
                                .as(where)
                                .isBeforeOrEqualTo(scene.now());
                        assertThat(register.on(entry.event().tenant()))
                                .as(where)
                                .noneMatch(hold -> hold.holds(entry.recordedAt()));
                    }
                    assertThat(PruningScene.entries(log).keySet().iterator().next())
                            .as(where)
                            .isEqualTo(pruning.minimumIndex());
                }
                assertThat(AuditVerifier.of(scene.logs().key())
                                .verify(scene.directory())
                                .findings())
                        .as(where)
                        .isEmpty();
            }
        }
    }

    private static void placeOrRelease(Map<TenantId, LogHold> holds, Random random) {
        TenantId tenant = PruningScene.TENANTS.get(random.nextInt(4));
        if (random.nextInt(3) == 0) {
            Instant from = TestLog.START.plus(Duration.ofDays(random.nextInt(300)));
            holds.put(
                    tenant, new LogHold("case", "a dispute", from, from.plus(Duration.ofDays(1 + random.nextInt(90)))));
        } else {
            holds.clear();
        }
    }
}
