package dev.compliancekit.crypto.control;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One look at a whole store for values that are not sealed. <em>Immutable.</em>
 *
 * @param startedAt when it began: what was written later it may not have seen
 * @param parts what it found, part by part
 */
public record StoreScan(Instant startedAt, List<EncryptionCoverage> parts) {

    /**
     * Copies the list.
     *
     * @param startedAt when it began
     * @param parts what it found, part by part; copied
     */
    public StoreScan {
        Objects.requireNonNull(startedAt, "startedAt");
        parts = List.copyOf(parts);
    }

    /**
     * How many values were examined.
     *
     * @return sealed or not, in all parts
     */
    public long examined() {
        return parts.stream().mapToLong(EncryptionCoverage::examined).reduce(0, Math::addExact);
    }
}
