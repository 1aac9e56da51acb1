package dev.compliancekit.examples.quickstart;

import static dev.compliancekit.examples.quickstart.AccessControls.judged;
import static dev.compliancekit.examples.quickstart.AccessControls.number;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.core.residency.Provider;
import dev.compliancekit.core.residency.Region;
import dev.compliancekit.core.residency.StoreId;
import dev.compliancekit.core.residency.StorePurpose;
import dev.compliancekit.crypto.control.EncryptionAtRest;
import dev.compliancekit.crypto.control.EncryptionCoverage;
import dev.compliancekit.crypto.control.StoreEvidence;
import dev.compliancekit.crypto.control.StoreScan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where data lie, whether they are sealed there, and whether they are backed up. */
final class StoreControls {

    private final Evidence evidence;
    private final EncryptionAtRest encryption;

    private StoreControls(Evidence evidence) {
        this.evidence = evidence;
        Coverage coverage = new Coverage(
                evidence.application().database(),
                evidence.backups(),
                evidence.application().keys());
        this.encryption = EncryptionAtRest.over(
                evidence.stores()::directory,
                List.of(
                        scanned(StoreRegister.DATABASE, coverage.inDatabase()),
                        scanned(StoreRegister.BACKUP_FOLDER, coverage.inBackups())));
    }

    /** Scanned once, when the story is over; a scan counts for a day. */
    private StoreEvidence scanned(StoreId store, List<EncryptionCoverage> parts) {
        StoreScan scan = new StoreScan(evidence.story().asOf(), parts);
        return new StoreEvidence.Scanned(store, () -> Optional.of(scan), Duration.ofDays(1));
    }

    static Map<String, Function<Promise, Control>> over(Evidence evidence) {
        StoreControls controls = new StoreControls(evidence);
        return Map.of(
                "store-allow-list", controls::onlyWith,
                "store-register", controls::storeRegister,
                "own-store", promise -> evidence.stores().survey().customerSpecific(),
                "residency", promise -> controls.residency(),
                "encryption-at-rest", promise -> controls.encryption,
                "backup-encryption", promise -> controls.encryption.forStoresOf(Set.of(StorePurpose.BACKUP)),
                "backup-schedule", promise -> asOf -> controls.backupSchedule(promise, asOf),
                "restore-drill", promise -> asOf -> controls.restoreDrill());
    }

    private Control onlyWith(Promise promise) {
        Map<Provider, Set<Region>> accepted = Arrays.stream(
                        promise.requireParameter("providers").split(",", -1))
                .map(name -> new Provider(name.strip()))
                .collect(Collectors.toMap(
                        Function.identity(), provider -> evidence.stores().regions()));
        return evidence.stores().survey().onlyWith(accepted);
    }

    private Control storeRegister(Promise promise) {
        return promise.parameters().containsKey("providers")
                ? onlyWith(promise)
                : evidence.stores().survey().replicated();
    }

    private Control residency() {
        Control declared =
                evidence.stores().survey().inTheirRegions(evidence.stores().policy());
        Assessment guard = judged(
                true,
                evidence.stores().guardKeptBackupsHome(),
                "a backup to a store outside the regions was refused, one inside was not",
                "the guard let a backup leave the regions, or stopped one that stayed");
        return asOf -> Assessment.combine(List.of(declared.assess(asOf), guard));
    }

    /** The longest time between two backups, and since the last one, against the time promised. */
    private Assessment backupSchedule(Promise promise, Instant asOf) {
        List<Instant> made = evidence.log().backups();
        if (made.isEmpty()) {
            return Assessment.of(Standing.BROKEN, "the log has no backup");
        }
        Duration longest = Duration.between(made.get(made.size() - 1), asOf);
        for (int i = 1; i < made.size(); i++) {
            Duration gap = Duration.between(made.get(i - 1), made.get(i));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        Duration cadence = cadence(promise.requireParameter("cadence"));
        return judged(
                        true,
                        longest.compareTo(cadence) <= 0,
                        "no two backups lie further apart than promised",
                        "backups are made every night only, " + longest.toHours() + " hours apart")
                .withFigure("backups in the log", number(made.size()))
                .withFigure("longest time between two", longest.toHours() + " hours")
                .withFigure("promised", cadence.toHours() + " hours")
                .withEvidence("audit log, action backup-made");
    }

    private static Duration cadence(String text) {
        return text.startsWith("PT") ? Duration.parse(text) : ErasurePromises.exactDays(text);
    }

    private Assessment restoreDrill() {
        return judged(
                true,
                evidence.restored(),
                "the newest backup of a store was opened and holds, byte for byte, what the database holds",
                "the newest backup of a store does not hold what the database holds");
    }
}
