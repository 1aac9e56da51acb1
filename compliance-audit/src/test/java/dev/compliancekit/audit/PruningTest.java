package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.pruning.LogHold;
import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.audit.pruning.Pruning;
import dev.compliancekit.audit.pruning.PruningStop;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.InclusionProof;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.LogVerifier;
import dev.compliancekit.audit.tlog.MinimumIndex;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pruning removes, what stays, and what the log says of it. */
class PruningTest {

    @TempDir
    private Path temp;

    private PruningScene scene;

    @BeforeEach
    void makeScene() {
        scene = new PruningScene(temp);
    }

    private VerificationReport verify() {
        return AuditVerifier.of(scene.logs().key()).verify(scene.directory());
    }

    private static Pruning prune(AuditLog log) {
        return LogPruner.of(log, PruningScene.YEAR, PruningScene.NONE).prune(PruningScene.DPO);
    }

    @Test
    void wholeBundlesOlderThanTheFloorGoAndTilesStay() {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            Map<String, Bytes> tiles = scene.tiles();
            Instant now = scene.now();
            Pruning plan =
                    LogPruner.of(log, PruningScene.YEAR, PruningScene.NONE).plan();
            assertThat(PruningScene.bundlesIn(scene.directory(), 6)).hasSize(6);
            Pruning pruning = prune(log);
            assertThat(pruning).isEqualTo(plan);
            assertThat(pruning.fromIndex()).isZero();
            assertThat(pruning.minimumIndex()).isEqualTo(1024);
            assertThat(pruning.stop()).isInstanceOfSatisfying(PruningStop.AtFloor.class, stop -> {
                assertThat(stop.keptUntil()).isAfter(now);
                assertThat(stop.index()).isBetween(1024L, 1279L);
            });
            assertThat(PruningScene.bundlesIn(scene.directory(), 6)).containsExactly(4, 5);
            assertThat(scene.tiles()).containsAllEntriesOf(withoutPartials(tiles));
            Map<Long, AuditEntry> left = PruningScene.entries(log);
            assertThat(left.keySet()).startsWith(1024L);
            AuditEntry last = Objects.requireNonNull(left.get(4000L));
            assertThat(last.event().action()).isEqualTo(Action.LOG_PRUNED);
            assertThat(last.event().attributes())
                    .containsEntry("fromIndex", "0")
                    .containsEntry("minimumIndex", "1024")
                    .containsEntry("entries", "1024")
                    .containsEntry("policy", "floor P12M, ceiling P24M, zone Z")
                    .containsEntry("newest", "2026-05-08T00:00:00Z")
                    .containsEntry(AuditEvent.REASON, pruning.stop().sentence());
            assertThat(prune(log).entries()).isZero();
        }
        VerificationReport report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.minimumIndex()).isEqualTo(1024);
        assertThat(report.entries()).isEqualTo(4001 - 1024);
        assertThat(report.remarks()).hasSize(1).first().asString().startsWith("entries 0 to 1023 were pruned");
    }

    private static Map<String, Bytes> withoutPartials(Map<String, Bytes> tiles) {
        tiles.keySet().removeIf(path -> path.contains(".p/"));
        return tiles;
    }

    @Test
    void whatWasProvenBeforeVerifiesAndCanBeProvenAgain() {
        SignedCheckpoint early;
        InclusionProof oldProof;
        Bytes leaf;
        try (AuditLog log = scene.open()) {
            scene.live(log, 20);
            early = log.checkpoint();
            leaf = Objects.requireNonNull(PruningScene.entries(log).get(77L)).leafHash();
            oldProof = TileDirectory.of(scene.directory())
                    .proveInclusion(77, early.unverified().treeSize());
            scene.live(log, 480);
            assertThat(prune(log).minimumIndex()).isEqualTo(1024);
            Checkpoint now = log.checkpoint().verify(log.vkey());
            oldProof.verify(leaf, early.verify(log.vkey()));
            TileDirectory.of(scene.directory())
                    .proveInclusion(77, now.treeSize())
                    .verify(leaf, now);
        }
        assertThat(AuditVerifier.of(scene.logs().key())
                        .withSaved(early)
                        .verify(scene.directory())
                        .findings())
                .isEmpty();
        LogVerifier.of(scene.logs().key().vkey()).withSaved(early).verifyGrowth(scene.directory());
    }

    @Test
    void aHoldStopsAtTheFirstBundleThatHoldsAnEntryOfItsTenant() {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            LogHold late = new LogHold("case-7", "a dispute", TestLog.START.plus(Duration.ofDays(70)), Instant.MAX);
            Pruning pruning = LogPruner.of(
                            log, PruningScene.YEAR, PruningScene.holdOn(PruningScene.TENANTS.get(2), late))
                    .prune(PruningScene.DPO);
            assertThat(pruning.minimumIndex()).isEqualTo(512);
            assertThat(pruning.stop()).isEqualTo(new PruningStop.AtHold(562, PruningScene.TENANTS.get(2), late));
            assertThat(pruning.stop().sentence()).isEqualTo("entry 562 of initech is under the hold case-7");
            LogHold all = LogHold.onAll("case-8", "another dispute");
            assertThat(LogPruner.of(log, PruningScene.YEAR, PruningScene.holdOn(PruningScene.TENANTS.get(0), all))
                            .prune(PruningScene.DPO)
                            .entries())
                    .isZero();
            assertThat(prune(log).minimumIndex()).as("once released").isEqualTo(1024);
        }
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void ifHoldsCannotBeAskedNothingGoes() {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            Map<String, Bytes> before = PruningScene.files(scene.directory());
            LogPruner pruner = LogPruner.of(log, PruningScene.YEAR, tenant -> {
                throw new IllegalStateException("the register does not answer");
            });
            assertThatThrownBy(() -> pruner.prune(PruningScene.DPO)).hasMessage("the register does not answer");
            assertThat(PruningScene.files(scene.directory())).isEqualTo(before);
        }
    }

    @Test
    void thePrunedLogGoesOnAndIsPrunedAgain() throws IOException {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            prune(log);
        }
        try (AuditLog log = scene.open()) {
            scene.live(log, 100);
            assertThat(prune(log).fromIndex()).isEqualTo(1024);
            assertThat(prune(log).fromIndex()).isEqualTo(1792);
        }
        assertThat(verify().findings()).isEmpty();
        assertThat(Files.exists(scene.directory().resolve("tenant-heads.1792"))).isTrue();
        assertThat(Files.exists(scene.directory().resolve("tenant-heads.1024"))).isFalse();
        for (String damaged : new String[] {"tenant-heads", "write nothing"}) {
            Files.deleteIfExists(scene.directory().resolve(damaged));
            try (AuditLog log = scene.open()) {
                assertThat(log.append(TestLog.event(PruningScene.TENANTS.get(0), 0))
                                .tenantSequence())
                        .isGreaterThanOrEqualTo(1200);
            }
            assertThat(verify().findings()).isEmpty();
        }
    }

    @Test
    void withoutTheHeadsAtItsMinimumALogIsRefusedUntilTheyArePutBack() throws IOException {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            prune(log);
        }
        Path heads = scene.directory().resolve("tenant-heads.1024");
        byte[] good = Files.readAllBytes(heads);
        for (int at = 0; at < good.length; at += 5) {
            PruningScene.flip(heads, at);
            assertThatThrownBy(() -> scene.open())
                    .isInstanceOf(LogTamperedException.class)
                    .hasMessageContaining("nothing was changed: tenant-heads.1024 is not what the log signed");
            Files.write(heads, good);
        }
        Files.delete(heads);
        assertThatThrownBy(() -> scene.open())
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("tenant-heads.1024 is missing; put it back from any copy of the log");
        assertThat(verify().isIntact()).isFalse();
        Files.write(heads, good);
        scene.open().close();
        assertThat(verify().isIntact()).isTrue();
    }

    @Test
    void aBundleThatWasRemovedByHandIsAFinding() throws IOException {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            scene.logs().copyAs("never-pruned");
            prune(log);
        }
        Path removed = scene.logs().copyAs("removed");
        Files.delete(PruningScene.bundle(removed, 4));
        assertFinding(removed, "tile/entries/004");
        Path without = temp.resolve("never-pruned");
        Files.delete(PruningScene.bundle(without, 0));
        assertFinding(without, "tile/entries/000");
        Path noMinimum = scene.logs().copyAs("no-minimum");
        Files.delete(noMinimum.resolve(MinimumIndex.FILE));
        assertFinding(noMinimum, "tile/entries/000");
        Path noNote = TestLog.copy(temp.resolve("never-pruned"), temp.resolve("note-alone"));
        Files.copy(scene.directory().resolve(MinimumIndex.FILE), noNote.resolve(MinimumIndex.FILE));
        Files.copy(scene.directory().resolve("tenant-heads.1024"), noNote.resolve("tenant-heads.1024"));
        assertFinding(noNote, MinimumIndex.FILE);
    }

    private void assertFinding(Path directory, String where) {
        VerificationReport report = AuditVerifier.of(scene.logs().key().vkey()).verify(directory);
        assertThat(report.findings())
                .extracting(VerificationReport.Finding::where)
                .contains(where);
    }

    @Test
    void noChangedByteOfTheMinimumIndexPasses() throws IOException {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            prune(log);
        }
        Path file = scene.directory().resolve(MinimumIndex.FILE);
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            PruningScene.flip(file, at);
            assertThat(LogVerifier.of(scene.logs().key().vkey())
                            .verify(scene.directory())
                            .isIntact())
                    .as("byte %d", at)
                    .isFalse();
            Files.write(file, good);
        }
        assertThat(verify().isIntact()).isTrue();
    }

    @Test
    void anEntryThatDoesNotFitIsEvidenceAndNeverRemoved() {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            PruningScene.flip(PruningScene.bundle(scene.directory(), 2), 300);
            assertThatThrownBy(() -> prune(log)).isInstanceOf(LogTamperedException.class);
            PruningScene.flip(PruningScene.bundle(scene.directory(), 2), 300);
            PruningScene.flip(scene.directory().resolve("tile/1/000.p/15"), 40);
            assertThatThrownBy(() -> prune(log)).isInstanceOf(LogTamperedException.class);
            assertThat(PruningScene.bundlesIn(scene.directory(), 4)).hasSize(4);
        }
    }

    @Test
    void aClockThatJumpedRemovesNothing() {
        try (AuditLog log = scene.open()) {
            scene.live(log, 100);
            scene.sleep(Duration.ofDays(3650));
            Pruning doubted = prune(log);
            assertThat(doubted.entries()).isZero();
            assertThat(doubted.stop().sentence())
                    .isEqualTo(
                            "after entry 799 nothing was recorded for 3651 days: the clock may be wrong, and nothing "
                                    + "is removed");
            log.append(TestLog.event(PruningScene.TENANTS.get(0), 1));
            assertThat(prune(log).stop()).isInstanceOf(PruningStop.AtGap.class);
            Pruning accepted = LogPruner.of(log, PruningScene.YEAR, PruningScene.NONE)
                    .acceptingGaps()
                    .prune(PruningScene.DPO);
            assertThat(accepted).isEqualTo(new Pruning(0, 768, new PruningStop.AtEnd(768)));
        }
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void theControlsSayWhatIsKeptAtRiskAndBroken() {
        LogRetention narrow = new LogRetention(Period.ofDays(100), Period.ofDays(150), ZoneOffset.UTC);
        try (AuditLog log = scene.open()) {
            scene.live(log, 60);
            assertStanding(log, narrow, PruningScene.NONE, Standing.KEPT);
            scene.live(log, 79);
            assertStanding(log, narrow, PruningScene.NONE, Standing.KEPT);
            scene.live(log, 2);
            assertStanding(log, narrow, PruningScene.NONE, Standing.AT_RISK);
            scene.live(log, 10);
            Assessment broken = assertStanding(log, narrow, PruningScene.NONE, Standing.BROKEN);
            assertThat(broken.reasons()).contains("Entry 0 is older than the ceiling of P150D and was not pruned.");
            LogHolds held = PruningScene.holdOn(PruningScene.TENANTS.get(3), LogHold.onAll("case-7", "a dispute"));
            Assessment hold = assertStanding(log, narrow, held, Standing.AT_RISK);
            assertThat(hold.reasons())
                    .contains("Entries older than the ceiling of P150D stay under the legal hold case-7.");
            LogPruner.of(log, narrow, PruningScene.NONE).prune(PruningScene.DPO);
            assertStanding(log, narrow, PruningScene.NONE, Standing.KEPT);
            Assessment floor = AuditControls.of(log)
                    .logRetained(Period.ofDays(100), ZoneOffset.UTC)
                    .assess(scene.now());
            assertThat(floor.standing()).isEqualTo(Standing.KEPT);
            assertThat(floor.reasons().get(0)).startsWith("No entry younger than the floor was pruned; what is left ");
            Assessment higher = AuditControls.of(log)
                    .logRetained(Period.ofDays(200), ZoneOffset.UTC)
                    .assess(scene.now().plus(Duration.ofDays(1000)));
            assertThat(higher.standing()).isEqualTo(Standing.BROKEN);
            assertThat(higher.evidence()).containsExactly("log " + TestLog.ORIGIN + " entry 1208");
            assertThat(AuditControls.of(log).logVerified().assess(scene.now()).figures())
                    .extracting(figure -> figure.name() + " " + figure.value())
                    .contains("pruned entries, verified by their hashes 256");
        }
    }

    private Assessment assertStanding(AuditLog log, LogRetention policy, LogHolds holds, Standing expected) {
        Assessment assessment =
                AuditControls.of(log).logRetainedBetween(policy, holds).assess(scene.now());
        assertThat(assessment.standing()).as(assessment.toString()).isEqualTo(expected);
        return assessment;
    }

    @Test
    void readersOfAnOldPlaceAreTakenToTheMinimum() {
        try (AuditLog log = scene.open()) {
            scene.live(log, 500);
            prune(log);
            try (TenantScope scope = TenantScope.enter(PruningScene.TENANTS.get(0))) {
                AuditPage page = log.find(AuditQuery.of(PruningScene.TENANTS.get(0)));
                assertThat(page.entries().get(0).index()).isEqualTo(1024);
            }
        }
    }

    @Test
    void thePolicyCountsInItsZoneAndRefusesWhatMakesNoSense() {
        LogRetention sydney = new LogRetention(Period.ofMonths(1), Period.ofMonths(2), ZoneId.of("Australia/Sydney"));
        assertThat(sydney.keptUntil(Instant.parse("2026-03-10T00:00:00Z")))
                .as("daylight saving time ends in between")
                .isEqualTo("2026-04-10T01:00:00Z");
        assertThat(sydney.goneBy(Instant.parse("2026-01-31T00:00:00Z"))).isEqualTo("2026-03-31T00:00:00Z");
        assertThatThrownBy(() -> new LogRetention(Period.ZERO, Period.ofDays(1), ZoneOffset.UTC))
                .hasMessage("floor is P0D; accepted is a positive period");
        assertThatThrownBy(() -> new LogRetention(Period.ofDays(30), Period.ofMonths(0), ZoneOffset.UTC))
                .hasMessage("ceiling is P0D and floor P30D; accepted is a ceiling longer than the floor");
        assertThatThrownBy(() -> LogHold.onAll(" ", "why")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogHold("h", "why", Instant.MAX, Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
