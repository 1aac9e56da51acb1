package dev.compliancekit.core.residency;

import java.util.Objects;

/**
 * One store as the directory knows it. <em>Immutable.</em>
 *
 * @param id its name
 * @param provider who runs the machines
 * @param region where they are
 * @param purpose what it is for
 * @param tenancy which tenants it holds
 */
public record StoreEntry(StoreId id, Provider provider, Region region, StorePurpose purpose, Tenancy tenancy) {

    /**
     * Checks that nothing is missing.
     *
     * @param id its name
     * @param provider who runs the machines
     * @param region where they are
     * @param purpose what it is for
     * @param tenancy which tenants it holds
     */
    public StoreEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(tenancy, "tenancy");
    }
}
