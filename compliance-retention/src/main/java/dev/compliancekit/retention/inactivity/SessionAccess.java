package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.retention.spi.Activity;
import java.time.Instant;
import java.util.Objects;

/** What becomes of an access with a session. Only {@link Live} lets it through. */
@Immutable
public sealed interface SessionAccess {

    /**
     * The session is live, and was used by this.
     *
     * @param activity since when it exists, and the access itself as its last activity
     */
    @Immutable
    record Live(Activity activity) implements SessionAccess {

        /**
         * Checks that it is there.
         *
         * @param activity since when it exists and its last activity
         */
        public Live {
            Objects.requireNonNull(activity, "activity");
        }
    }

    /**
     * The session is over for good.
     *
     * @param reason why
     * @param at since when; with an exclusive boundary the last instant at which it was not
     */
    @Immutable
    record Over(Reason reason, Instant at) implements SessionAccess {

        /** Why a session is over. */
        public enum Reason {
            /** It was not used for too long. */
            IDLE_TIMEOUT,
            /** It began too long ago. */
            ABSOLUTE_TIMEOUT,
            /**
             * It was last used in the future: the clock was put back since, so that nobody can tell how long it was
             * unused.
             */
            CLOCK_WENT_BACK
        }

        /**
         * Checks that both are there.
         *
         * @param reason why
         * @param at since when
         */
        public Over {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(at, "at");
        }
    }

    /** There is no such session, or not any more: signed out, over and cleaned away, or never begun. */
    @Immutable
    record Unknown() implements SessionAccess {}
}
