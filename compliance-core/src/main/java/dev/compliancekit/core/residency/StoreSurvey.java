package dev.compliancekit.core.residency;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the directory of stores stands against what was promised about them: controls for a promise register. They judge
 * the directory, not the machines: that a store is where the directory says is for somebody to attest.
 *
 * <p>Without a store, or without a tenant where a control is about tenants, nothing is shown:
 * {@link Standing#UNPROVEN}. Figures of every control: tenants, stores, and the stores in each region.
 *
 * <p><em>Thread-safe</em> if the suppliers are.
 */
public final class StoreSurvey {

    private static final int MOST_SHOWN = 10;

    private final Supplier<StoreDirectory> directory;
    private final Supplier<? extends Collection<TenantId>> tenants;

    private StoreSurvey(Supplier<StoreDirectory> directory, Supplier<? extends Collection<TenantId>> tenants) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.tenants = Objects.requireNonNull(tenants, "tenants");
    }

    /**
     * A survey.
     *
     * @param directory asked for the stores at each assessment
     * @param tenants asked at each assessment for every tenant there is, so that one without a store is found; those
     *     that only the directory knows are added
     * @return the survey
     */
    public static StoreSurvey of(Supplier<StoreDirectory> directory, Supplier<? extends Collection<TenantId>> tenants) {
        return new StoreSurvey(directory, tenants);
    }

    /**
     * Whether every tenant has a store, and all of them, replicas, backups and exports too, lie in the tenant's
     * regions.
     *
     * @param policy the regions
     * @return the control
     */
    public Control inTheirRegions(ResidencyPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return perTenant(
                (tenant, stores) -> outsideRegions(tenant, stores, policy.regionsOf(tenant)),
                "every store of every tenant lies in the tenant's regions");
    }

    /**
     * Whether every store is with an accepted provider, in a region accepted for that provider.
     *
     * @param accepted the accepted regions of each accepted provider; copied
     * @return the control
     */
    public Control onlyWith(Map<Provider, Set<Region>> accepted) {
        Map<Provider, Set<Region>> copy = accepted.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        return asOf -> {
            StoreDirectory stores = directory.get();
            List<String> findings = stores.stores().stream()
                    .filter(store ->
                            !copy.getOrDefault(store.provider(), Set.of()).contains(store.region()))
                    .map(store -> "store " + store.id() + " is with " + store.provider() + " in " + store.region())
                    .toList();
            return assess(stores, findings, "every store is with an accepted provider and region");
        };
    }

    /**
     * Whether every tenant has a live store of its own, and none of its live stores and replicas is shared.
     *
     * @return the control
     */
    public Control customerSpecific() {
        return perTenant(StoreSurvey::notItsOwn, "every tenant has its own live store and shares none");
    }

    /**
     * Whether every tenant has a replica.
     *
     * @return the control
     */
    public Control replicated() {
        return perTenant(
                (tenant, stores) ->
                        has(StorePurpose.REPLICA, stores) ? List.of() : List.of("no replica holds " + tenant),
                "every tenant has a replica");
    }

    /** What speaks against a tenant's stores. */
    private interface Judge {
        List<String> findings(TenantId tenant, List<StoreEntry> stores);
    }

    private Control perTenant(Judge judge, String what) {
        return asOf -> {
            StoreDirectory stores = directory.get();
            SortedSet<TenantId> all = allTenants(stores);
            if (all.isEmpty()) {
                return Assessment.of(Standing.UNPROVEN, "no tenant is known, so nothing shows that " + what);
            }
            List<String> findings = all.stream()
                    .flatMap(tenant -> judge.findings(tenant, stores.storesOf(tenant)).stream())
                    .toList();
            return assess(stores, findings, what);
        };
    }

    private SortedSet<TenantId> allTenants(StoreDirectory stores) {
        SortedSet<TenantId> all = new TreeSet<>(tenants.get());
        all.addAll(stores.tenants());
        return all;
    }

    private static List<String> outsideRegions(TenantId tenant, List<StoreEntry> stores, Set<Region> regions) {
        if (regions.isEmpty()) {
            return List.of("no region is stated for " + tenant);
        }
        if (stores.isEmpty()) {
            return List.of("no store holds " + tenant);
        }
        return stores.stream()
                .filter(store -> !regions.contains(store.region()))
                .map(store -> "store " + store.id() + " in " + store.region() + " holds " + tenant)
                .toList();
    }

    private static List<String> notItsOwn(TenantId tenant, List<StoreEntry> stores) {
        List<StoreEntry> served = stores.stream()
                .filter(store -> store.purpose() == StorePurpose.LIVE || store.purpose() == StorePurpose.REPLICA)
                .toList();
        if (!has(StorePurpose.LIVE, served)) {
            return List.of("no live store holds " + tenant);
        }
        return served.stream()
                .filter(store -> store.tenancy() instanceof Tenancy.Shared)
                .map(store -> "shared store " + store.id() + " holds " + tenant)
                .toList();
    }

    private static boolean has(StorePurpose purpose, List<StoreEntry> stores) {
        return stores.stream().anyMatch(store -> store.purpose() == purpose);
    }

    private Assessment assess(StoreDirectory stores, List<String> findings, String what) {
        Assessment assessment;
        if (!findings.isEmpty()) {
            assessment = Assessment.of(Standing.BROKEN, findings.size() + " findings against: " + what);
        } else if (stores.stores().isEmpty()) {
            assessment = Assessment.of(Standing.UNPROVEN, "no store is known, so nothing shows that " + what);
        } else {
            assessment = Assessment.of(Standing.KEPT, what);
        }
        for (String finding : findings.subList(0, Math.min(findings.size(), MOST_SHOWN))) {
            assessment = assessment.withEvidence(finding);
        }
        assessment = assessment
                .withFigure("tenants", Integer.toString(allTenants(stores).size()))
                .withFigure("stores", Integer.toString(stores.stores().size()));
        for (Map.Entry<Region, Long> region : byRegion(stores.stores().stream()).entrySet()) {
            assessment = assessment.withFigure("stores in " + region.getKey(), Long.toString(region.getValue()));
        }
        return assessment;
    }

    private static SortedMap<Region, Long> byRegion(Stream<StoreEntry> stores) {
        return stores.collect(Collectors.groupingBy(StoreEntry::region, TreeMap::new, Collectors.counting()));
    }
}
