package dev.compliancekit.crypto.file;

import java.io.IOException;
import java.io.Serial;

/** Both copies of a file are damaged; others may be read and written. */
final class DamagedCopiesException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    DamagedCopiesException(String message) {
        super(message);
    }
}
