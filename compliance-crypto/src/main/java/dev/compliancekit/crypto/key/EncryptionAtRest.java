package dev.compliancekit.crypto.key;

import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Answers the promise that everything is encrypted at rest, from a scan of what is stored: kept if everything examined
 * is sealed, broken if anything is not, unproven if nothing was examined or the scan failed.
 *
 * <p>As thread-safe as the scan.
 */
public final class EncryptionAtRest implements Control {

    private final Supplier<List<EncryptionCoverage>> scan;

    private EncryptionAtRest(Supplier<List<EncryptionCoverage>> scan) {
        this.scan = Objects.requireNonNull(scan, "scan");
    }

    /**
     * The control over a scan.
     *
     * @param scan looks at every store there is, backups too; called at each assessment
     * @return the control, as thread-safe as the scan
     */
    public static EncryptionAtRest over(Supplier<List<EncryptionCoverage>> scan) {
        return new EncryptionAtRest(scan);
    }

    /**
     * How the promise stands by a scan made now.
     *
     * @param asOf not used: the scan sees what is stored at the moment of the call
     * @return the standing; the reason for a broken one names the first place; figures have the counts by place
     */
    @Override
    public Assessment assess(Instant asOf) {
        List<EncryptionCoverage> places;
        try {
            places = List.copyOf(scan.get());
        } catch (ComplianceException e) {
            return Assessment.of(Standing.UNPROVEN, "The scan for unencrypted values failed: " + e.getMessage() + ".");
        }
        Assessment assessment = judge(places);
        for (EncryptionCoverage place : places) {
            assessment = assessment.withFigure(
                    "values sealed in " + place.place(), place.sealed() + " of " + place.examined());
        }
        return assessment;
    }

    private static Assessment judge(List<EncryptionCoverage> places) {
        for (EncryptionCoverage place : places) {
            if (place.notSealed() > 0) {
                return Assessment.of(
                        Standing.BROKEN,
                        place.notSealed() + " of " + place.examined() + " values are not encrypted in " + place.place()
                                + ".");
            }
        }
        long examined = places.stream().mapToLong(EncryptionCoverage::examined).sum();
        return examined == 0
                ? Assessment.of(Standing.UNPROVEN, "No stored value was examined.")
                : Assessment.of(Standing.KEPT, "All " + examined + " values examined are encrypted.");
    }
}
