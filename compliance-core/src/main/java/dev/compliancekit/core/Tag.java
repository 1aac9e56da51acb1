package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;

/**
 * What every record carries: whose it is, whom it is about, what kind of record it is and how sensitive.
 *
 * @param tenant the account code
 * @param subject the person the record is about, or {@link SubjectId#ACCOUNT} if it is about none
 * @param recordClass the kind of record
 * @param classification how sensitive it is
 */
@Immutable
public record Tag(TenantId tenant, SubjectId subject, RecordClass recordClass, Classification classification) {

    /**
     * Checks that nothing is missing.
     *
     * @param tenant the account code
     * @param subject the person the record is about, or {@link SubjectId#ACCOUNT} if it is about none
     * @param recordClass the kind of record
     * @param classification how sensitive it is
     */
    public Tag {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(recordClass, "recordClass");
        Objects.requireNonNull(classification, "classification");
    }

    /**
     * Where one field of a record with this tag lives.
     *
     * @param record the record's key
     * @param field the field's name
     * @return the place, of version 1
     * @throws IllegalArgumentException if the field name is not accepted, see {@link FieldPath}
     */
    public FieldPath field(RecordId record, String field) {
        return new FieldPath(tenant, subject, recordClass, record, field, 1);
    }
}
