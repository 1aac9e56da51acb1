package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Codes;
import java.util.Objects;

/**
 * The one place where a sealed value belongs: field of a record of a class of a tenant. A {@link Sealer} binds the
 * value to it, so that a value moved to another row, column, tenant or schema version does not open.
 *
 * @param tenant the account code
 * @param subject the person the record is about, or {@link SubjectId#ACCOUNT}; chooses the key, is not itself bound
 * @param recordClass the kind of record
 * @param record the record's key
 * @param field the field's name, 1 to 64 visible ASCII characters
 * @param version the schema version of the field, 1 or more
 */
@Immutable
public record FieldPath(
        TenantId tenant, SubjectId subject, RecordClass recordClass, RecordId record, String field, int version) {

    /**
     * Checks every part.
     *
     * @param tenant the account code
     * @param subject the person the record is about, or {@link SubjectId#ACCOUNT}
     * @param recordClass the kind of record
     * @param record the record's key
     * @param field the field's name, 1 to 64 visible ASCII characters
     * @param version the schema version of the field, 1 or more
     * @throws IllegalArgumentException if the field name is not accepted or the version is below 1
     */
    public FieldPath {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(recordClass, "recordClass");
        Objects.requireNonNull(record, "record");
        Codes.requireVisible("field name", field, 64);
        if (version < 1) {
            throw new IllegalArgumentException("field version is " + version + "; accepted are 1 and above");
        }
    }

    /**
     * The same field in another schema version.
     *
     * @param other the version, 1 or more
     * @return the changed copy
     * @throws IllegalArgumentException if the version is below 1
     */
    public FieldPath withVersion(int other) {
        return new FieldPath(tenant, subject, recordClass, record, field, other);
    }
}
