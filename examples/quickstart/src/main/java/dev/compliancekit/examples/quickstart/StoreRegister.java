package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.residency.Provider;
import dev.compliancekit.core.residency.Region;
import dev.compliancekit.core.residency.ResidencyException;
import dev.compliancekit.core.residency.ResidencyGuard;
import dev.compliancekit.core.residency.ResidencyPolicy;
import dev.compliancekit.core.residency.StoreDirectory;
import dev.compliancekit.core.residency.StoreEntry;
import dev.compliancekit.core.residency.StoreId;
import dev.compliancekit.core.residency.StorePurpose;
import dev.compliancekit.core.residency.StoreRequest;
import dev.compliancekit.core.residency.StoreSurvey;
import dev.compliancekit.core.residency.StoreUse;
import dev.compliancekit.core.residency.Tenancy;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Which stores hold which tenants: one database and one backup folder, both on this machine, and a backup store abroad
 * that stands ready and must not be used. The story declares that this machine stands in the first of the promised
 * regions; no program can see where it runs.
 */
final class StoreRegister {

    static final Provider THIS_MACHINE = new Provider("this-machine");

    static final StoreId DATABASE = new StoreId("database");
    static final StoreId BACKUP_FOLDER = new StoreId("backup-folder");

    private static final StoreId ABROAD = new StoreId("backup-abroad");
    private static final Actor NIGHTLY = Actor.service("nightly-backup");

    private final List<TenantId> tenants;
    private final ResidencyPolicy policy;
    private final StoreDirectory directory;
    private final Set<Region> regions;
    private final ResidencyGuard guard;
    private final boolean guardKeptBackupsHome;

    StoreRegister(List<TenantId> tenants, Set<Region> regions, AuditSink audit, InstantSource clock) {
        this.tenants = List.copyOf(tenants);
        this.regions = Set.copyOf(regions);
        Region here = regions.iterator().next();
        this.policy = ResidencyPolicy.builder().everyTenant(regions).build();
        Tenancy everybody = new Tenancy.Shared(Set.copyOf(tenants));
        this.directory = StoreDirectory.of(List.of(
                new StoreEntry(DATABASE, THIS_MACHINE, here, StorePurpose.LIVE, everybody),
                new StoreEntry(BACKUP_FOLDER, THIS_MACHINE, here, StorePurpose.BACKUP, everybody)));
        StoreEntry abroad = new StoreEntry(ABROAD, THIS_MACHINE, new Region("abroad"), StorePurpose.BACKUP, everybody);
        this.guard = ResidencyGuard.of(policy, () -> directory.with(abroad), audit, clock);
        this.guardKeptBackupsHome = tenants.stream().allMatch(this::keepsBackupsHome);
    }

    StoreDirectory directory() {
        return directory;
    }

    StoreSurvey survey() {
        return StoreSurvey.of(() -> directory, () -> tenants);
    }

    ResidencyPolicy policy() {
        return policy;
    }

    /** The regions that were promised. */
    Set<Region> regions() {
        return regions;
    }

    /** Whether a backup of every tenant to the folder was allowed, and one to the store abroad refused. */
    boolean guardKeptBackupsHome() {
        return guardKeptBackupsHome;
    }

    private boolean keepsBackupsHome(TenantId tenant) {
        return isAllowed(tenant, BACKUP_FOLDER) && !isAllowed(tenant, ABROAD);
    }

    private boolean isAllowed(TenantId tenant, StoreId store) {
        StoreRequest request =
                new StoreRequest(StoreUse.BACKUP, store, tenant, Customer.CLASS, Classification.CONFIDENTIAL);
        try (TenantScope scope = TenantScope.enter(tenant)) {
            guard.require(request, NIGHTLY);
            return true;
        } catch (ResidencyException e) {
            return false;
        }
    }
}
