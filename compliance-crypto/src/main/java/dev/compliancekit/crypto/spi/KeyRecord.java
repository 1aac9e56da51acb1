package dev.compliancekit.crypto.spi;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import java.time.Instant;
import java.util.Objects;

/** What a key store holds of one key: the wrapped key, or the tombstone that it left. */
public sealed interface KeyRecord {

    /**
     * What is known of the key in either case.
     *
     * @return the metadata
     */
    KeyMetadata metadata();

    /**
     * A key that can be used.
     *
     * @param metadata what is known of it
     * @param commitment 32 bytes that no other key has, see {@code docs/formats/wrapped-keys.md}
     * @param epoch the number of the epoch whose key is the outer layer of the wrapping, 1 or more
     * @param wrappedKey the wrapped key, 1 to 4,096 bytes; not a secret
     */
    @Immutable
    record Active(KeyMetadata metadata, Bytes commitment, int epoch, Bytes wrappedKey) implements KeyRecord {

        private static final int MAX_WRAPPED_KEY_BYTES = 4096;

        /**
         * Checks all parts.
         *
         * @param metadata what is known of it
         * @param commitment 32 bytes
         * @param epoch the number of the epoch, 1 or more
         * @param wrappedKey the wrapped key, 1 to 4,096 bytes
         * @throws IllegalArgumentException if a size or the number is not accepted
         */
        public Active {
            Objects.requireNonNull(metadata, "metadata");
            if (commitment.size() != 32) {
                throw new IllegalArgumentException("commitment has " + commitment.size() + " bytes; accepted are 32");
            }
            if (epoch < 1) {
                throw new IllegalArgumentException("epoch is " + epoch + "; accepted are 1 and above");
            }
            if (wrappedKey.size() < 1 || wrappedKey.size() > MAX_WRAPPED_KEY_BYTES) {
                throw new IllegalArgumentException(
                        "wrapped key has " + wrappedKey.size() + " bytes; accepted are 1 to " + MAX_WRAPPED_KEY_BYTES);
            }
        }

        /**
         * The same key in another wrapping.
         *
         * @param newEpoch the number of the epoch whose key is the outer layer, 1 or more
         * @param newWrappedKey the wrapped key, 1 to 4,096 bytes
         * @return the changed copy
         * @throws IllegalArgumentException if a size or the number is not accepted
         */
        public Active rewrapped(int newEpoch, Bytes newWrappedKey) {
            return new Active(metadata, commitment, newEpoch, newWrappedKey);
        }
    }

    /**
     * A key that was destroyed on purpose and never comes back.
     *
     * @param metadata what was known of it
     * @param destroyedAt when it was destroyed
     * @param destroyedBy who ordered it
     * @param reason why, 1 to 1,024 characters of well-formed Unicode; no personal data
     */
    @Immutable
    record Destroyed(KeyMetadata metadata, Instant destroyedAt, Actor destroyedBy, String reason) implements KeyRecord {

        private static final int MAX_REASON = 1024;

        /**
         * Checks all parts.
         *
         * @param metadata what was known of it
         * @param destroyedAt when it was destroyed
         * @param destroyedBy who ordered it
         * @param reason why, 1 to 1,024 characters of well-formed Unicode
         * @throws IllegalArgumentException if the reason is not accepted
         */
        public Destroyed {
            Objects.requireNonNull(metadata, "metadata");
            Objects.requireNonNull(destroyedAt, "destroyedAt");
            Objects.requireNonNull(destroyedBy, "destroyedBy");
            boolean loneSurrogate =
                    reason.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            if (reason.isBlank() || reason.length() > MAX_REASON || loneSurrogate) {
                throw new IllegalArgumentException(
                        "reason is not accepted; accepted are 1 to " + MAX_REASON + " characters, not all blank");
            }
        }
    }
}
