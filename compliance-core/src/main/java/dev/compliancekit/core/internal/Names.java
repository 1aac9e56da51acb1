package dev.compliancekit.core.internal;

import java.util.regex.Pattern;

/**
 * The checks that the names and texts of access and residency share. Messages never repeat what was handed in, and say
 * less than those of {@link Codes}. <em>Thread-safe.</em>
 */
public final class Names {

    private static final int MAX_CODE = 64;
    private static final int MAX_TEXT = 256;
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Names() {}

    /** Lower-case letters, digits and single inner hyphens, as in a tenant code. */
    public static void requireCode(String what, String value) {
        if (value.isEmpty() || value.length() > MAX_CODE || !CODE.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is not accepted; accepted are 1 to " + MAX_CODE
                    + " characters of a-z, 0-9 and single hyphens between them");
        }
    }

    /** One line for people to read, short enough for an audit attribute. */
    public static void requireText(String what, String value) {
        if (value.isBlank() || value.length() > MAX_TEXT || value.codePoints().anyMatch(Names::isUnprintable)) {
            throw new IllegalArgumentException(what + " is not accepted; accepted is one line of 1 to " + MAX_TEXT
                    + " characters, not blank, without control characters");
        }
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
