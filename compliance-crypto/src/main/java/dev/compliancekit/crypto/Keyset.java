package dev.compliancekit.crypto;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Unwrapped data keys on their way out of one system or into another, exactly one of them the primary, which encrypts
 * from now on. Whoever holds one can read everything that its keys sealed: keep it for as short as possible and close
 * it.
 *
 * <p><em>Thread-safe.</em>
 */
public final class Keyset implements AutoCloseable {

    /** The size of a key of every algorithm here. */
    private static final int KEY_BYTES = 32;

    private final Entry primary;
    private final List<Entry> entries;

    private Keyset(Entry primary, List<Entry> entries) {
        this.primary = primary;
        this.entries = entries;
    }

    /**
     * One key of a keyset. <em>Thread-safe.</em>
     *
     * @param keyId the id in front of every ciphertext
     * @param algorithm what the key is used with
     * @param key the key itself, 32 bytes; taken, and wiped when the keyset is closed
     */
    public record Entry(KeyId keyId, KeyAlgorithm algorithm, SecretBytes key) {

        /**
         * Checks the key.
         *
         * @param keyId the id in front of every ciphertext
         * @param algorithm what the key is used with; not {@link KeyAlgorithm#KEY_WRAPPING}, whose keys do not travel
         * @param key the key itself, 32 bytes; taken, and wiped when the keyset is closed
         * @throws IllegalArgumentException if the key wraps other keys or does not have 32 bytes
         */
        public Entry {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(algorithm, "algorithm");
            if (algorithm == KeyAlgorithm.KEY_WRAPPING) {
                throw new IllegalArgumentException(
                        "key " + keyId + " wraps other keys; accepted in a keyset are keys of data");
            }
            if (key.size() != KEY_BYTES) {
                throw new IllegalArgumentException(
                        "key " + keyId + " has " + key.size() + " bytes; accepted are " + KEY_BYTES);
            }
        }
    }

    /**
     * A keyset.
     *
     * @param primary the id of the key that encrypts from now on
     * @param entries the keys in any order; the list is copied, the keys are taken
     * @return the keyset, to be closed
     * @throws IllegalArgumentException if two keys have one id, or none has that of the primary; the keys are then
     *     still the caller's to wipe
     */
    public static Keyset of(KeyId primary, List<Entry> entries) {
        Objects.requireNonNull(primary, "primary");
        List<Entry> copy = List.copyOf(entries);
        Set<KeyId> seen = new HashSet<>();
        for (Entry entry : copy) {
            if (!seen.add(entry.keyId())) {
                throw new IllegalArgumentException(
                        "key id " + entry.keyId() + " stands twice in the keyset; accepted is one key for an id");
            }
        }
        for (Entry entry : copy) {
            if (entry.keyId().equals(primary)) {
                return new Keyset(entry, copy);
            }
        }
        throw new IllegalArgumentException("the primary " + primary
                + " is not in the keyset; accepted is the id of one of its " + copy.size() + " keys");
    }

    /**
     * The key that encrypts from now on.
     *
     * @return one of the entries
     */
    public Entry primary() {
        return primary;
    }

    /**
     * All keys, the primary too.
     *
     * @return in the order they were given, unmodifiable
     */
    public List<Entry> entries() {
        return entries;
    }

    /** Wipes every key. Closing again does nothing. */
    @Override
    public void close() {
        entries.forEach(entry -> entry.key().close());
    }

    /** The ids only. */
    @Override
    public String toString() {
        return "Keyset[primary " + primary.keyId() + " of "
                + entries.stream().map(Entry::keyId).toList() + "]";
    }
}
