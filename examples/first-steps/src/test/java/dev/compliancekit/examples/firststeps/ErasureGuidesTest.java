package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.erasure.ErasureLedger;
import dev.compliancekit.retention.erasure.ErasureOutcome;
import dev.compliancekit.retention.erasure.ErasureRun;
import dev.compliancekit.retention.erasure.RestoreGateException;
import dev.compliancekit.retention.hold.LegalHoldRegister;
import dev.compliancekit.retention.store.FolderTarget;
import dev.compliancekit.retention.store.TargetTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quoted lines erase what is not held, and open a restored store only after the ledger was replayed. */
class ErasureGuidesTest {

    private static final TenantId ACME = new TenantId("acme-7f3a");
    private static final Scope ANN = Scope.of(ACME, new SubjectId("ann"));
    private static final Scope BEN = Scope.of(ACME, new SubjectId("ben"));
    private static final Scope CY = Scope.of(ACME, new SubjectId("cy"));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

    @TempDir
    private Path dir;

    private final List<AuditEvent> events = new ArrayList<>();
    private final AuditSink log = event -> {
        events.add(event);
        return new AuditReceipt("example", events.size() - 1L, Bytes.copyOf(new byte[32]), events.size() - 1L);
    };
    private Path files;

    @BeforeEach
    void fill() throws IOException {
        files = Files.createDirectories(dir.resolve("files"));
        ErasureLedger.create(dir.resolve("ledger"), KEY).close();
        for (Scope scope : List.of(ANN, BEN, CY)) {
            Files.writeString(
                    Files.createDirectories(files.resolve(scope.toString())).resolve("upload"), "text");
        }
    }

    private static ErasureOrder order(Scope scope) {
        return new ErasureOrder(
                "order-" + scope.toString().replace('/', '-'),
                scope,
                Set.of(StoreKind.LIVE),
                "page 1: asked",
                NOW,
                NOW,
                NOW);
    }

    private List<ErasureOutcome> erase(Instant now) {
        try (ErasureLedger ledger = ErasureLedger.open(dir.resolve("ledger"), KEY)) {
            return HoldEraseAndProve.run(
                    log,
                    ledger,
                    LegalHoldRegister.open(log, List.of()),
                    LegalHold.place("case-2026-17", BEN, "a dispute is in court", NOW),
                    List.of(order(ANN), order(BEN)),
                    files,
                    dir.resolve("last-run"),
                    () -> now);
        }
    }

    @Test
    void erasesWhatIsNotHeld() {
        assertThat(erase(NOW))
                .extracting(outcome -> (Object) outcome.getClass())
                .containsExactly(ErasureOutcome.Erased.class, ErasureOutcome.Deferred.class);
        assertThat(files.resolve(ANN.toString())).doesNotExist();
        assertThat(files.resolve(BEN.toString())).exists();
    }

    @Test
    void aRestoredStoreIsServedOnlyAfterTheReplay() throws IOException {
        erase(NOW);
        Files.writeString(Files.createDirectories(files.resolve(ANN.toString())).resolve("upload"), "from the backup");

        RestoreSafely.run(files, dir.resolve("ledger"), KEY, this::runOver, List.of(ANN, BEN, CY), () -> NOW);

        assertThat(files.resolve(ANN.toString())).doesNotExist();
        assertThat(files.resolve(CY.toString())).exists();
    }

    @Test
    void withoutAReplayOfEverythingItStaysClosed() {
        erase(NOW);
        assertThatExceptionOfType(RestoreGateException.class)
                .isThrownBy(() -> RestoreSafely.run(
                        files,
                        dir.resolve("ledger"),
                        KEY,
                        ledger -> ErasureRun.builder(
                                        log,
                                        ledger,
                                        tenant -> {
                                            throw new IllegalStateException("the register is down");
                                        },
                                        () -> NOW)
                                .target(FolderTarget.perTenant(TargetTraits.of("uploads", StoreKind.LIVE), files))
                                .build(),
                        List.of(ANN),
                        () -> NOW));
    }

    private ErasureRun runOver(ErasureLedger ledger) {
        return ErasureRun.builder(log, ledger, tenant -> List.of(), () -> NOW)
                .target(FolderTarget.perTenant(TargetTraits.of("uploads", StoreKind.LIVE), files))
                .build();
    }
}
