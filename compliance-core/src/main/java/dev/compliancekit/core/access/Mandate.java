package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.internal.Names;
import java.util.Objects;

/**
 * That somebody may give grants: as the owner of an account for that account, or as an approver of the operator. The
 * operator's staff register it, from evidence that they name, for a limited time; nobody registers himself.
 */
public sealed interface Mandate permits Mandate.AccountOwner, Mandate.Approver {

    /**
     * Its name, from the same list as the names of grants.
     *
     * @return the id
     */
    GrantId id();

    /**
     * Who may give grants.
     *
     * @return the actor
     */
    Actor holder();

    /**
     * When. A grant needs a giver whose mandate runs when the grant is given and when it starts; it outlives the
     * mandate, unless it is revoked too.
     *
     * @return the term
     */
    Term term();

    /**
     * Who registered it.
     *
     * @return one of the operator's staff, not the holder
     */
    Actor registeredBy();

    /**
     * What it rests on.
     *
     * @return one line, for example {@code contract 2026-114, signature page}
     */
    String evidence();

    /**
     * The owner of an account, as the customer named him. He gives the grants to the customer's people, may give one to
     * the operator's, and sees his own account's data himself in the role {@link Role#OWNER}: the account is his, so
     * the mandate, which somebody else registered from the customer's own word, is his grant. Without that, the only
     * owner of an account could never open it.
     *
     * @param id its name
     * @param tenant the account
     * @param holder the owner, a customer
     * @param term when
     * @param registeredBy one of the operator's staff
     * @param evidence the customer's word, one line of 1 to 256 characters; a reference, no personal data
     */
    @Immutable
    record AccountOwner(GrantId id, TenantId tenant, Actor holder, Term term, Actor registeredBy, String evidence)
            implements Mandate {

        /**
         * Checks who is whom.
         *
         * @param id its name
         * @param tenant the account
         * @param holder the owner, a customer
         * @param term when
         * @param registeredBy one of the operator's staff
         * @param evidence the customer's word, one line of 1 to 256 characters
         * @throws IllegalArgumentException if the holder is no customer, the registrar is not of the operator's staff,
         *     or the evidence is blank, too long or has control characters
         */
        public AccountOwner {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(term, "term");
            requireKind("account owner", holder, Actor.Kind.CUSTOMER);
            requireKind("registrar", registeredBy, Actor.Kind.STAFF);
            Names.requireText("evidence of a mandate", evidence);
        }
    }

    /**
     * One of the operator's staff who may give grants to the operator's staff, services and auditors, for every
     * account; and who registers mandates.
     *
     * @param id its name
     * @param holder one of the operator's staff
     * @param term when
     * @param registeredBy another of the operator's staff
     * @param evidence for example the resolution that names him, one line of 1 to 256 characters; no personal data
     */
    @Immutable
    record Approver(GrantId id, Actor holder, Term term, Actor registeredBy, String evidence) implements Mandate {

        /**
         * Checks who is whom.
         *
         * @param id its name
         * @param holder one of the operator's staff
         * @param term when
         * @param registeredBy another of the operator's staff
         * @param evidence one line of 1 to 256 characters
         * @throws IllegalArgumentException if one of the two is not of the operator's staff, they are the same, or the
         *     evidence is blank, too long or has control characters
         */
        public Approver {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(term, "term");
            requireKind("approver", holder, Actor.Kind.STAFF);
            requireKind("registrar", registeredBy, Actor.Kind.STAFF);
            if (holder.equals(registeredBy)) {
                throw new IllegalArgumentException(
                        "approver registered himself; accepted is a registrar who is somebody else");
            }
            Names.requireText("evidence of a mandate", evidence);
        }
    }

    /** Whether the holder may, while it runs, give grants for the tenant to actors of the kind. */
    private boolean covers(TenantId tenant, Actor.Kind kind) {
        if (this instanceof AccountOwner owner) {
            return owner.tenant().equals(tenant);
        }
        return kind != Actor.Kind.CUSTOMER;
    }

    /**
     * Whether the holder may, while it runs, give a grant. The customer's people are under the customer's direction:
     * only an owner of the account gives to them. To the operator's people an approver gives, or the owner himself.
     *
     * @param grant what is given
     * @return true if this mandate is enough
     */
    default boolean covers(Grant grant) {
        return covers(grant.tenant(), grant.holder().kind());
    }

    private static void requireKind(String what, Actor actor, Actor.Kind kind) {
        if (actor.kind() != kind) {
            throw new IllegalArgumentException(what + " is of another kind; accepted is one of kind " + kind);
        }
    }
}
