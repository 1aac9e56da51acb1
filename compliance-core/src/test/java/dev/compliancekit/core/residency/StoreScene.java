package dev.compliancekit.core.residency;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import java.util.List;
import java.util.Set;

/** Two tenants with their own stores in Australia and Europe, one shared store, and a till. */
final class StoreScene {

    static final TenantId ACME = new TenantId("acme");
    static final TenantId RIVAL = new TenantId("rival");
    static final Region AU = new Region("au");
    static final Region EU = new Region("eu-west-1");
    static final Provider OVH = new Provider("ovh");
    static final Provider OWN = new Provider("own");

    static final StoreEntry ACME_LIVE = own("acme-live", AU, StorePurpose.LIVE, ACME);
    static final StoreEntry ACME_REPLICA = own("acme-replica", AU, StorePurpose.REPLICA, ACME);
    static final StoreEntry ACME_BACKUP = own("acme-backup", AU, StorePurpose.BACKUP, ACME);
    static final StoreEntry ACME_ABROAD = own("acme-abroad", EU, StorePurpose.LIVE, ACME);
    static final StoreEntry ACME_TILL = own("acme-till", AU, StorePurpose.DEVICE, ACME);
    static final StoreEntry ACME_EXPORT = own("acme-export", AU, StorePurpose.EXPORT, ACME);
    static final StoreEntry RIVAL_LIVE = own("rival-live", EU, StorePurpose.LIVE, RIVAL);
    static final StoreEntry SHARED =
            new StoreEntry(new StoreId("shared"), OVH, EU, StorePurpose.LIVE, new Tenancy.Shared(Set.of(RIVAL)));

    static final StoreDirectory DIRECTORY = StoreDirectory.of(
            List.of(SHARED, RIVAL_LIVE, ACME_LIVE, ACME_REPLICA, ACME_BACKUP, ACME_ABROAD, ACME_TILL, ACME_EXPORT));

    static final ResidencyPolicy POLICY = ResidencyPolicy.builder()
            .everyTenant(Set.of(EU))
            .tenant(ACME, Set.of(AU))
            .build();

    private StoreScene() {}

    static StoreEntry own(String id, Region region, StorePurpose purpose, TenantId tenant) {
        return new StoreEntry(new StoreId(id), OVH, region, purpose, new Tenancy.CustomerSpecific(tenant));
    }

    static StoreRequest request(StoreUse use, String store, TenantId tenant, Classification classification) {
        return new StoreRequest(use, new StoreId(store), tenant, new RecordClass("customer"), classification);
    }

    static StoreRequest write(String store, TenantId tenant) {
        return request(StoreUse.WRITE, store, tenant, Classification.CONFIDENTIAL);
    }
}
