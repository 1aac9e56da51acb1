package dev.compliancekit.core.residency;

import dev.compliancekit.core.TenantId;
import java.util.Objects;
import java.util.Set;

/** Which tenants a store holds. A tenant that is not named is not in it. <em>Immutable.</em> */
public sealed interface Tenancy permits Tenancy.CustomerSpecific, Tenancy.Shared {

    /**
     * Which tenants the store holds.
     *
     * @return the tenants, unmodifiable
     */
    Set<TenantId> tenants();

    /**
     * The store of one customer only. <em>Immutable.</em>
     *
     * @param tenant whose
     */
    record CustomerSpecific(TenantId tenant) implements Tenancy {

        /**
         * Checks that nothing is missing.
         *
         * @param tenant whose
         */
        public CustomerSpecific {
            Objects.requireNonNull(tenant, "tenant");
        }

        @Override
        public Set<TenantId> tenants() {
            return Set.of(tenant);
        }
    }

    /**
     * A store that several tenants share. <em>Immutable.</em>
     *
     * @param tenants all of them, possibly none yet
     */
    record Shared(Set<TenantId> tenants) implements Tenancy {

        /**
         * Copies the set.
         *
         * @param tenants all of them, possibly none yet; copied
         */
        public Shared {
            tenants = Set.copyOf(tenants);
        }
    }
}
