package dev.compliancekit.cli;

import java.io.Serial;

/** Ends a command with one sentence and an exit code. */
final class CliException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CliException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CliException finding(String message) {
        return new CliException(ExitCode.FINDING, message);
    }

    static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
