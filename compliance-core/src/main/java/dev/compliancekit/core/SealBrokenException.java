package dev.compliancekit.core;

import java.io.Serial;

/**
 * Thrown when a sealed value does not authenticate at its place: altered, cut, moved, or sealed for another one. Not
 * that its key is gone, which is an {@link Opened}, and not that a key cannot be reached, which may pass.
 */
public class SealBrokenException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * The refusal.
     *
     * @param message one sentence that is the same whatever the reason, so that it tells an attacker nothing
     */
    public SealBrokenException(String message) {
        super(message);
    }
}
