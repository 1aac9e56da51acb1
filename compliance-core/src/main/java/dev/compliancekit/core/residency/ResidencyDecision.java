package dev.compliancekit.core.residency;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;
import java.util.Objects;

/** Whether data may go into a store, with the reason as a value and as a sentence. */
public sealed interface ResidencyDecision permits ResidencyDecision.Allowed, ResidencyDecision.Denied {

    /**
     * The reason for people.
     *
     * @return one sentence, no personal data
     */
    String sentence();

    /**
     * The data may go there. <em>Immutable.</em>
     *
     * @param store where to, as the directory knows it
     * @param sentence the reason for people
     */
    record Allowed(StoreEntry store, String sentence) implements ResidencyDecision {

        /**
         * Checks that nothing is missing.
         *
         * @param store where to, as the directory knows it
         * @param sentence the reason for people
         */
        public Allowed {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    /**
     * The data may not go there.
     *
     * @param reason why
     * @param sentence the reason for people
     */
    @Immutable
    record Denied(Reason reason, String sentence) implements ResidencyDecision {

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
    }

    /** Why data may not go into a store; the order here is the order of the checks. */
    enum Reason {
        /** Another tenant is bound to the thread. Only the audit event says so; the caller learns nothing. */
        OUTSIDE_SCOPE,
        /** The directory does not know the store. */
        UNKNOWN_STORE,
        /** The store is another customer's own. */
        OTHER_TENANTS_STORE,
        /** The store is shared, and the directory does not place the tenant in it. */
        NOT_PLACED,
        /** The store is not for this use. */
        OTHER_USE,
        /** Nobody stated in which regions the tenant's data may be. */
        NO_REGION_STATED,
        /** The store lies outside the tenant's regions. */
        OUTSIDE_REGIONS,
        /** The store is a device, and the data are personal. */
        PERSONAL_ON_DEVICE;

        /**
         * The name as log entries write it.
         *
         * @return lower-case words joined by hyphens, for example {@code outside-regions}
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
