package dev.compliancekit.crypto.key;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Every key there is or was, and nothing that is secret.
 *
 * <p><em>Thread-safe.</em>
 */
public final class KeyInventory {

    private final KeyStore keyStore;
    private final KeyReader reader;

    KeyInventory(KeyParts parts) {
        this.keyStore = parts.keyStore();
        this.reader = parts.reader();
    }

    /**
     * All keys of all tenants; with keys for each person these may be many, see {@link #forEach}.
     *
     * @return the keys in the order of tenants, those of one subject one after the other, unmodifiable
     * @throws KeyUnavailableException if the key store cannot be reached, or a record is damaged
     */
    public List<KeySummary> all() {
        List<KeySummary> all = new ArrayList<>();
        forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * Goes through all keys of all tenants; takes memory for those of one subject at a time.
     *
     * @param action called for each key, in the order of tenants, with those of one subject one after the other
     * @throws KeyUnavailableException if the key store cannot be reached, or a record is damaged
     */
    public void forEach(Consumer<KeySummary> action) {
        try (Stream<TenantId> tenants = keyStore.tenants()) {
            tenants.forEachOrdered(tenant -> forEach(tenant, action));
        }
    }

    /**
     * All keys of one tenant, those of its subjects too.
     *
     * @param tenant whose keys
     * @return the keys, those of one subject one after the other in the order of their ids, unmodifiable
     * @throws KeyUnavailableException if the key store cannot be reached, or a record is damaged
     */
    public List<KeySummary> of(TenantId tenant) {
        List<KeySummary> all = new ArrayList<>();
        forEach(tenant, all::add);
        return List.copyOf(all);
    }

    /**
     * The keys of one subject, or of the tenant itself.
     *
     * @param tenant whose keys
     * @param subject the person, or {@link SubjectId#ACCOUNT} for the keys of the whole tenant
     * @return the keys in the order of their ids, unmodifiable
     * @throws KeyUnavailableException if the key store cannot be reached, or a record is damaged
     */
    public List<KeySummary> of(TenantId tenant, SubjectId subject) {
        return summaries(keyStore.list(tenant, subject), reader.tenantDestroyedAt(tenant));
    }

    private void forEach(TenantId tenant, Consumer<KeySummary> action) {
        Optional<Instant> tenantDestroyedAt = reader.tenantDestroyedAt(tenant);
        try (Stream<KeyRecord> records = keyStore.list(tenant)) {
            List<KeyRecord> ofOneSubject = new ArrayList<>();
            for (Iterator<KeyRecord> each = records.iterator(); each.hasNext(); ) {
                KeyRecord next = each.next();
                if (!ofOneSubject.isEmpty() && !subjectOf(next).equals(subjectOf(ofOneSubject.get(0)))) {
                    summaries(ofOneSubject, tenantDestroyedAt).forEach(action);
                    ofOneSubject.clear();
                }
                ofOneSubject.add(next);
            }
            summaries(ofOneSubject, tenantDestroyedAt).forEach(action);
        }
    }

    private static SubjectId subjectOf(KeyRecord keyRecord) {
        return keyRecord.metadata().name().subject();
    }

    private static List<KeySummary> summaries(List<KeyRecord> records, Optional<Instant> tenantDestroyedAt) {
        Map<KeyName, Integer> newest = new HashMap<>();
        for (KeyRecord each : records) {
            newest.merge(each.metadata().name(), each.metadata().version(), Math::max);
        }
        return records.stream()
                .map(each -> summary(each, newest, tenantDestroyedAt))
                .toList();
    }

    private static KeySummary summary(
            KeyRecord each, Map<KeyName, Integer> newest, Optional<Instant> tenantDestroyedAt) {
        KeyMetadata metadata = each.metadata();
        if (each instanceof KeyRecord.Destroyed destroyed) {
            return KeySummary.destroyed(metadata, destroyed.destroyedAt());
        }
        if (tenantDestroyedAt.isPresent()) {
            return KeySummary.destroyed(metadata, tenantDestroyedAt.get());
        }
        boolean isNewest = metadata.version() == newest.getOrDefault(metadata.name(), 0);
        return KeySummary.usable(metadata, isNewest ? KeyStatus.ACTIVE : KeyStatus.RETIRED);
    }
}
