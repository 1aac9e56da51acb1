package dev.compliancekit.retention.erasure;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Actor;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.util.Objects;

/** How an erasure ended in one store. */
@Immutable
public sealed interface TargetResult {

    /**
     * The store's name.
     *
     * @return the name
     */
    String target();

    /**
     * What the store is for.
     *
     * @return the kind
     */
    StoreKind kind();

    /**
     * Whether the store was erased and says that nothing is left.
     *
     * @return true only for a read-back of {@link ReadBack.Absent}
     */
    default boolean isAbsent() {
        return this instanceof Answered answered && answered.readBack() instanceof ReadBack.Absent;
    }

    /**
     * The erasure was tried and the store read back.
     *
     * @param target the store's name
     * @param kind what the store is for
     * @param readBack what it says is left
     */
    @Immutable
    record Answered(String target, StoreKind kind, ReadBack readBack) implements TargetResult {

        /**
         * Checks that all are there.
         *
         * @param target the store's name
         * @param kind what the store is for
         * @param readBack what it says is left
         */
        public Answered {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(readBack, "readBack");
        }
    }

    /**
     * The store was left alone because data in it must be kept; the order stays open.
     *
     * @param target the store's name
     * @param kind what the store is for
     * @param reason which holds, or that the register of holds could not be asked
     * @param owner who looks after the deferral
     * @param nextLook when the order is to be looked at again at the latest
     */
    @Immutable
    record Held(String target, StoreKind kind, String reason, Actor owner, Instant nextLook) implements TargetResult {

        /**
         * Checks that all are there.
         *
         * @param target the store's name
         * @param kind what the store is for
         * @param reason which holds; one line, not blank
         * @param owner who looks after the deferral
         * @param nextLook when the order is to be looked at again at the latest
         * @throws IllegalArgumentException if the reason is blank or longer than a line
         */
        public Held {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(nextLook, "nextLook");
            if (reason.isBlank() || reason.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("reason is blank or longer than a line; accepted is one line");
            }
        }
    }
}
