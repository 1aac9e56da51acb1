package dev.compliancekit.core.residency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.residency.ResidencyDecision.Allowed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Few stores, tenants and regions, so that requests meet them often. */
class ResidencyPolicyProperties {

    private static final List<TenantId> TENANTS = List.of(StoreScene.ACME, StoreScene.RIVAL, new TenantId("third"));
    private static final List<Region> REGIONS = List.of(StoreScene.AU, StoreScene.EU);

    @Provide
    Arbitrary<List<StoreEntry>> stores() {
        Arbitrary<Tenancy> tenancy = Arbitraries.oneOf(
                Arbitraries.of(TENANTS).map(Tenancy.CustomerSpecific::new),
                Arbitraries.of(TENANTS).set().map(Tenancy.Shared::new));
        return Combinators.combine(
                        Arbitraries.of("s-1", "s-2", "s-3", "s-4").map(StoreId::new),
                        Arbitraries.of(REGIONS),
                        Arbitraries.of(StorePurpose.class),
                        tenancy)
                .as((id, region, purpose, who) -> new StoreEntry(id, StoreScene.OVH, region, purpose, who))
                .list()
                .uniqueElements(StoreEntry::id)
                .ofMinSize(2)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<StoreRequest> requests() {
        return Combinators.combine(
                        Arbitraries.of(StoreUse.class),
                        Arbitraries.of("s-1", "s-2", "s-3", "s-4"),
                        Arbitraries.of(StoreScene.ACME, StoreScene.RIVAL),
                        Arbitraries.of(Classification.class))
                .as(StoreScene::request);
    }

    private static boolean isAllowed(StoreRequest request, StoreDirectory directory) {
        return StoreScene.POLICY.decide(request, directory) instanceof Allowed;
    }

    @Property
    void whatIsAllowedIsAllOfWhatWasPromised(
            @ForAll("stores") List<StoreEntry> stores, @ForAll("requests") StoreRequest request) {
        ResidencyDecision decision = StoreScene.POLICY.decide(request, StoreDirectory.of(stores));
        Statistics.collect(decision instanceof Allowed ? "allowed" : "denied");
        Statistics.coverage(seen -> seen.check("allowed").percentage(share -> share > 1));
        if (decision instanceof Allowed allowed) {
            StoreEntry store = allowed.store();
            assertThat(stores).contains(store);
            assertThat(store.id()).isEqualTo(request.store());
            assertThat(store.tenancy().tenants()).contains(request.tenant());
            assertThat(store.region())
                    .isEqualTo(request.tenant().equals(StoreScene.ACME) ? StoreScene.AU : StoreScene.EU);
            if (store.purpose() == StorePurpose.DEVICE) {
                assertThat(request.classification()).isLessThan(Classification.CONFIDENTIAL);
            }
        }
    }

    @Property
    void removingAStoreNeverAllowsMore(
            @ForAll("stores") List<StoreEntry> stores, @ForAll("requests") StoreRequest request) {
        boolean before = isAllowed(request, StoreDirectory.of(stores));
        for (StoreEntry removed : stores) {
            List<StoreEntry> fewer = new ArrayList<>(stores);
            fewer.remove(removed);
            if (isAllowed(request, StoreDirectory.of(fewer))) {
                assertThat(before).isTrue();
            }
        }
    }

    @Property
    void lessSensitiveDataMayGoWhereverMoreSensitiveMay(
            @ForAll("stores") List<StoreEntry> stores, @ForAll("requests") StoreRequest request) {
        StoreDirectory directory = StoreDirectory.of(stores);
        if (isAllowed(request, directory)) {
            for (Classification classification : Classification.values()) {
                if (request.classification().isAtLeast(classification)) {
                    StoreRequest less = StoreScene.request(
                            request.use(), request.store().value(), request.tenant(), classification);
                    assertThat(isAllowed(less, directory)).isTrue();
                }
            }
        }
    }

    @Property
    void shufflingTheStoresDoesNotChangeTheDecision(
            @ForAll("stores") List<StoreEntry> stores,
            @ForAll("requests") StoreRequest request,
            @ForAll Random random) {
        List<StoreEntry> shuffled = new ArrayList<>(stores);
        Collections.shuffle(shuffled, random);
        StoreDirectory directory = StoreDirectory.of(stores);
        assertThat(StoreDirectory.of(shuffled)).isEqualTo(directory);
        assertThat(StoreScene.POLICY.decide(request, StoreDirectory.of(shuffled)))
                .isEqualTo(StoreScene.POLICY.decide(request, directory));
    }

    @Property
    void aTenantIsWhereTheDirectorySays(@ForAll("stores") List<StoreEntry> stores) {
        StoreDirectory directory = StoreDirectory.of(stores);
        for (TenantId tenant : TENANTS) {
            Set<StoreEntry> holding = Set.copyOf(directory.storesOf(tenant));
            for (StoreEntry store : stores) {
                assertThat(holding.contains(store))
                        .isEqualTo(store.tenancy().tenants().contains(tenant));
            }
            assertThat(directory.tenants().contains(tenant)).isEqualTo(!holding.isEmpty());
        }
    }
}
