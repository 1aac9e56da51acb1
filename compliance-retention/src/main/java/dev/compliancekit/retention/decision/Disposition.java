package dev.compliancekit.retention.decision;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/** What happens to a record. */
@Immutable
public sealed interface Disposition {

    /** It is protected and must stay. */
    @Immutable
    record Retain() implements Disposition {}

    /**
     * Nothing protects it, and its time has not come.
     *
     * @param until when it is to be deleted
     */
    @Immutable
    record Wait(Instant until) implements Disposition {

        /**
         * Checks that it is there.
         *
         * @param until when it is to be deleted
         */
        public Wait {
            Objects.requireNonNull(until, "until");
        }
    }

    /**
     * It is to be deleted now.
     *
     * @param since from when on
     */
    @Immutable
    record Delete(Instant since) implements Disposition {

        /**
         * Checks that it is there.
         *
         * @param since from when on
         */
        public Delete {
            Objects.requireNonNull(since, "since");
        }
    }

    /** Nothing protects it and nothing deletes it: it stays until somebody decides. */
    @Immutable
    record Keep() implements Disposition {}

    /**
     * The name in texts.
     *
     * @return {@code RETAIN}, {@code WAIT}, {@code DELETE} or {@code KEEP}
     */
    default String text() {
        if (this instanceof Retain) {
            return "RETAIN";
        }
        if (this instanceof Wait) {
            return "WAIT";
        }
        return this instanceof Delete ? "DELETE" : "KEEP";
    }
}
