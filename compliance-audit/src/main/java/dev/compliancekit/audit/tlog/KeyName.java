package dev.compliancekit.audit.tlog;

/** The rules for the name of a key, which is also the origin of a log (C2SP signed-note, tlog-checkpoint). */
final class KeyName {

    static final int MAX_LENGTH = 255;

    private KeyName() {}

    static void require(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "key name has " + name.length() + " characters; accepted are 1 to " + MAX_LENGTH);
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            // Visible ASCII is narrower than the specification (any Unicode but blanks and +): no look-alikes.
            if (c <= ' ' || c > '~' || c == '+') {
                throw new IllegalArgumentException("key name has a character at position " + i
                        + " that is not accepted; accepted are visible ASCII characters without blanks and +");
            }
        }
    }
}
