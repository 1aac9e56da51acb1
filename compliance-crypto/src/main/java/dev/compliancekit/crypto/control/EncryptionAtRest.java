package dev.compliancekit.crypto.control;

import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.core.residency.StoreDirectory;
import dev.compliancekit.core.residency.StoreEntry;
import dev.compliancekit.core.residency.StoreId;
import dev.compliancekit.core.residency.StorePurpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Answers the promise that everything is encrypted at rest, backups too, store by store: every store of the directory
 * needs evidence. Broken if a scan found anything that is not sealed; unproven if a store has no evidence, was not
 * scanned, or not lately enough; kept only if every store is shown.
 *
 * <p>As thread-safe as the directory and the evidence.
 */
public final class EncryptionAtRest implements Control {

    private static final int MOST_SHOWN = 10;

    private final Supplier<StoreDirectory> directory;
    private final Map<StoreId, StoreEvidence> evidence;
    private final Set<StorePurpose> purposes;

    private EncryptionAtRest(
            Supplier<StoreDirectory> directory, Map<StoreId, StoreEvidence> evidence, Set<StorePurpose> purposes) {
        this.directory = directory;
        this.evidence = evidence;
        this.purposes = purposes;
    }

    /**
     * The control over every registered store.
     *
     * @param directory every store that may hold client data; asked at each assessment
     * @param evidence one for each store; what is about a store that is not in the directory counts for nothing; copied
     * @return the control
     * @throws IllegalArgumentException if a store has two
     */
    public static EncryptionAtRest over(Supplier<StoreDirectory> directory, Collection<StoreEvidence> evidence) {
        Objects.requireNonNull(directory, "directory");
        Map<StoreId, StoreEvidence> byStore = new LinkedHashMap<>();
        for (StoreEvidence each : evidence) {
            if (byStore.putIfAbsent(each.store(), each) != null) {
                throw new IllegalArgumentException(
                        "store " + each.store() + " has evidence twice; accepted is one for a store");
            }
        }
        return new EncryptionAtRest(directory, byStore, EnumSet.allOf(StorePurpose.class));
    }

    /**
     * The same for stores of some purposes only, for a promise about backups for example.
     *
     * @param only at least one; copied
     * @return the control
     * @throws IllegalArgumentException if there is none
     */
    public EncryptionAtRest forStoresOf(Set<StorePurpose> only) {
        if (only.isEmpty()) {
            throw new IllegalArgumentException("no purpose of stores is given; accepted is at least one");
        }
        return new EncryptionAtRest(directory, evidence, EnumSet.copyOf(only));
    }

    /**
     * How the promise stands.
     *
     * @param asOf the instant to answer for
     * @return the standing of the store that stands worst, with every store that is not shown named, and the instant at
     *     which the first scan gets too old as deadline
     */
    @Override
    public Assessment assess(Instant asOf) {
        SortedMap<StoreId, Assessment> stores = new TreeMap<>();
        for (StoreEntry store : directory.get().stores()) {
            if (purposes.contains(store.purpose())) {
                stores.put(store.id(), assess(store.id(), asOf));
            }
        }
        if (stores.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "No store of that kind is registered.");
        }
        List<Assessment> all = new ArrayList<>(stores.values());
        all.sort(Comparator.comparing(Assessment::standing).reversed());
        long shown = all.stream()
                .filter(store -> store.standing() == Standing.KEPT || store.standing() == Standing.AT_RISK)
                .count();
        Assessment worst = Assessment.combine(all.subList(0, Math.min(all.size(), MOST_SHOWN)))
                .withFigure("stores shown to be encrypted", shown + " of " + all.size());
        return all.stream()
                .flatMap(store -> store.deadline().stream())
                .min(Comparator.naturalOrder())
                .map(worst::withDeadline)
                .orElse(worst);
    }

    private Assessment assess(StoreId store, Instant asOf) {
        StoreEvidence shown = evidence.get(store);
        if (shown instanceof StoreEvidence.Scanned scanned) {
            return assess(scanned, asOf);
        }
        if (shown instanceof StoreEvidence.VolumeEncrypted volume) {
            return volume.attestation().assess(asOf).withEvidence("store " + store + " by its volume");
        }
        return Assessment.of(
                Standing.UNPROVEN, "Store " + store + " is registered, and nothing shows that it is encrypted.");
    }

    private static Assessment assess(StoreEvidence.Scanned scanned, Instant asOf) {
        Optional<StoreScan> last;
        try {
            last = scanned.lastScan().get();
        } catch (ComplianceException e) {
            return Assessment.of(
                    Standing.UNPROVEN, "The scan of store " + scanned.store() + " failed: " + e.getMessage() + ".");
        }
        if (last.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "Store " + scanned.store() + " was never scanned.");
        }
        StoreScan scan = last.get();
        Instant end = scan.startedAt().plus(scanned.validFor());
        Assessment assessment = judge(scanned.store(), scan, end, asOf).withDeadline(end);
        for (EncryptionCoverage part : scan.parts()) {
            assessment = assessment.withFigure(
                    "values sealed in " + scanned.store() + ", " + part.place(),
                    part.sealed() + " of " + part.examined());
        }
        return assessment;
    }

    /** A value that was found open stays found, however old the scan. */
    private static Assessment judge(StoreId store, StoreScan scan, Instant end, Instant asOf) {
        for (EncryptionCoverage part : scan.parts()) {
            if (part.notSealed() > 0) {
                return Assessment.of(
                        Standing.BROKEN,
                        part.notSealed() + " of " + part.examined() + " values are not encrypted in " + store + ", "
                                + part.place() + ".");
            }
        }
        String scanOfStore = "The scan of store " + store + " of " + scan.startedAt();
        if (scan.examined() == 0) {
            return Assessment.of(Standing.UNPROVEN, scanOfStore + " examined no value.");
        }
        if (asOf.isBefore(scan.startedAt()) || asOf.isAfter(end)) {
            return Assessment.of(Standing.UNPROVEN, scanOfStore + " does not count at " + asOf + ".");
        }
        return Assessment.of(
                Standing.KEPT, "All " + scan.examined() + " values examined in store " + store + " are encrypted.");
    }
}
