package dev.compliancekit.crypto.pkcs11;

import java.nio.file.Path;

/**
 * Where a token is: the library that its maker ships, and the slot in it (PKCS #11 v2.40 section 4.1). Numbers of slots
 * are listed by the maker's tools, for SoftHSM by {@code softhsm2-util --show-slots}.
 *
 * <p><em>Immutable.</em>
 *
 * @param library the library's absolute path, without double quotes, backslashes, dollar signs and control characters
 * @param slot the slot's id, 0 and above; not its place in a list, which changes when tokens come and go
 */
public record Pkcs11Token(Path library, int slot) {

    /**
     * Checks the form; whether there is such a token is only known when it is opened.
     *
     * @param library the library's absolute path, without double quotes, backslashes, dollar signs and control
     *     characters
     * @param slot the slot's id, 0 and above
     * @throws IllegalArgumentException if one is not accepted
     */
    public Pkcs11Token {
        boolean plain = library.toString().chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || c == '$');
        if (!plain || !library.isAbsolute()) {
            throw new IllegalArgumentException("library is not accepted; accepted is an absolute path "
                    + "without double quotes, backslashes, dollar signs and control characters");
        }
        if (slot < 0) {
            throw new IllegalArgumentException("slot is " + slot + "; accepted are 0 and above");
        }
    }

    /** Library and slot. */
    @Override
    public String toString() {
        return "slot " + slot + " of " + library;
    }
}
