package dev.compliancekit.crypto.key;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A store that tells before each call which it is, so that a test can count, break in, or fail. */
final class ForwardingStore implements KeyStore {

    private final KeyStore store;
    private final Consumer<String> before;

    ForwardingStore(KeyStore store, Consumer<String> before) {
        this.store = store;
        this.before = before;
    }

    @Override
    public Optional<KeyRecord> load(KeyAddress address) {
        before.accept("load");
        return store.load(address);
    }

    @Override
    public Optional<KeyRecord> newest(KeyName name) {
        before.accept("newest");
        return store.newest(name);
    }

    @Override
    public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
        before.accept("createIfAbsent");
        return store.createIfAbsent(candidate);
    }

    @Override
    public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
        before.accept("replaceAll");
        return store.replaceAll(tenant, active -> {
            before.accept("rewrapping");
            return rewrapping.apply(active);
        });
    }

    @Override
    public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
        before.accept("destroy");
        return store.destroy(tombstone);
    }

    @Override
    public List<KeyRecord.Destroyed> unreported() {
        before.accept("unreported");
        return store.unreported();
    }

    @Override
    public void markReported(KeyAddress address) {
        before.accept("markReported");
        store.markReported(address);
    }

    @Override
    public Stream<TenantId> tenants() {
        before.accept("tenants");
        return store.tenants();
    }

    @Override
    public Stream<KeyRecord> list(TenantId tenant) {
        before.accept("list");
        return store.list(tenant);
    }

    @Override
    public List<KeyRecord> list(TenantId tenant, SubjectId subject) {
        before.accept("list");
        return store.list(tenant, subject);
    }

    @Override
    public void close() {}
}
