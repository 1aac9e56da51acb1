package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;

/**
 * Where the boxes of one entry belong: bound to the log's origin and to all that the caller said in clear, so that a
 * box opens in no other entry.
 *
 * @param record names the entry
 */
record BoxPlace(RecordId record) {

    static final RecordClass RECORD_CLASS = new RecordClass("audit-entry");

    private static final String OUTER = "entry";

    /** @param binding what {@link SealedForm#binding} gave */
    static BoxPlace of(Bytes binding) {
        return new BoxPlace(new RecordId(binding.hex()));
    }

    /** Of the box that holds the parts, under the key of a tenant. */
    FieldPath outer(TenantId home) {
        return new FieldPath(home, SubjectId.ACCOUNT, RECORD_CLASS, record, OUTER, EntryForm.SEALED);
    }

    /** Of a part inside of it, under the key of a subject. */
    FieldPath inner(TenantId home, SubjectId subject, String parts) {
        return new FieldPath(home, subject, RECORD_CLASS, record, parts, EntryForm.SEALED);
    }
}
