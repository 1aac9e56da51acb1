package dev.compliancekit.testkit;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Hands every call on. */
class ForwardingKeyStore implements KeyStore {

    final KeyStore store;

    ForwardingKeyStore(KeyStore store) {
        this.store = store;
    }

    @Override
    public Optional<KeyRecord> load(KeyAddress address) {
        return store.load(address);
    }

    @Override
    public Optional<KeyRecord> newest(KeyName name) {
        return store.newest(name);
    }

    @Override
    public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
        return store.createIfAbsent(candidate);
    }

    @Override
    public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
        return store.replaceAll(tenant, rewrapping);
    }

    @Override
    public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
        return store.destroy(tombstone);
    }

    @Override
    public List<KeyRecord.Destroyed> unreported() {
        return store.unreported();
    }

    @Override
    public void markReported(KeyAddress address) {
        store.markReported(address);
    }

    @Override
    public Stream<TenantId> tenants() {
        return store.tenants();
    }

    @Override
    public Stream<KeyRecord> list(TenantId tenant) {
        return store.list(tenant);
    }

    @Override
    public List<KeyRecord> list(TenantId tenant, SubjectId subject) {
        return store.list(tenant, subject);
    }

    @Override
    public void close() {
        store.close();
    }
}
