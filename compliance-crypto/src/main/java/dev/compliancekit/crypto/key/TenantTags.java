package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.LookupTags;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.search.IndexedField;
import dev.compliancekit.crypto.search.Normalization;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.util.List;
import java.util.Optional;

/** Blind indexes whose keys stay in memory as long as the key that they come from. */
final class TenantTags implements LookupTags {

    private final KeyParts parts;
    private final KeyLifecycle lifecycle;

    TenantTags(KeyParts parts, KeyLifecycle lifecycle) {
        this.parts = parts;
        this.lifecycle = lifecycle;
    }

    @Override
    public Bytes tag(TenantId tenant, RecordClass recordClass, String field, String value) {
        KeyName name = new KeyName(tenant, SubjectId.ACCOUNT, KeyPurpose.SEARCH);
        DataKey key = lifecycle.sealingKeyOf(name, KeyAlgorithm.HMAC_SHA_256);
        return tag(key, field(tenant, recordClass, field), value);
    }

    @Override
    public List<Bytes> everyTag(TenantId tenant, RecordClass recordClass, String field, String value) {
        IndexedField column = field(tenant, recordClass, field);
        return parts.keyStore().list(tenant, SubjectId.ACCOUNT).stream()
                .filter(each -> each.metadata().name().purpose().equals(KeyPurpose.SEARCH))
                .map(each -> usable(tenant, each))
                .flatMap(Optional::stream)
                .map(key -> tag(key, column, value))
                .distinct()
                .toList();
    }

    /** Not if it was destroyed, or the tenant's key was. */
    private Optional<DataKey> usable(TenantId tenant, KeyRecord found) {
        return lifecycle.find(tenant, SubjectId.ACCOUNT, found.metadata().keyId()) instanceof Found.Usable usable
                ? Optional.of(usable.key())
                : Optional.empty();
    }

    private Bytes tag(DataKey key, IndexedField column, String value) {
        return key.column(column, parts.primitives()).of(value);
    }

    private static IndexedField field(TenantId tenant, RecordClass recordClass, String field) {
        return new IndexedField(tenant, recordClass, field, Normalization.EXACT, BYTES * Byte.SIZE);
    }
}
