package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import java.util.Objects;

/**
 * Who wants to see what, in which role, for which purpose. Actor, role and second factor are what the application's own
 * sign-in established, never what the caller says of himself.
 *
 * @param actor who wants to see
 * @param role in what role
 * @param purpose for what purpose
 * @param tenant whose data
 * @param recordClass what kind of record
 * @param classification how sensitive the data are
 * @param secondFactor whether the session showed a second factor
 */
@Immutable
public record AccessRequest(
        Actor actor,
        Role role,
        Purpose purpose,
        TenantId tenant,
        RecordClass recordClass,
        Classification classification,
        SecondFactor secondFactor) {

    /**
     * Checks that nothing is missing.
     *
     * @param actor who wants to see
     * @param role in what role
     * @param purpose for what purpose
     * @param tenant whose data
     * @param recordClass what kind of record
     * @param classification how sensitive the data are
     * @param secondFactor whether the session showed a second factor
     */
    public AccessRequest {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(recordClass, "recordClass");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(secondFactor, "secondFactor");
    }

    /**
     * A request for data with a tag.
     *
     * @param actor who wants to see
     * @param role in what role
     * @param purpose for what purpose
     * @param tag whose and what the data are
     * @param secondFactor whether the session showed a second factor
     * @return the request
     */
    public static AccessRequest of(Actor actor, Role role, Purpose purpose, Tag tag, SecondFactor secondFactor) {
        return new AccessRequest(
                actor, role, purpose, tag.tenant(), tag.recordClass(), tag.classification(), secondFactor);
    }
}
