package dev.compliancekit.audit.spi;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when a witness cannot be reached, answers with something else than the protocol, or cannot remember what it
 * would cosign. Nothing was refused; asking again later is safe.
 */
public final class WitnessUnavailableException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message one sentence
     */
    public WitnessUnavailableException(String message) {
        super(message);
    }

    /**
     * Says what failed, and keeps what was found underneath.
     *
     * @param message one sentence
     * @param cause what was found underneath
     */
    public WitnessUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
