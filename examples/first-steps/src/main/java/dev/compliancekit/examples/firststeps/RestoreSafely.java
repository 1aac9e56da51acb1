package dev.compliancekit.examples.firststeps;

import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.backup.BackupFolders;
import dev.compliancekit.retention.erasure.ErasureLedger;
import dev.compliancekit.retention.erasure.ErasureRun;
import dev.compliancekit.retention.erasure.RestoreGate;
import dev.compliancekit.retention.erasure.RestoreMarkFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.SecretKey;

/** Opens a store of files for service only when everything that was erased is erased from it. */
final class RestoreSafely {

    private RestoreSafely() {}

    static void run(
            Path files,
            Path ledgerFile,
            SecretKey key,
            Function<ErasureLedger, ErasureRun> runOver,
            List<Scope> everybodyInTheStore,
            InstantSource clock) {
        // readme: begin
        Path outside = BackupFolders.of(List.of(files)).outside(ledgerFile); // refused inside a backed-up folder
        try (ErasureLedger ledger = ErasureLedger.open(outside, key)) {
            RestoreGate gate = RestoreGate.of("uploads", ledger, RestoreMarkFile.at(files.resolve("restore-mark")));
            if (!gate.isOpen()) { // the store knows less of the ledger than there is: it was restored
                ErasureRun again = runOver.apply(ledger);
                gate.replay(again, everybodyInTheStore, Set.of(StoreKind.LIVE), clock.instant(), Duration.ofHours(1));
            }
            gate.requireOpen(); // throws: nothing is served before this line
        }
        // readme: end
    }
}
