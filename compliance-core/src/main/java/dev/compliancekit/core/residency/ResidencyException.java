package dev.compliancekit.core.residency;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when data may not go into a store. Its audit event is already in the log. Nothing was written; the same call
 * fails again until the directory or the policy changes.
 */
public final class ResidencyException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    ResidencyException(String message) {
        super(message);
    }
}
