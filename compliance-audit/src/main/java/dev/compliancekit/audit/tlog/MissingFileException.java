package dev.compliancekit.audit.tlog;

import java.io.Serial;

/** Thrown when a file that the log must have is not there; for a partial tile, the full one may be. */
final class MissingFileException extends LogTamperedException {

    @Serial
    private static final long serialVersionUID = 1L;

    MissingFileException(String path, Throwable cause) {
        super(path + " is missing", cause);
    }
}
