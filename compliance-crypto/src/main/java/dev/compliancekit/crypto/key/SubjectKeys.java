package dev.compliancekit.crypto.key;

import dev.compliancekit.core.SubjectId;

/** Whether persons have keys of their own, so that one can be erased by destroying a key. */
public enum SubjectKeys {
    /** All of a tenant is sealed under the tenant's keys. */
    NONE,
    /** What is about a person is sealed under a random key of that person. */
    EACH;

    SubjectId ownerOf(SubjectId subject) {
        return this == EACH ? subject : SubjectId.ACCOUNT;
    }
}
