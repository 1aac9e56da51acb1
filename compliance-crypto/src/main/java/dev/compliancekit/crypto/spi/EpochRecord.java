package dev.compliancekit.crypto.spi;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import java.time.Instant;
import java.util.Objects;

/** What an epoch store holds of one epoch: its wrapped key, or the tombstone that it left. */
public sealed interface EpochRecord {

    /**
     * Its number.
     *
     * @return 1 for the first epoch, and so on without a gap
     */
    int number();

    /**
     * When it began, and the one before it ended.
     *
     * @return the instant
     */
    Instant startedAt();

    /**
     * An epoch whose key can be used.
     *
     * @param number its number, 1 or more
     * @param startedAt when it began
     * @param commitment 32 bytes that no other key has, see {@code docs/formats/wrapped-keys.md}
     * @param wrappedKey its key, wrapped under the root key
     */
    @Immutable
    record Active(int number, Instant startedAt, Bytes commitment, WrappedKey wrappedKey) implements EpochRecord {

        /**
         * Checks all parts.
         *
         * @param number its number, 1 or more
         * @param startedAt when it began
         * @param commitment 32 bytes
         * @param wrappedKey its key, wrapped under the root key
         * @throws IllegalArgumentException if the number is below 1 or the commitment does not have 32 bytes
         */
        public Active {
            requireNumber(number);
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(wrappedKey, "wrappedKey");
            if (commitment.size() != 32) {
                throw new IllegalArgumentException("commitment has " + commitment.size() + " bytes; accepted are 32");
            }
        }
    }

    /**
     * An epoch whose key was destroyed: what was wrapped under it opens nowhere any more.
     *
     * @param number its number, 1 or more
     * @param startedAt when it began
     * @param destroyedAt when its key was destroyed
     */
    @Immutable
    record Destroyed(int number, Instant startedAt, Instant destroyedAt) implements EpochRecord {

        /**
         * Checks all parts.
         *
         * @param number its number, 1 or more
         * @param startedAt when it began
         * @param destroyedAt when its key was destroyed
         * @throws IllegalArgumentException if the number is below 1
         */
        public Destroyed {
            requireNumber(number);
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(destroyedAt, "destroyedAt");
        }
    }

    private static void requireNumber(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("epoch is " + number + "; accepted are 1 and above");
        }
    }
}
