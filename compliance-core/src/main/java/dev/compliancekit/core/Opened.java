package dev.compliancekit.core;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What came of opening a sealed value. Erased on purpose and key lost by accident are different answers; a value that
 * was tampered with is an exception instead. <em>Immutable.</em>
 */
public sealed interface Opened {

    /** The value is readable. Holds personal data: keep it for as short as possible. */
    final class Plaintext implements Opened {

        private final byte[] plaintext;

        /**
         * A value that opened.
         *
         * @param plaintext the value; copied
         */
        public Plaintext(byte[] plaintext) {
            this.plaintext = plaintext.clone();
        }

        /**
         * The value.
         *
         * @return a copy
         */
        public byte[] plaintext() {
            return plaintext.clone();
        }

        /**
         * The value as text; for a value that was text when it was sealed.
         *
         * @return the value decoded as UTF-8, with U+FFFD where it is not well-formed
         */
        public String text() {
            return new String(plaintext, StandardCharsets.UTF_8);
        }

        /** Not the value. */
        @Override
        public String toString() {
            return "Plaintext[" + plaintext.length + " bytes]";
        }
    }

    /**
     * The key was destroyed on purpose: nobody can read the value again.
     *
     * @param keyId the destroyed key
     */
    record Erased(String keyId) implements Opened {

        /**
         * Checks that nothing is missing.
         *
         * @param keyId the destroyed key
         */
        public Erased {
            Objects.requireNonNull(keyId, "keyId");
        }
    }

    /**
     * The key is not in the key store and was not destroyed on purpose: raise an alarm.
     *
     * @param keyId the missing key
     */
    record KeyMissing(String keyId) implements Opened {

        /**
         * Checks that nothing is missing.
         *
         * @param keyId the missing key
         */
        public KeyMissing {
            Objects.requireNonNull(keyId, "keyId");
        }
    }
}
