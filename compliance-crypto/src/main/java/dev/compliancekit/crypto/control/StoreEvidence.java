package dev.compliancekit.crypto.control;

import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.residency.StoreId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** How it is shown that one registered store is encrypted at rest. As thread-safe as what it asks. */
public sealed interface StoreEvidence {

    /**
     * Which store.
     *
     * @return its id in the directory
     */
    StoreId store();

    /**
     * Its values are sealed one by one, and somebody looks regularly. As thread-safe as the supplier.
     *
     * @param store its id in the directory
     * @param lastScan what the last scan found, or empty if there was none; called at each assessment
     * @param validFor how long a scan counts, from its start, inclusive; positive
     */
    record Scanned(StoreId store, Supplier<Optional<StoreScan>> lastScan, Duration validFor) implements StoreEvidence {

        /**
         * Checks the time.
         *
         * @param store its id in the directory
         * @param lastScan what the last scan found, or empty if there was none; called at each assessment
         * @param validFor how long a scan counts, from its start, inclusive; positive
         * @throws IllegalArgumentException if the time is not positive
         */
        public Scanned {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(lastScan, "lastScan");
            if (validFor.isNegative() || validFor.isZero()) {
                throw new IllegalArgumentException("validity of scans of store " + store + " is " + validFor
                        + "; accepted is a positive duration");
            }
        }
    }

    /**
     * The volume it lies on is encrypted, which no scan from inside can see and somebody attests. As thread-safe as the
     * control.
     *
     * @param store its id in the directory
     * @param attestation says so, usually a {@link dev.compliancekit.core.promise.Attestation}; asked at each
     *     assessment
     */
    record VolumeEncrypted(StoreId store, Control attestation) implements StoreEvidence {

        /**
         * Checks that nothing is missing.
         *
         * @param store its id in the directory
         * @param attestation says so, usually a {@link dev.compliancekit.core.promise.Attestation}
         */
        public VolumeEncrypted {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(attestation, "attestation");
        }
    }
}
