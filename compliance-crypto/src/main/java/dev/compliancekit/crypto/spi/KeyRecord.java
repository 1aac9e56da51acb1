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
     * @param commitment 32 bytes that no other key has, see {@code docs/formats/key-store.md}
     * @param wrappedKey the key, encrypted under a root key
     */
    @Immutable
    record Active(KeyMetadata metadata, Bytes commitment, WrappedKey wrappedKey) implements KeyRecord {

        /**
         * Checks all parts.
         *
         * @param metadata what is known of it
         * @param commitment 32 bytes
         * @param wrappedKey the key, encrypted under a root key
         * @throws IllegalArgumentException if the commitment does not have 32 bytes
         */
        public Active {
            Objects.requireNonNull(metadata, "metadata");
            Objects.requireNonNull(wrappedKey, "wrappedKey");
            if (commitment.size() != 32) {
                throw new IllegalArgumentException("commitment has " + commitment.size() + " bytes; accepted are 32");
            }
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
