package dev.compliancekit.retention;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.util.Objects;

/** Whose data are meant: everything of a tenant, or what is about one person. */
@Immutable
public sealed interface Scope {

    /**
     * Everything of a tenant.
     *
     * @param tenant the tenant
     * @return the scope
     */
    static Scope of(TenantId tenant) {
        return new WholeTenant(tenant);
    }

    /**
     * What a tenant holds about one person.
     *
     * @param tenant the tenant
     * @param subject the person
     * @return the scope
     */
    static Scope of(TenantId tenant, SubjectId subject) {
        return new OneSubject(tenant, subject);
    }

    /**
     * The tenant that the data belong to.
     *
     * @return the tenant
     */
    TenantId tenant();

    /**
     * Whether all that the other scope means is meant by this one too.
     *
     * @param other the other scope
     * @return true for the same scope, and for a subject of a tenant that is meant as a whole
     */
    default boolean covers(Scope other) {
        return equals(other) || (this instanceof WholeTenant && tenant().equals(other.tenant()));
    }

    /**
     * Whether some data are meant by both.
     *
     * @param other the other scope
     * @return true if one of the two covers the other
     */
    default boolean overlaps(Scope other) {
        return covers(other) || other.covers(this);
    }

    /**
     * Everything of a tenant.
     *
     * @param tenant the tenant
     */
    @Immutable
    record WholeTenant(TenantId tenant) implements Scope {

        /**
         * Checks that it is there.
         *
         * @param tenant the tenant
         */
        public WholeTenant {
            Objects.requireNonNull(tenant, "tenant");
        }

        /** The tenant's code. */
        @Override
        public String toString() {
            return tenant.value();
        }
    }

    /**
     * What a tenant holds about one person.
     *
     * @param tenant the tenant
     * @param subject the person
     */
    @Immutable
    record OneSubject(TenantId tenant, SubjectId subject) implements Scope {

        /**
         * Checks that both are there.
         *
         * @param tenant the tenant
         * @param subject the person
         */
        public OneSubject {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(subject, "subject");
        }

        /** The tenant's code, a slash, the subject's pseudonym. */
        @Override
        public String toString() {
            return tenant.value() + "/" + subject.value();
        }
    }
}
