package dev.compliancekit.core.residency;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import java.util.Objects;

/**
 * What is to go into which store. For a backup or an export the classification is that of the most sensitive record in
 * it.
 *
 * @param use what is to be done
 * @param store where to
 * @param tenant whose data
 * @param recordClass what kind of record
 * @param classification how sensitive the data are
 */
@Immutable
public record StoreRequest(
        StoreUse use, StoreId store, TenantId tenant, RecordClass recordClass, Classification classification) {

    /**
     * Checks that nothing is missing.
     *
     * @param use what is to be done
     * @param store where to
     * @param tenant whose data
     * @param recordClass what kind of record
     * @param classification how sensitive the data are
     */
    public StoreRequest {
        Objects.requireNonNull(use, "use");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(recordClass, "recordClass");
        Objects.requireNonNull(classification, "classification");
    }

    /**
     * A request for data with a tag.
     *
     * @param use what is to be done
     * @param store where to
     * @param tag whose and what the data are
     * @return the request
     */
    public static StoreRequest of(StoreUse use, StoreId store, Tag tag) {
        return new StoreRequest(use, store, tag.tenant(), tag.recordClass(), tag.classification());
    }
}
