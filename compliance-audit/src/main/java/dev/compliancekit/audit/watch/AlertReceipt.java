package dev.compliancekit.audit.watch;

/**
 * What a channel answers when it has taken an alert over. <em>Immutable.</em>
 *
 * @param reference how to find the alert there, for example a message id or a ticket; 1 to 256 characters
 */
public record AlertReceipt(String reference) {

    private static final int MAX_REFERENCE = 256;

    /**
     * Checks the reference.
     *
     * @param reference 1 to 256 characters, not blank
     * @throws IllegalArgumentException if it is blank or too long
     */
    public AlertReceipt {
        if (reference.isBlank() || reference.length() > MAX_REFERENCE) {
            throw new IllegalArgumentException("receipt's reference has " + reference.length()
                    + " characters; accepted are 1 to " + MAX_REFERENCE + ", not blank");
        }
    }
}
