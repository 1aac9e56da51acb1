package dev.compliancekit.core.residency;

import dev.compliancekit.core.TenantId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every store that may hold client data: live ones, replicas, backups, exports and devices. What is not in it may not
 * be written to, and an erasure reaches what is in it.
 *
 * <p><em>Immutable.</em>
 */
public final class StoreDirectory {

    private final SortedMap<StoreId, StoreEntry> stores;

    /** Takes the map. */
    private StoreDirectory(SortedMap<StoreId, StoreEntry> stores) {
        this.stores = Collections.unmodifiableSortedMap(stores);
    }

    /**
     * The directory of some stores.
     *
     * @param entries in any order, possibly none; copied
     * @return the directory
     * @throws IllegalArgumentException if two stores have one id
     */
    public static StoreDirectory of(Collection<StoreEntry> entries) {
        SortedMap<StoreId, StoreEntry> stores = new TreeMap<>();
        for (StoreEntry entry : entries) {
            if (stores.putIfAbsent(entry.id(), entry) != null) {
                throw new IllegalArgumentException(
                        "store id " + entry.id() + " stands twice; accepted is one entry for a store");
            }
        }
        return new StoreDirectory(stores);
    }

    /**
     * The same with one store added, or changed if its id is there already.
     *
     * @param entry the store
     * @return the changed copy
     */
    public StoreDirectory with(StoreEntry entry) {
        SortedMap<StoreId, StoreEntry> changed = new TreeMap<>(stores);
        changed.put(entry.id(), entry);
        return new StoreDirectory(changed);
    }

    /**
     * A store by its id.
     *
     * @param id its name
     * @return the store, or empty if the directory does not know it
     */
    public Optional<StoreEntry> store(StoreId id) {
        return Optional.ofNullable(stores.get(id));
    }

    /**
     * Every store.
     *
     * @return by id, unmodifiable
     */
    public Collection<StoreEntry> stores() {
        return stores.values();
    }

    /**
     * Every store that holds a tenant: where an erasure has to go.
     *
     * @param tenant whose data
     * @return by id, unmodifiable; empty if none does
     */
    public List<StoreEntry> storesOf(TenantId tenant) {
        return stores.values().stream()
                .filter(store -> store.tenancy().tenants().contains(tenant))
                .toList();
    }

    /**
     * Every tenant that a store holds.
     *
     * @return sorted, unmodifiable
     */
    public SortedSet<TenantId> tenants() {
        SortedSet<TenantId> tenants = new TreeSet<>();
        stores.values().forEach(store -> tenants.addAll(store.tenancy().tenants()));
        return Collections.unmodifiableSortedSet(tenants);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreDirectory that && stores.equals(that.stores);
    }

    @Override
    public int hashCode() {
        return stores.hashCode();
    }

    /** The names of the stores. */
    @Override
    public String toString() {
        return "StoreDirectory" + stores.keySet();
    }
}
