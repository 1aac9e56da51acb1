package dev.compliancekit.core.access;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.access.AccessDecision.Allowed;
import dev.compliancekit.core.access.AccessDecision.Basis;
import dev.compliancekit.core.access.AccessDecision.Denied;
import dev.compliancekit.core.access.AccessDecision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may see what: the rules, and the decision from a request, the grants and an instant. Nothing is allowed unless
 * the session showed a second factor, a rule lets the role see data that sensitive for the purpose, and a grant in
 * force, given by somebody else who was entitled to, names actor, role, purpose and tenant.
 *
 * <p>The decision looks only at what the actor himself holds, and at the mandates of whoever gave it. So it never
 * differs by whether another tenant exists (CWE-204).
 *
 * <p><em>Immutable.</em>
 */
public final class AccessPolicy {

    static final Denied NO_SECOND_FACTOR =
            new Denied(Reason.NO_SECOND_FACTOR, "the session showed no second factor, and there is no way without");

    private final Map<Allowance, Classification> rules;
    private final Map<Actor.Kind, Duration> longestGrants;
    private final Duration longestMandate;

    private record Allowance(Role role, Purpose purpose) {}

    private AccessPolicy(Builder builder) {
        this.rules = Map.copyOf(builder.rules);
        this.longestGrants = new EnumMap<>(builder.longestGrants);
        this.longestMandate = builder.longestMandate;
    }

    /**
     * Starts a policy without a rule, which allows nothing.
     *
     * @param longestGrant the longest grant that is accepted, more than zero; a mandate may be 366 days long until said
     *     otherwise
     * @return a builder, not thread-safe
     * @throws IllegalArgumentException if the length is zero or negative
     */
    public static Builder builder(Duration longestGrant) {
        return new Builder(longestGrant);
    }

    /**
     * The rules.
     *
     * @return by role, then purpose; unmodifiable
     */
    public List<AccessRule> rules() {
        return rules.entrySet().stream()
                .map(rule -> new AccessRule(rule.getKey().role(), rule.getKey().purpose(), rule.getValue()))
                .sorted(Comparator.comparing(AccessRule::role).thenComparing(AccessRule::purpose))
                .toList();
    }

    /**
     * Whether data may be seen. A pure function: equal arguments give an equal decision, whatever the order in which
     * the grants came.
     *
     * @param request who wants to see what
     * @param book the grants, mandates and revocations that are known
     * @param asOf the instant to decide for
     * @return allowed, naming the grant, or denied, with the reason of the grant that came nearest
     */
    public AccessDecision decide(AccessRequest request, GrantBook book, Instant asOf) {
        Objects.requireNonNull(asOf, "asOf");
        if (request.secondFactor() != SecondFactor.PRESENT) {
            return NO_SECOND_FACTOR;
        }
        Optional<Denied> objection = objectionOfRules(request);
        if (objection.isPresent()) {
            return objection.get();
        }
        return candidates(request, book, asOf)
                .reduce(AccessPolicy::nearer)
                .orElseGet(() -> new Denied(Reason.NO_GRANT, "the actor holds no grant"));
    }

    private Optional<Denied> objectionOfRules(AccessRequest request) {
        Classification upTo = rules.get(new Allowance(request.role(), request.purpose()));
        if (upTo == null) {
            return Optional.of(noRule(request.role(), request.purpose()));
        }
        if (upTo.isAtLeast(request.classification())) {
            return Optional.empty();
        }
        return Optional.of(new Denied(
                Reason.TOO_SENSITIVE,
                "role " + request.role() + " may see up to " + upTo + " for purpose " + request.purpose()
                        + ", and the data are " + request.classification()));
    }

    private static Denied noRule(Role role, Purpose purpose) {
        return new Denied(Reason.NO_RULE, "no rule lets role " + role + " see anything for purpose " + purpose);
    }

    /** Each of what the actor holds with the decision it gives, by id. */
    private Stream<AccessDecision> candidates(AccessRequest request, GrantBook book, Instant asOf) {
        if (request.role().equals(Role.OWNER)) {
            return book.mandatesOf(request.actor()).stream()
                    .filter(Mandate.AccountOwner.class::isInstance)
                    .map(mandate -> decideBy((Mandate.AccountOwner) mandate, request, book, asOf));
        }
        return book.grantsOf(request.actor()).stream().map(grant -> decideBy(grant, request, book, asOf));
    }

    /** The first of those that came nearest, so that the smallest id wins whatever the order of the grants was. */
    private static AccessDecision nearer(AccessDecision first, AccessDecision second) {
        if (first instanceof Denied one) {
            boolean farther = second instanceof Denied other && other.reason().compareTo(one.reason()) <= 0;
            return farther ? first : second;
        }
        return first;
    }

    private AccessDecision decideBy(Grant grant, AccessRequest request, GrantBook book, Instant asOf) {
        Optional<Denied> objection = grant.objectionTo(request)
                .or(() -> objectionToGiving(grant, book, grant.term().from()))
                .or(() -> book.stateOf(grant, asOf).objectionTo(grant.id(), grant.term()));
        if (objection.isPresent()) {
            return objection.get();
        }
        return new Allowed(
                Basis.GRANT,
                grant.id(),
                "grant " + grant.id() + " opens data of " + grant.tenant() + " until "
                        + grant.term().toExclusive());
    }

    private AccessDecision decideBy(Mandate.AccountOwner mandate, AccessRequest request, GrantBook book, Instant asOf) {
        Optional<Denied> objection = mandate.tenant().equals(request.tenant())
                ? objectionToLength(mandate)
                        .or(() -> book.stateOf(mandate, asOf).objectionTo(mandate.id(), mandate.term()))
                : Optional.of(new Denied(Reason.OTHER_TENANT, "mandate " + mandate.id() + " is for another tenant"));
        if (objection.isPresent()) {
            return objection.get();
        }
        return new Allowed(
                Basis.ACCOUNT_OWNER,
                mandate.id(),
                "mandate " + mandate.id() + " says that the account " + mandate.tenant() + " is the actor's until "
                        + mandate.term().toExclusive());
    }

    /** Everything about how a grant came to be. */
    private Optional<Denied> objectionToGiving(Grant grant, GrantBook book, Instant at) {
        Duration longest =
                Objects.requireNonNull(longestGrants.get(grant.holder().kind()));
        if (grant.isSelfGiven()) {
            return Optional.of(new Denied(Reason.SELF_GRANTED, "grant " + grant.id() + " was given by its holder"));
        }
        if (book.mandateFor(grant, at).isEmpty()) {
            return Optional.of(new Denied(
                    Reason.NOT_ENTITLED, "the giver of grant " + grant.id() + " had no mandate to give it at " + at));
        }
        if (grant.term().length().compareTo(longest) > 0) {
            return Optional.of(new Denied(
                    Reason.TOO_LONG, "grant " + grant.id() + " is longer than the " + longest + " that are accepted"));
        }
        return Optional.empty();
    }

    private Optional<Denied> objectionToLength(Mandate mandate) {
        if (mandate.term().length().compareTo(longestMandate) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Denied(
                Reason.TOO_LONG,
                "mandate " + mandate.id() + " is longer than the " + longestMandate + " that are accepted"));
    }

    /**
     * Why a grant may not be given now, if so: no rule for its role and purpose, given by its holder, by somebody
     * without a mandate now and when it starts, too long, or already over.
     *
     * @param grant what is to be given
     * @param book the grants, mandates and revocations that are known
     * @param asOf when it is given
     * @return the denial, or empty if it may be given
     */
    public Optional<Denied> objectionTo(Grant grant, GrantBook book, Instant asOf) {
        if (!rules.containsKey(new Allowance(grant.role(), grant.purpose()))) {
            return Optional.of(noRule(grant.role(), grant.purpose()));
        }
        return objectionToGiving(grant, book, asOf)
                .or(() -> objectionToGiving(grant, book, grant.term().from()))
                .or(() -> objectionToEnd(grant.id(), grant.term(), asOf));
    }

    /**
     * Why a mandate may not be registered now, if so: the registrar is no approver now, it is too long, or already
     * over.
     *
     * @param mandate what is to be registered
     * @param book the grants, mandates and revocations that are known
     * @param asOf when it is registered
     * @return the denial, or empty if it may be registered
     */
    public Optional<Denied> objectionTo(Mandate mandate, GrantBook book, Instant asOf) {
        if (!book.isApprover(mandate.registeredBy(), asOf)) {
            return Optional.of(new Denied(
                    Reason.NOT_ENTITLED, "the registrar of mandate " + mandate.id() + " is no approver at " + asOf));
        }
        return objectionToLength(mandate).or(() -> objectionToEnd(mandate.id(), mandate.term(), asOf));
    }

    private static Optional<Denied> objectionToEnd(GrantId id, Term term, Instant asOf) {
        return term.isOver(asOf) ? GrantState.EXPIRED.objectionTo(id, term) : Optional.empty();
    }

    /** Collects the rules and limits. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final Map<Allowance, Classification> rules = new HashMap<>();
        private final Map<Actor.Kind, Duration> longestGrants = new EnumMap<>(Actor.Kind.class);
        private Duration longestMandate = Duration.ofDays(366);

        private Builder(Duration longestGrant) {
            for (Actor.Kind kind : Actor.Kind.values()) {
                longestGrants.put(kind, requirePositive(longestGrant));
            }
        }

        /**
         * Adds a rule.
         *
         * @param role which role
         * @param purpose for what purpose
         * @param upTo the most sensitive data it may see, inclusive
         * @return this builder
         * @throws IllegalArgumentException if there is a rule for the role and purpose already
         */
        public Builder permit(Role role, Purpose purpose, Classification upTo) {
            AccessRule rule = new AccessRule(role, purpose, upTo);
            if (rules.putIfAbsent(new Allowance(rule.role(), rule.purpose()), rule.upTo()) != null) {
                throw new IllegalArgumentException("role " + role + " has two rules for purpose " + purpose
                        + "; accepted is one rule for a role and a purpose");
            }
            return this;
        }

        /**
         * Sets the longest grant for one kind of holder, for example a year for the customer's people beside hours for
         * the operator's.
         *
         * @param holder what kind of holder
         * @param longest the longest grant that is accepted, more than zero
         * @return this builder
         * @throws IllegalArgumentException if the length is zero or negative
         */
        public Builder longestGrant(Actor.Kind holder, Duration longest) {
            longestGrants.put(holder, requirePositive(longest));
            return this;
        }

        /**
         * Sets the longest mandate.
         *
         * @param longest the longest mandate that is accepted, more than zero
         * @return this builder
         * @throws IllegalArgumentException if the length is zero or negative
         */
        public Builder longestMandate(Duration longest) {
            longestMandate = requirePositive(longest);
            return this;
        }

        /**
         * The policy.
         *
         * @return an immutable policy
         */
        public AccessPolicy build() {
            return new AccessPolicy(this);
        }

        private static Duration requirePositive(Duration longest) {
            if (longest.isZero() || longest.isNegative()) {
                throw new IllegalArgumentException(
                        "longest term is zero or negative; accepted is a length of more than zero");
            }
            return longest;
        }
    }
}
