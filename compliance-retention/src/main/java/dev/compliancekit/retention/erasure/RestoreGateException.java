package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.ComplianceException;

/** A store must not be served: it was restored, and what was erased since its backup must be erased again first. */
public final class RestoreGateException extends ComplianceException {

    private static final long serialVersionUID = 1L;

    RestoreGateException(String message) {
        super(message);
    }
}
