package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;
import java.util.Objects;

/** Whether data may be seen, with the reason as a value and as a sentence. */
public sealed interface AccessDecision permits AccessDecision.Allowed, AccessDecision.Denied {

    /**
     * The reason for people.
     *
     * @return one sentence, no personal data; says nothing that the actor's own grants do not say
     */
    String sentence();

    /**
     * The reason as log entries write it.
     *
     * @return lower-case words joined by hyphens, for example {@code expired}
     */
    String code();

    /**
     * The data may be seen.
     *
     * @param basis what kind of grant it rests on
     * @param grant which one: the id of the grant, or of the owner's mandate
     * @param sentence the reason for people
     */
    @Immutable
    record Allowed(Basis basis, GrantId grant, String sentence) implements AccessDecision {

        /**
         * Checks that nothing is missing.
         *
         * @param basis what kind of grant it rests on
         * @param grant which one
         * @param sentence the reason for people
         */
        public Allowed {
            Objects.requireNonNull(basis, "basis");
            Objects.requireNonNull(grant, "grant");
            Objects.requireNonNull(sentence, "sentence");
        }

        @Override
        public String code() {
            return basis.code();
        }
    }

    /**
     * The data may not be seen.
     *
     * @param reason why
     * @param sentence the reason for people
     */
    @Immutable
    record Denied(Reason reason, String sentence) implements AccessDecision {

        /**
         * Checks that nothing is missing.
         *
         * @param reason why
         * @param sentence the reason for people
         */
        public Denied {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(sentence, "sentence");
        }

        @Override
        public String code() {
            return reason.code();
        }
    }

    /** What an allowed access rests on. */
    enum Basis {
        /** A grant that somebody else gave. */
        GRANT,
        /** The actor's mandate as an owner of the account. */
        ACCOUNT_OWNER;

        /**
         * The name as log entries write it.
         *
         * @return {@code grant} or {@code account-owner}
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Why access is denied. Of several grants that fail, the one that came nearest gives the reason; the order here is
     * the order of the checks.
     */
    enum Reason {
        /** Another tenant is bound to the thread. Only the audit event says so; the caller learns nothing. */
        OUTSIDE_SCOPE,
        /** The session showed no second factor. There is no exception to this one. */
        NO_SECOND_FACTOR,
        /** No rule lets the role see anything for the purpose. */
        NO_RULE,
        /** The rule ends below the classification of the data. */
        TOO_SENSITIVE,
        /** The actor holds no grant at all. */
        NO_GRANT,
        /** What the actor holds is for other tenants. */
        OTHER_TENANT,
        /** What the actor holds for the tenant is for other purposes. */
        OTHER_PURPOSE,
        /** What the actor holds for the tenant and purpose is for other roles. */
        OTHER_ROLE,
        /** The actor gave it to himself. */
        SELF_GRANTED,
        /** Whoever gave or changed it had no mandate to do so. */
        NOT_ENTITLED,
        /** It was given for longer than the policy accepts. */
        TOO_LONG,
        /** It starts later. */
        NOT_YET_VALID,
        /** It is over. */
        EXPIRED,
        /** It was revoked. */
        REVOKED;

        /**
         * The name as log entries write it.
         *
         * @return lower-case words joined by hyphens, for example {@code no-second-factor}
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
