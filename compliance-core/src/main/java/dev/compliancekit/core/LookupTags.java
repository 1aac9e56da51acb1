package dev.compliancekit.core;

import java.util.List;

/**
 * Short keyed hashes of values, which can stand in clear beside what is sealed, so that equal values are found without
 * opening anything. Without the tenant's key for them they say nothing; once it is destroyed they are random bytes.
 * compliance-crypto implements it; audit, which does not know crypto, is handed one.
 *
 * <p>Equal values of one tenant, record class and field have equal tags; those of two tenants, classes or fields have
 * unrelated ones. Implementations are thread-safe.
 */
public interface LookupTags {

    /** How many bytes a tag has. */
    int BYTES = 16;

    /**
     * The tag to store beside a new value.
     *
     * @param tenant whose value it is
     * @param recordClass the kind of record
     * @param field the field's name, 1 to 64 visible ASCII characters
     * @param value up to 4,096 characters of well-formed Unicode; every one counts
     * @return {@value #BYTES} bytes
     * @throws ShreddedException if the tenant's keys were destroyed
     * @throws ComplianceException if the keys cannot be reached
     */
    Bytes tag(TenantId tenant, RecordClass recordClass, String field, String value);

    /**
     * The tags that a value may have in what was stored so far, one for each version of the tenant's key.
     *
     * @param tenant whose value it is
     * @param recordClass the kind of record
     * @param field the field's name, 1 to 64 visible ASCII characters
     * @param value up to 4,096 characters of well-formed Unicode
     * @return the tags, {@value #BYTES} bytes each, without duplicates, that of {@link #tag} among them; none if the
     *     tenant's keys were destroyed, or it never had any
     * @throws ComplianceException if the keys cannot be reached
     */
    List<Bytes> everyTag(TenantId tenant, RecordClass recordClass, String field, String value);
}
