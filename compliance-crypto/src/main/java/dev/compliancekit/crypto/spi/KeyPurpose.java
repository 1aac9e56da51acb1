package dev.compliancekit.crypto.spi;

import com.google.errorprone.annotations.Immutable;

/**
 * What a key is used for. A key serves one purpose only (NIST SP 800-57 part 1 section 5.2).
 *
 * @param value the name, 1 to 32 lower-case letters, digits and hyphens, starting with a letter
 */
@Immutable
public record KeyPurpose(String value) implements Comparable<KeyPurpose> {

    /** Sealing the fields of records. */
    public static final KeyPurpose FIELDS = new KeyPurpose("fields");

    /** Sealing streams and files, backups among them. */
    public static final KeyPurpose FILES = new KeyPurpose("files");

    /** Blind indexes, which find equal values without opening them. */
    public static final KeyPurpose SEARCH = new KeyPurpose("search");

    /** Wrapping the other keys of a tenant; there is one such key for each tenant. */
    public static final KeyPurpose TENANT = new KeyPurpose("tenant");

    /**
     * Checks the name.
     *
     * @param value the name, 1 to 32 lower-case letters, digits and hyphens, starting with a letter
     * @throws IllegalArgumentException if it is anything else
     */
    public KeyPurpose {
        if (!value.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("key purpose is not accepted; accepted are 1 to 32 lower-case letters, "
                    + "digits and hyphens, starting with a letter");
        }
    }

    @Override
    public int compareTo(KeyPurpose other) {
        return value.compareTo(other.value);
    }

    /** The name itself. */
    @Override
    public String toString() {
        return value;
    }
}
