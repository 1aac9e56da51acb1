package dev.compliancekit.core.residency;

import static dev.compliancekit.core.residency.StoreScene.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StoreSurveyTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static Assessment assess(
            Function<StoreSurvey, Control> control, Set<TenantId> tenants, StoreEntry... stores) {
        StoreDirectory directory = StoreDirectory.of(List.of(stores));
        return control.apply(StoreSurvey.of(() -> directory, () -> tenants)).assess(NOON);
    }

    private static void assertBroken(Assessment assessment, String... findings) {
        assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
        assertThat(assessment.evidence()).containsExactly(findings);
    }

    private static void assertUnproven(Function<StoreSurvey, Control> control) {
        assertThat(assess(control, Set.of()).standing()).isEqualTo(Standing.UNPROVEN);
    }

    /** B6: all registered stores of every tenant lie in its regions. */
    @Nested
    class B6 {

        private Assessment regions(Set<TenantId> tenants, StoreEntry... stores) {
            return assess(survey -> survey.inTheirRegions(POLICY), tenants, stores);
        }

        @Test
        void keptWithTheNumberOfStoresInEachRegion() {
            assertThat(regions(Set.of(ACME), ACME_LIVE, ACME_BACKUP, RIVAL_LIVE, ACME_EXPORT))
                    .isEqualTo(Assessment.of(Standing.KEPT, "every store of every tenant lies in the tenant's regions")
                            .withFigure("tenants", "2")
                            .withFigure("stores", "4")
                            .withFigure("stores in au", "3")
                            .withFigure("stores in eu-west-1", "1"));
        }

        @Test
        void brokenByAnyStoreOutside() {
            Assessment assessment = regions(Set.of(), ACME_LIVE, ACME_ABROAD);
            assertBroken(assessment, "store acme-abroad in eu-west-1 holds acme");
            assertThat(assessment.reasons())
                    .containsExactly("1 findings against: every store of every tenant lies in the tenant's regions");
        }

        @Test
        void brokenByATenantWithoutAStoreOrRegion() {
            assertBroken(regions(Set.of(ACME, RIVAL), ACME_LIVE), "no store holds rival");
            ResidencyPolicy silent =
                    ResidencyPolicy.builder().tenant(ACME, Set.of(AU)).build();
            assertBroken(
                    assess(survey -> survey.inTheirRegions(silent), Set.of(), RIVAL_LIVE),
                    "no region is stated for rival");
        }

        @Test
        void unprovenWithoutATenant() {
            assertUnproven(survey -> survey.inTheirRegions(POLICY));
        }
    }

    /** J1: all stores with accepted providers in accepted regions. */
    @Nested
    class J1 {

        private final Map<Provider, Set<Region>> accepted = Map.of(OVH, Set.of(AU), OWN, Set.of(EU));

        @Test
        void keptIfAllAre() {
            Assessment assessment = assess(survey -> survey.onlyWith(accepted), Set.of(), ACME_LIVE, ACME_TILL);
            assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
            assertThat(assessment.reasons()).containsExactly("every store is with an accepted provider and region");
        }

        @Test
        void brokenByAnotherProviderOrRegion() {
            StoreEntry other = new StoreEntry(
                    new StoreId("odd"), new Provider("cheap"), AU, StorePurpose.BACKUP, new Tenancy.Shared(Set.of()));
            assertBroken(
                    assess(survey -> survey.onlyWith(accepted), Set.of(), ACME_LIVE, SHARED, other),
                    "store odd is with cheap in au",
                    "store shared is with ovh in eu-west-1");
        }

        @Test
        void unprovenWithoutAStore() {
            assertUnproven(survey -> survey.onlyWith(accepted));
        }
    }

    /** B3: each tenant has its own store. */
    @Nested
    class B3 {

        @Test
        void keptIfEachTenantHasItsOwn() {
            assertThat(assess(StoreSurvey::customerSpecific, Set.of(ACME), ACME_LIVE, ACME_REPLICA, RIVAL_LIVE)
                            .standing())
                    .isEqualTo(Standing.KEPT);
        }

        @Test
        void brokenByASharedOrMissingOne() {
            assertBroken(
                    assess(StoreSurvey::customerSpecific, Set.of(ACME), SHARED, RIVAL_LIVE, ACME_REPLICA),
                    "no live store holds acme",
                    "shared store shared holds rival");
            StoreEntry sharedReplica = new StoreEntry(
                    new StoreId("copy"), OVH, AU, StorePurpose.REPLICA, new Tenancy.Shared(Set.of(ACME)));
            assertBroken(
                    assess(StoreSurvey::customerSpecific, Set.of(), ACME_LIVE, sharedReplica),
                    "shared store copy holds acme");
        }

        @Test
        void sharedBackupsDoNotCount() {
            StoreEntry sharedBackup = new StoreEntry(
                    new StoreId("tapes"), OVH, AU, StorePurpose.BACKUP, new Tenancy.Shared(Set.of(ACME)));
            assertThat(assess(StoreSurvey::customerSpecific, Set.of(), ACME_LIVE, sharedBackup)
                            .standing())
                    .isEqualTo(Standing.KEPT);
        }

        @Test
        void unprovenWithoutATenant() {
            assertUnproven(StoreSurvey::customerSpecific);
        }
    }

    /** J19: replicated, and the replica is registered, so that an erasure reaches it. */
    @Nested
    class J19 {

        @Test
        void keptIfEachTenantHasAReplica() {
            assertThat(assess(StoreSurvey::replicated, Set.of(ACME), ACME_LIVE, ACME_REPLICA)
                            .standing())
                    .isEqualTo(Standing.KEPT);
        }

        @Test
        void brokenByATenantWithoutOne() {
            assertBroken(
                    assess(StoreSurvey::replicated, Set.of(ACME), ACME_LIVE, ACME_REPLICA, RIVAL_LIVE),
                    "no replica holds rival");
        }

        @Test
        void unprovenWithoutATenant() {
            assertUnproven(StoreSurvey::replicated);
        }
    }

    @Test
    void tenFindingsAreShownAndAllAreCounted() {
        List<StoreEntry> stores = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            stores.add(own("s-" + i, EU, StorePurpose.LIVE, ACME));
        }
        Assessment assessment =
                assess(survey -> survey.inTheirRegions(POLICY), Set.of(), stores.toArray(new StoreEntry[0]));
        assertThat(assessment.evidence()).hasSize(10);
        assertThat(assessment.reasons().get(0)).startsWith("12 findings");
    }
}
