package dev.compliancekit.core.residency;

import java.util.regex.Pattern;

/** The checks that the names and texts of this package share. Messages never repeat what was handed in. */
final class Names {

    private static final int MAX_CODE = 64;
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Names() {}

    /** Lower-case letters, digits and single inner hyphens, as in a tenant code. */
    static void requireCode(String what, String value) {
        if (value.isEmpty() || value.length() > MAX_CODE || !CODE.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is not accepted; accepted are 1 to " + MAX_CODE
                    + " characters of a-z, 0-9 and single hyphens between them");
        }
    }
}
