package dev.compliancekit.core.residency;

import static dev.compliancekit.core.residency.StoreScene.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreDirectoryTest {

    @Test
    void answersWhichStoresHoldATenant() {
        assertThat(DIRECTORY.storesOf(ACME))
                .as("by id, on backups, exports and devices too")
                .containsExactly(ACME_ABROAD, ACME_BACKUP, ACME_EXPORT, ACME_LIVE, ACME_REPLICA, ACME_TILL);
        assertThat(DIRECTORY.storesOf(RIVAL)).containsExactly(RIVAL_LIVE, SHARED);
        assertThat(DIRECTORY.storesOf(new TenantId("nobody"))).isEmpty();
        assertThat(DIRECTORY.tenants()).containsExactly(ACME, RIVAL);
        assertThat(DIRECTORY.stores()).hasSize(8).startsWith(ACME_ABROAD);
        assertThat(DIRECTORY.store(SHARED.id())).contains(SHARED);
        assertThat(DIRECTORY.store(new StoreId("none"))).isEmpty();
    }

    @Test
    void refusesTwoEntriesForOneStore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreDirectory.of(List.of(SHARED, SHARED)))
                .withMessage("store id shared stands twice; accepted is one entry for a store");
    }

    @Test
    void aChangeIsANewDirectory() {
        StoreDirectory one = StoreDirectory.of(List.of(SHARED));
        StoreEntry more =
                new StoreEntry(SHARED.id(), OVH, EU, StorePurpose.LIVE, new Tenancy.Shared(Set.of(RIVAL, ACME)));
        assertThat(one.with(more).storesOf(ACME)).containsExactly(more);
        assertThat(one.with(ACME_LIVE).stores()).containsExactly(ACME_LIVE, SHARED);
        assertThat(one.storesOf(ACME)).isEmpty();
        assertThat(one.with(SHARED)).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(one).isNotEqualTo(one.with(more)).isNotEqualTo("x").hasToString("StoreDirectory[shared]");
        assertThat(one.hashCode()).isNotEqualTo(one.with(more).hashCode());
    }

    @Test
    void setsAreCopiedAndUnmodifiable() {
        Set<TenantId> tenants = new HashSet<>(Set.of(ACME));
        Tenancy shared = new Tenancy.Shared(tenants);
        tenants.add(RIVAL);
        assertThat(shared.tenants()).containsExactly(ACME);
        assertThatThrownBy(() -> DIRECTORY.tenants().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> DIRECTORY.stores().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
