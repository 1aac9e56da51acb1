package dev.compliancekit.core.residency;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.residency.ResidencyDecision.Allowed;
import dev.compliancekit.core.residency.ResidencyDecision.Denied;
import dev.compliancekit.core.residency.ResidencyDecision.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * In which regions whose data may be. A tenant for whom nobody stated a region may not be stored anywhere.
 *
 * <p><em>Immutable.</em>
 */
public final class ResidencyPolicy {

    private final Map<TenantId, Set<Region>> regions;
    private final Set<Region> everyTenant;

    private ResidencyPolicy(Builder builder) {
        this.regions = Map.copyOf(builder.regions);
        this.everyTenant = builder.everyTenant;
    }

    /**
     * Starts a policy that states no region, and so refuses everything.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where a tenant's data may be.
     *
     * @param tenant whose data
     * @return what was stated for the tenant, or else for every tenant; empty if nothing was; unmodifiable
     */
    public Set<Region> regionsOf(TenantId tenant) {
        return regions.getOrDefault(tenant, everyTenant);
    }

    /**
     * Whether data may go into a store. A pure function.
     *
     * @param request what is to go where
     * @param directory the stores that are known
     * @return allowed, or denied with the first reason
     */
    public ResidencyDecision decide(StoreRequest request, StoreDirectory directory) {
        Optional<StoreEntry> known = directory.store(request.store());
        if (known.isEmpty()) {
            return new Denied(Reason.UNKNOWN_STORE, "store " + request.store() + " is not in the directory");
        }
        StoreEntry store = known.get();
        return objectionOfDirectory(request, store)
                .or(() -> objectionOfRegion(request.tenant(), store))
                .or(() -> objectionOfDevice(request, store))
                .<ResidencyDecision>map(denied -> denied)
                .orElseGet(() -> new Allowed(
                        store,
                        "store " + store.id() + " in region " + store.region() + " may take data of "
                                + request.tenant()));
    }

    private static Optional<Denied> objectionOfDirectory(StoreRequest request, StoreEntry store) {
        if (!store.tenancy().tenants().contains(request.tenant())) {
            return Optional.of(
                    store.tenancy() instanceof Tenancy.CustomerSpecific
                            ? new Denied(
                                    Reason.OTHER_TENANTS_STORE, "store " + store.id() + " is another customer's own")
                            : new Denied(
                                    Reason.NOT_PLACED,
                                    "shared store " + store.id() + " does not hold " + request.tenant()));
        }
        if (!request.use().fits(store.purpose())) {
            return Optional.of(new Denied(
                    Reason.OTHER_USE,
                    "store " + store.id() + " is for purpose " + store.purpose() + ", not for " + request.use()));
        }
        return Optional.empty();
    }

    private Optional<Denied> objectionOfRegion(TenantId tenant, StoreEntry store) {
        Set<Region> stated = regionsOf(tenant);
        if (stated.isEmpty()) {
            return Optional.of(new Denied(Reason.NO_REGION_STATED, "no region is stated for data of " + tenant));
        }
        if (stated.contains(store.region())) {
            return Optional.empty();
        }
        return Optional.of(new Denied(
                Reason.OUTSIDE_REGIONS,
                "store " + store.id() + " is in region " + store.region() + ", outside the regions of " + tenant));
    }

    private static Optional<Denied> objectionOfDevice(StoreRequest request, StoreEntry store) {
        boolean personal = request.classification().isAtLeast(Classification.CONFIDENTIAL);
        if (store.purpose() != StorePurpose.DEVICE || !personal) {
            return Optional.empty();
        }
        return Optional.of(new Denied(
                Reason.PERSONAL_ON_DEVICE,
                "store " + store.id() + " is a device, and data from CONFIDENTIAL on may be personal"));
    }

    /** Collects the regions. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final Map<TenantId, Set<Region>> regions = new HashMap<>();
        private Set<Region> everyTenant = Set.of();

        private Builder() {}

        /**
         * States the regions of every tenant for whom nothing else is stated.
         *
         * @param where at least one; copied
         * @return this builder
         * @throws IllegalArgumentException if there is none
         */
        public Builder everyTenant(Set<Region> where) {
            everyTenant = requireSome(where);
            return this;
        }

        /**
         * States the regions of one tenant, instead of those of every tenant.
         *
         * @param tenant whose data
         * @param where at least one; copied
         * @return this builder
         * @throws IllegalArgumentException if there is none, or the tenant's were stated already
         */
        public Builder tenant(TenantId tenant, Set<Region> where) {
            Objects.requireNonNull(tenant, "tenant");
            if (regions.putIfAbsent(tenant, requireSome(where)) != null) {
                throw new IllegalArgumentException(
                        "regions of " + tenant + " are stated twice; accepted is one statement for a tenant");
            }
            return this;
        }

        /**
         * The policy.
         *
         * @return an immutable policy
         */
        public ResidencyPolicy build() {
            return new ResidencyPolicy(this);
        }

        private static Set<Region> requireSome(Set<Region> where) {
            if (where.isEmpty()) {
                throw new IllegalArgumentException("no region is given; accepted is at least one");
            }
            return Set.copyOf(where);
        }
    }
}
