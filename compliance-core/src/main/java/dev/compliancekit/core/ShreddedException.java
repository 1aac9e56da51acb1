package dev.compliancekit.core;

import java.io.Serial;

/**
 * Thrown when something is to be sealed or tagged for a tenant or person whose keys were destroyed on purpose. Trying
 * again does not help: no new key takes their place.
 */
public class ShreddedException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * The refusal.
     *
     * @param message one sentence: whose key was destroyed; never a secret
     */
    public ShreddedException(String message) {
        super(message);
    }
}
