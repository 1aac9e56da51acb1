package dev.compliancekit.retention.inactivity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** How an account stands with inactivity at an instant. <em>Immutable.</em> */
public sealed interface InactivityStatus {

    /**
     * In use, or no warning is due yet.
     *
     * @param expiresAt from when it is expired if nothing happens
     * @param warningsAt when warnings are due, the earliest first, unmodifiable
     */
    record Active(Instant expiresAt, List<Instant> warningsAt) implements InactivityStatus {

        /**
         * Copies the warnings.
         *
         * @param expiresAt from when it is expired if nothing happens
         * @param warningsAt when warnings are due; copied
         */
        public Active {
            Objects.requireNonNull(expiresAt, "expiresAt");
            warningsAt = List.copyOf(warningsAt);
        }
    }

    /**
     * At least one warning has fallen due.
     *
     * @param expiresAt from when it is expired if nothing happens
     * @param warningsAt when warnings fell or fall due, the earliest first, unmodifiable
     */
    record Warned(Instant expiresAt, List<Instant> warningsAt) implements InactivityStatus {

        /**
         * Copies the warnings.
         *
         * @param expiresAt from when it is expired if nothing happens
         * @param warningsAt when warnings fell or fall due; copied
         */
        public Warned {
            Objects.requireNonNull(expiresAt, "expiresAt");
            warningsAt = List.copyOf(warningsAt);
        }
    }

    /**
     * The period is over; the account must not be signed in to any more.
     *
     * @param expiredAt since when, inclusive
     */
    record Expired(Instant expiredAt) implements InactivityStatus {

        /**
         * Checks that it is there.
         *
         * @param expiredAt since when
         */
        public Expired {
            Objects.requireNonNull(expiredAt, "expiredAt");
        }
    }

    /**
     * Inactivity does not expire the account.
     *
     * @param reason why not
     */
    record Exempt(Reason reason) implements InactivityStatus {

        /** Why inactivity does not expire an account. */
        public enum Reason {
            /** It is a program's. */
            SERVICE_ACCOUNT,
            /** Its period is over, but it is the last administrator's, the one used last. */
            LAST_ADMINISTRATOR
        }

        /**
         * Checks that it is there.
         *
         * @param reason why not
         */
        public Exempt {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
