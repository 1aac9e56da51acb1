package dev.compliancekit.retention.spi;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/**
 * What a store says when it is asked, after an erasure or before one, what it still holds. "Nothing there", "no
 * answer", "answered without looking" and "marked, gone later" are different answers; only {@link Absent} proves an
 * erasure.
 */
@Immutable
public sealed interface ReadBack {

    /** The store was asked and holds nothing of it. */
    @Immutable
    record Absent() implements ReadBack {

        /** One word, as certificates write it. */
        @Override
        public String toString() {
            return "absent";
        }
    }

    /**
     * The store still holds something.
     *
     * @param records how many records, at least 1
     */
    @Immutable
    record Present(long records) implements ReadBack {

        /**
         * Checks the number.
         *
         * @param records how many records, at least 1
         * @throws IllegalArgumentException if it is less than 1
         */
        public Present {
            if (records < 1) {
                throw new IllegalArgumentException(
                        "number of records present is " + records + "; accepted are 1 and more, Absent says none");
            }
        }

        /** As certificates write it. */
        @Override
        public String toString() {
            return "present(" + records + ")";
        }
    }

    /**
     * The store marked records as deleted and still holds them: a soft deletion, which is none until its end. The order
     * stays open until the store is read back as absent.
     *
     * @param records how many records, at least 1
     * @param goneBy when the last of them is gone for good; from then on the same answer counts as
     *     {@link ReadBack.Present}
     */
    @Immutable
    record Marked(long records, Instant goneBy) implements ReadBack {

        /**
         * Checks the parts.
         *
         * @param records how many records, at least 1
         * @param goneBy when the last of them is gone for good
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Marked {
            Objects.requireNonNull(goneBy, "goneBy");
            if (records < 1) {
                throw new IllegalArgumentException(
                        "number of records marked is " + records + "; accepted are 1 and more, Absent says none");
            }
        }

        /** As certificates write it. */
        @Override
        public String toString() {
            return "marked(" + records + " until " + goneBy + ")";
        }
    }

    /**
     * The store did not answer.
     *
     * @param reason why, in words; no personal data, 1 to 128 characters
     */
    @Immutable
    record Unreachable(String reason) implements ReadBack {

        /**
         * Checks the reason.
         *
         * @param reason why, in words
         * @throws IllegalArgumentException if it is blank or longer than 128 characters
         */
        public Unreachable {
            requireReason(reason);
        }

        /** As certificates write it. */
        @Override
        public String toString() {
            return "unreachable(" + reason + ")";
        }
    }

    /**
     * The store answered, and its answer proves nothing: it cannot look, or what it showed may be stale.
     *
     * @param reason why, in words; no personal data, 1 to 128 characters
     */
    @Immutable
    record Unverified(String reason) implements ReadBack {

        /**
         * Checks the reason.
         *
         * @param reason why, in words
         * @throws IllegalArgumentException if it is blank or longer than 128 characters
         */
        public Unverified {
            requireReason(reason);
        }

        /** As certificates write it. */
        @Override
        public String toString() {
            return "unverified(" + reason + ")";
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > 128) {
            throw new IllegalArgumentException("reason is blank or too long; accepted are 1 to 128 characters");
        }
    }
}
