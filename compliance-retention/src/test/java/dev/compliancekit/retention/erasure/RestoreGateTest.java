package dev.compliancekit.retention.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.backup.BackupFolders;
import dev.compliancekit.retention.store.FolderTarget;
import dev.compliancekit.retention.store.TargetTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a folder before, during and after an erasure: none brings anything back. */
class RestoreGateTest {

    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final TenantId ACME = new TenantId("acme");
    private static final Scope ANN = Scope.of(ACME, new SubjectId("ann"));
    private static final Scope BEN = Scope.of(ACME, new SubjectId("ben"));
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(1);

    @TempDir
    private Path temp;

    private final RecordingSink audit = new RecordingSink();
    private Path live;
    private ErasureLedger ledger;
    private Instant now = NOW;

    @BeforeEach
    void fill() throws IOException {
        live = Files.createDirectory(temp.resolve("live"));
        ledger = ErasureLedger.create(temp.resolve("ledger"), KEY);
        for (Scope scope : List.of(ANN, BEN)) {
            Path folder = live.resolve(scope.toString());
            Files.createDirectories(folder);
            for (int i = 0; i < 3; i++) {
                Files.writeString(folder.resolve("file-" + i), "text");
            }
        }
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private ErasureRun run() {
        return ErasureRun.builder(audit, ledger, tenant -> List.of(), () -> now)
                .target(FolderTarget.perTenant(TargetTraits.of("files", StoreKind.LIVE), live))
                .pieceRecords(1)
                .build();
    }

    private RestoreGate gate() {
        return RestoreGate.of("files", ledger, RestoreMarkFile.at(live.resolve("restore-mark")));
    }

    private static ErasureOrder order(Scope scope) {
        return new ErasureOrder("order-1", scope, Set.of(StoreKind.LIVE), "page 1: asked", NOW, NOW, NOW);
    }

    private Path backup(String name) throws IOException {
        Path copy = temp.resolve(name);
        copy(live, copy);
        return copy;
    }

    private void restore(Path backup) throws IOException {
        try (Stream<Path> old = Files.walk(live)) {
            for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
        copy(backup, live);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private void assertReplayBringsNothingBack(Path backup, boolean mustBeClosed) throws IOException {
        restore(backup);
        RestoreGate gate = gate();
        assertThat(gate.isOpen())
                .as("open after restoring %s", backup.getFileName())
                .isEqualTo(!mustBeClosed);
        if (mustBeClosed) {
            assertThatExceptionOfType(RestoreGateException.class)
                    .isThrownBy(gate::requireOpen)
                    .withMessageContaining("files");
        }
        now = now.plusSeconds(60);
        gate.replay(run(), List.of(ANN, BEN), Set.of(StoreKind.LIVE), now, WINDOW);
        gate.requireOpen();
        assertThat(live.resolve("acme/ann")).doesNotExist();
        assertThat(live.resolve("acme/ben")).isDirectoryContaining("glob:**file-*");
        assertThat(gate().isOpen()).as("open after a restart").isTrue();
    }

    @Test
    void nothingErasedComesBackFromBackupsBeforeDuringAndAfter() throws IOException {
        RestoreGate gate = gate();
        assertThat(gate.isOpen()).as("without a mark").isFalse();
        gate.replay(run(), List.of(ANN, BEN), Set.of(StoreKind.LIVE), NOW, WINDOW);
        gate.requireOpen();
        Path before = backup("before");
        List<Path> during = new ArrayList<>();
        ErasureRun run = ErasureRun.builder(
                        audit,
                        ledger,
                        tenant -> {
                            during.add(copyOrFail("during-" + during.size()));
                            return List.of();
                        },
                        () -> now)
                .target(FolderTarget.perTenant(TargetTraits.of("files", StoreKind.LIVE), live))
                .pieceRecords(1)
                .build();
        assertThat(run.run(List.of(order(ANN)))).hasOnlyElementsOfType(ErasureOutcome.Erased.class);
        assertThat(gate.isOpen()).as("a running application goes on").isTrue();
        assertThat(gate.runIsOver()).isTrue();
        Path after = backup("after");

        assertReplayBringsNothingBack(before, true);
        for (Path copy : during) {
            assertReplayBringsNothingBack(copy, true);
        }
        assertThat(during).hasSize(5);
        // the backup from after the erasure, restored after later replays, knows less of the ledger than there is
        assertReplayBringsNothingBack(after, true);
        Path last = backup("last");
        assertReplayBringsNothingBack(last, false);
    }

    private Path copyOrFail(String name) {
        try {
            return backup(name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStoreRestoredWhileTheApplicationRunsIsNotStampedAsUpToDate() throws IOException {
        RestoreGate gate = gate();
        gate.replay(run(), List.of(ANN, BEN), Set.of(StoreKind.LIVE), NOW, WINDOW);
        Path before = backup("before");
        run().run(List.of(order(ANN)));
        assertThat(gate.runIsOver()).isTrue();
        restore(before);
        assertThat(gate.runIsOver()).isFalse();
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void anIncompleteReplayLeavesTheGateClosed() {
        RestoreGate gate = gate();
        run().run(List.of(order(ANN)));
        ErasureRun held = ErasureRun.builder(
                        audit,
                        ledger,
                        tenant -> {
                            throw new IllegalStateException("register is down");
                        },
                        () -> now)
                .target(FolderTarget.perTenant(TargetTraits.of("files", StoreKind.LIVE), live))
                .build();
        gate.replay(held, List.of(ANN, BEN), Set.of(StoreKind.LIVE), NOW, WINDOW);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void aLedgerThatIsShorterThanTheStoreKnowsItOpensNothing() {
        RestoreMarkFile.at(live.resolve("restore-mark")).write(7);
        RestoreGate gate = gate();
        assertThat(gate.isOpen()).isFalse();
        assertThatExceptionOfType(RestoreGateException.class)
                .isThrownBy(() -> gate.replay(run(), List.of(ANN), Set.of(StoreKind.LIVE), NOW, WINDOW));
    }

    @Test
    void theLedgerLiesInNoFolderThatIsBackedUp() throws IOException {
        BackupFolders folders = BackupFolders.of(List.of(live));
        Path outside = temp.resolve("other-ledger");
        assertThat(folders.outside(outside)).isEqualTo(outside);
        assertThatIllegalArgumentException().isThrownBy(() -> folders.outside(live.resolve("ledger")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folders.outside(live.resolve("acme").resolve("ledger")));
        Path alias = Files.createSymbolicLink(temp.resolve("alias"), live);
        assertThatIllegalArgumentException().isThrownBy(() -> folders.outside(alias.resolve("ledger")));
        assertThatIllegalArgumentException().isThrownBy(() -> folders.outside(temp.resolve("x/../live/ledger")));
    }
}
