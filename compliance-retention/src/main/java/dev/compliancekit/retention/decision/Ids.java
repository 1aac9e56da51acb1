package dev.compliancekit.retention.decision;

/** Names that stand in a canonical text, where a space ends them. */
final class Ids {

    private static final int LONGEST = 128;

    private Ids() {}

    static void requireAccepted(String what, String id) {
        boolean accepted = !id.isEmpty() && id.length() <= LONGEST;
        for (int i = 0; accepted && i < id.length(); i++) {
            accepted = id.charAt(i) > ' ' && id.charAt(i) <= '~';
        }
        if (!accepted) {
            throw new IllegalArgumentException(
                    what + " has an id that is not accepted; accepted are 1 to 128 visible ASCII characters");
        }
    }
}
