package dev.compliancekit.crypto.file;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Keeps the keys of the tenant, and lets those of a subject go as soon as they are taken. Not thread-safe. */
public final class PassingStore implements KeyStore {

    private final Map<KeyAddress, KeyRecord> records = new HashMap<>();

    /** The record of the only key of a subject, which is forgotten with this. */
    public KeyRecord take(TenantId tenant, SubjectId subject) {
        KeyRecord only = list(tenant, subject).get(0);
        records.remove(only.metadata().address());
        return only;
    }

    @Override
    public Optional<KeyRecord> load(KeyAddress address) {
        return Optional.ofNullable(records.get(address));
    }

    @Override
    public Optional<KeyRecord> newest(KeyName name) {
        return list(name.tenant(), name.subject()).stream()
                .filter(each -> each.metadata().name().equals(name))
                .max(Comparator.comparingInt(each -> each.metadata().version()));
    }

    @Override
    public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
        records.put(candidate.metadata().address(), candidate);
        return candidate;
    }

    @Override
    public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
        throw new UnsupportedOperationException("only makes keys");
    }

    @Override
    public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
        throw new UnsupportedOperationException("only makes keys");
    }

    @Override
    public List<KeyRecord.Destroyed> unreported() {
        return List.of();
    }

    @Override
    public void markReported(KeyAddress address) {}

    @Override
    public Stream<TenantId> tenants() {
        return records.keySet().stream().map(KeyAddress::tenant).distinct().sorted();
    }

    @Override
    public Stream<KeyRecord> list(TenantId tenant) {
        return records.values().stream()
                .filter(each -> each.metadata().tenant().equals(tenant))
                .sorted(Comparator.comparing(each -> each.metadata().keyId()));
    }

    @Override
    public List<KeyRecord> list(TenantId tenant, SubjectId subject) {
        return list(tenant)
                .filter(each -> each.metadata().name().subject().equals(subject))
                .toList();
    }

    @Override
    public void close() {}
}
