package dev.compliancekit.core.residency;

import static dev.compliancekit.core.residency.StoreScene.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.residency.ResidencyDecision.Allowed;
import dev.compliancekit.core.residency.ResidencyDecision.Denied;
import dev.compliancekit.core.residency.ResidencyDecision.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidencyPolicyTest {

    private static Denied denied(StoreRequest request) {
        ResidencyDecision decision = POLICY.decide(request, DIRECTORY);
        assertThat(decision).isInstanceOf(Denied.class);
        return (Denied) decision;
    }

    /** B6: all customer data reside in the stated regions, on backup and export too. */
    @Nested
    class B6Residency {

        @Test
        void allowsAStoreInTheTenantsRegions() {
            assertThat(POLICY.decide(write("acme-live", ACME), DIRECTORY))
                    .isEqualTo(new Allowed(ACME_LIVE, "store acme-live in region au may take data of acme"));
            assertThat(POLICY.decide(write("acme-replica", ACME), DIRECTORY)).isInstanceOf(Allowed.class);
            assertThat(POLICY.decide(write("rival-live", RIVAL), DIRECTORY)).isInstanceOf(Allowed.class);
            assertThat(POLICY.decide(write("shared", RIVAL), DIRECTORY)).isInstanceOf(Allowed.class);
        }

        @ParameterizedTest
        @CsvSource({"WRITE, LIVE", "WRITE, REPLICA", "BACKUP, BACKUP", "EXPORT, EXPORT"})
        void refusesAStoreOutsideThemForEveryUse(StoreUse use, StorePurpose purpose) {
            StoreEntry abroad = own("abroad", EU, purpose, ACME);
            StoreDirectory directory = StoreDirectory.of(List.of(abroad));
            StoreRequest request = request(use, "abroad", ACME, Classification.PUBLIC);
            assertThat(POLICY.decide(request, directory))
                    .isEqualTo(new Denied(
                            Reason.OUTSIDE_REGIONS,
                            "store abroad is in region eu-west-1, outside the regions of acme"));
            StoreDirectory home = StoreDirectory.of(List.of(own("abroad", AU, purpose, ACME)));
            assertThat(POLICY.decide(request, home)).isInstanceOf(Allowed.class);
        }

        @Test
        void refusesWhereNoRegionIsStated() {
            ResidencyPolicy silent =
                    ResidencyPolicy.builder().tenant(RIVAL, Set.of(EU)).build();
            assertThat(silent.decide(write("acme-live", ACME), DIRECTORY))
                    .isEqualTo(new Denied(Reason.NO_REGION_STATED, "no region is stated for data of acme"));
            assertThat(silent.regionsOf(ACME)).isEmpty();
        }

        @Test
        void aTenantsOwnStatementReplacesThatOfEveryTenant() {
            assertThat(POLICY.regionsOf(ACME)).containsExactly(AU);
            assertThat(POLICY.regionsOf(RIVAL)).containsExactly(EU);
            assertThat(POLICY.regionsOf(new TenantId("next"))).containsExactly(EU);
        }

        @Test
        void refusesAStoreThatIsNotInTheDirectory() {
            assertThat(denied(write("elsewhere", ACME)))
                    .isEqualTo(new Denied(Reason.UNKNOWN_STORE, "store elsewhere is not in the directory"));
        }

        @Test
        void statementsHaveARegionAndAreMadeOnce() {
            ResidencyPolicy.Builder builder = ResidencyPolicy.builder();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.everyTenant(Set.of()))
                    .withMessage("no region is given; accepted is at least one");
            assertThatIllegalArgumentException().isThrownBy(() -> builder.tenant(ACME, Set.of()));
            builder.tenant(ACME, Set.of(AU));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.tenant(ACME, Set.of(AU)))
                    .withMessage("regions of acme are stated twice; accepted is one statement for a tenant");
        }

        @Test
        void statementsAreCopied() {
            Set<Region> regions = new HashSet<>(Set.of(AU));
            ResidencyPolicy policy =
                    ResidencyPolicy.builder().tenant(ACME, regions).build();
            regions.add(EU);
            assertThat(policy.regionsOf(ACME)).containsExactly(AU);
        }
    }

    /** B3: customer-specific stores hold one customer's data only. */
    @Nested
    class B3CustomerSpecific {

        @Test
        void refusesAnotherTenantsOwnStore() {
            assertThat(denied(write("rival-live", ACME)))
                    .isEqualTo(new Denied(Reason.OTHER_TENANTS_STORE, "store rival-live is another customer's own"));
        }

        @Test
        void refusesASharedStoreThatDoesNotHoldTheTenant() {
            assertThat(denied(write("shared", ACME)))
                    .isEqualTo(new Denied(Reason.NOT_PLACED, "shared store shared does not hold acme"));
        }
    }

    /** B12: no personal data on on-site hardware. */
    @Nested
    class B12Devices {

        @ParameterizedTest
        @EnumSource(Classification.class)
        void aDeviceTakesNothingFromConfidentialOn(Classification classification) {
            StoreRequest request = request(StoreUse.WRITE, "acme-till", ACME, classification);
            ResidencyDecision decision = POLICY.decide(request, DIRECTORY);
            if (classification == Classification.PUBLIC || classification == Classification.INTERNAL) {
                assertThat(decision).isInstanceOf(Allowed.class);
            } else {
                assertThat(decision)
                        .isEqualTo(new Denied(
                                Reason.PERSONAL_ON_DEVICE,
                                "store acme-till is a device, and data from CONFIDENTIAL on may be personal"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRITE, LIVE, true", "WRITE, REPLICA, true", "WRITE, DEVICE, true", "WRITE, BACKUP, false",
        "WRITE, EXPORT, false", "BACKUP, BACKUP, true", "BACKUP, LIVE, false", "BACKUP, REPLICA, false",
        "BACKUP, EXPORT, false", "BACKUP, DEVICE, false", "EXPORT, EXPORT, true", "EXPORT, LIVE, false",
        "EXPORT, REPLICA, false", "EXPORT, BACKUP, false", "EXPORT, DEVICE, false",
    })
    void aStoreIsForItsUseOnly(StoreUse use, StorePurpose purpose, boolean fits) {
        assertThat(use.fits(purpose)).isEqualTo(fits);
        StoreDirectory directory = StoreDirectory.of(List.of(own("s", AU, purpose, ACME)));
        ResidencyDecision decision = POLICY.decide(request(use, "s", ACME, Classification.PUBLIC), directory);
        if (fits) {
            assertThat(decision).isInstanceOf(Allowed.class);
        } else {
            assertThat(decision)
                    .isEqualTo(new Denied(Reason.OTHER_USE, "store s is for purpose " + purpose + ", not for " + use));
        }
    }

    @Test
    void aRequestTakesItsPartsFromATag() {
        Tag tag = new Tag(ACME, new SubjectId("person-1"), write("a", ACME).recordClass(), Classification.CONFIDENTIAL);
        assertThat(StoreRequest.of(StoreUse.WRITE, new StoreId("a"), tag)).isEqualTo(write("a", ACME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "../a", "a--b", "a-", "\u00e4"})
    void namesAreCodes(String name) {
        String accepted =
                " is not accepted; accepted are 1 to 64 characters of a-z, 0-9 and single hyphens between them";
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreId(name)).withMessage("store id" + accepted);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Provider(name))
                .withMessage("provider" + accepted);
    }

    @Test
    void namesHaveAtMost64CharactersAndSort() {
        assertThat(new StoreId("a".repeat(64)).toString()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreId("a".repeat(65)));
        assertThat(new StoreId("a")).isLessThan(new StoreId("b"));
        assertThat(new Provider("b")).isGreaterThan(new Provider("a")).hasToString("b");
    }
}
