package dev.compliancekit.core.promise;

/** The checks that the parts of the register share. */
final class Texts {

    private Texts() {}

    static void requireText(String where, String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(where + " has a blank " + name + "; accepted is text");
        }
    }
}
