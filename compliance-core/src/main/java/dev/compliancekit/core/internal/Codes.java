package dev.compliancekit.core.internal;

import java.util.Objects;
import java.util.Set;

/**
 * The checks that the identifiers share. Messages name what was wrong and where, and never repeat hostile text.
 * <em>Thread-safe.</em>
 */
public final class Codes {

    /** Names that some file systems give to devices, and the text that programs write where a name is missing. */
    private static final Set<String> RESERVED = Set.of(
            "null",
            "undefined",
            "con",
            "prn",
            "aux",
            "nul",
            "com0",
            "com1",
            "com2",
            "com3",
            "com4",
            "com5",
            "com6",
            "com7",
            "com8",
            "com9",
            "lpt0",
            "lpt1",
            "lpt2",
            "lpt3",
            "lpt4",
            "lpt5",
            "lpt6",
            "lpt7",
            "lpt8",
            "lpt9");

    private Codes() {}

    /** Lower-case letters, digits and single inner hyphens. */
    public static void requireCode(String what, String value, int maxLength) {
        requireLength(what, value, maxLength);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean hyphen = c == '-' && i > 0 && i < value.length() - 1 && value.charAt(i - 1) != '-';
            if (!isLowerOrDigit(c) && !hyphen) {
                throw notAccepted(what, i, "a-z, 0-9 and single hyphens between them");
            }
        }
        if (RESERVED.contains(value)) {
            throw new IllegalArgumentException(what + " is a reserved name, such as con or null; choose another");
        }
    }

    /** Printable ASCII without blank, for identifiers that come from elsewhere. */
    public static void requireVisible(String what, String value, int maxLength) {
        requireLength(what, value, maxLength);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw notAccepted(what, i, "visible ASCII characters without blanks");
            }
        }
    }

    /** Any text that has a UTF-8 form: a lone surrogate has none and could not be stored and hashed faithfully. */
    public static void requireText(String what, String value, int maxLength) {
        requireLength(what, value, maxLength);
        requireWellFormed(what, value);
    }

    /** Like {@link #requireText}, of any length. */
    public static void requireWellFormed(String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        what + " has a lone surrogate at position " + i + "; accepted is well-formed Unicode");
            }
        }
    }

    /** A name in a foreign vocabulary: letters, digits and {@code . _ : -} between them. */
    public static void requireName(String what, String value, int maxLength) {
        requireLength(what, value, maxLength);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean inner = i > 0 && i < value.length() - 1 && "._:-".indexOf(c) >= 0;
            if (!isLowerOrDigit(c) && !(c >= 'A' && c <= 'Z') && !inner) {
                throw notAccepted(what, i, "A-Z, a-z, 0-9 and . _ : - between them");
            }
        }
    }

    private static void requireLength(String what, String value, int maxLength) {
        Objects.requireNonNull(value, what);
        if (value.isEmpty() || value.length() > maxLength) {
            throw new IllegalArgumentException(
                    what + " has " + value.length() + " characters; accepted are 1 to " + maxLength);
        }
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static IllegalArgumentException notAccepted(String what, int index, String accepted) {
        return new IllegalArgumentException(what + " has a character at position " + index + " that is not accepted; "
                + "accepted are " + accepted);
    }
}
