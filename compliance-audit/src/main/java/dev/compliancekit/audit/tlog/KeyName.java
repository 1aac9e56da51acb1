package dev.compliancekit.audit.tlog;

/** The rules for the name of a key, which is also the origin of a log (C2SP signed-note, tlog-checkpoint). */
final class KeyName {

    static final int MAX_LENGTH = 255;

    private KeyName() {}

    /** The names of our own keys and logs: visible ASCII is narrower than the specification, so no look-alikes. */
    static void require(String name) {
        requireLength(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c == '+') {
                throw new IllegalArgumentException("key name has a character at position " + i
                        + " that is not accepted; accepted are visible ASCII characters without blanks and +");
            }
        }
    }

    /**
     * The names of keys that may be anybody's, as the specification has them: lines of unknown keys are passed over.
     */
    static void requireForeign(String name) {
        requireLength(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '+' || c == '\u0085' || Character.isWhitespace(c) || Character.isSpaceChar(c) || isControl(c)) {
                throw new IllegalArgumentException("key name has a character at position " + i
                        + " that is not accepted; accepted are characters without blanks, control characters and +");
            }
        }
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) || c == '\ufffd';
    }

    private static void requireLength(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "key name has " + name.length() + " characters; accepted are 1 to " + MAX_LENGTH);
        }
    }
}
