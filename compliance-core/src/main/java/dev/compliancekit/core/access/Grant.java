package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.access.AccessDecision.Denied;
import dev.compliancekit.core.access.AccessDecision.Reason;
import dev.compliancekit.core.internal.Names;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * That one actor may, in one role and for one purpose, see data of one tenant, for a limited time, because somebody
 * else said so. What the role may see for the purpose is a rule of the {@link AccessPolicy}; a grant alone opens
 * nothing.
 *
 * <p>A grant to oneself can be written down, so that a stored one is found and refused; no policy honours it.
 *
 * @param id its name
 * @param holder who may see
 * @param role in what role
 * @param purpose for what purpose
 * @param tenant whose data
 * @param term when
 * @param givenBy who said so
 * @param reason why, one line for people, for example {@code ticket 4711}; a reference, no personal data
 */
@Immutable
public record Grant(
        GrantId id,
        Actor holder,
        Role role,
        Purpose purpose,
        TenantId tenant,
        Term term,
        Actor givenBy,
        String reason) {

    /**
     * Checks that nothing is missing.
     *
     * @param id its name
     * @param holder who may see
     * @param role in what role; not {@link Role#OWNER}
     * @param purpose for what purpose
     * @param tenant whose data
     * @param term when
     * @param givenBy who said so
     * @param reason why, one line of 1 to 256 characters
     * @throws IllegalArgumentException if the role is the owner's, holder or giver is of kind
     *     {@link dev.compliancekit.core.Actor.Kind#OTHER}, or the reason is blank, too long or has control characters
     */
    public Grant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(givenBy, "givenBy");
        if (role.equals(Role.OWNER)) {
            throw new IllegalArgumentException(
                    "grant has the owner's role; accepted is any other, an owner is registered with a mandate");
        }
        requireKnown("holder", holder);
        requireKnown("giver", givenBy);
        Names.requireText("reason of a grant", reason);
    }

    private static void requireKnown(String what, Actor actor) {
        if (actor.kind() == Actor.Kind.OTHER) {
            throw new IllegalArgumentException(
                    what + " of a grant is of kind OTHER; accepted is somebody whom the caller could tell");
        }
    }

    /**
     * The same grant for another time.
     *
     * @param other when
     * @return the changed copy
     */
    public Grant withTerm(Term other) {
        return new Grant(id, holder, role, purpose, tenant, other, givenBy, reason);
    }

    /** The same from an instant on, if it started before and is not over by then. */
    Grant notBefore(Instant start) {
        boolean running = term.contains(start);
        return running ? withTerm(new Term(start, term.toExclusive())) : this;
    }

    /** Four eyes: whoever decides that data may be seen is not the one who sees them. */
    boolean isSelfGiven() {
        return holder.equals(givenBy);
    }

    /** What makes it another's grant, another tenant's or one for something else. */
    Optional<Denied> objectionTo(AccessRequest request) {
        if (!tenant.equals(request.tenant())) {
            return Optional.of(new Denied(Reason.OTHER_TENANT, "grant " + id + " is for another tenant"));
        }
        if (!purpose.equals(request.purpose())) {
            return Optional.of(new Denied(Reason.OTHER_PURPOSE, "grant " + id + " is for purpose " + purpose));
        }
        if (!role.equals(request.role())) {
            return Optional.of(new Denied(Reason.OTHER_ROLE, "grant " + id + " is for role " + role));
        }
        return Optional.empty();
    }
}
