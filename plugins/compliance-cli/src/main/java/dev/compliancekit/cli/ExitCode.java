package dev.compliancekit.cli;

/** How a command ended; scripts depend on these numbers. */
final class ExitCode {

    /** All is well. */
    static final int GOOD = 0;

    /** Something was found: tampering, a contradiction, an overdue erasure, a refused ciphertext. */
    static final int FINDING = 1;

    /** Wrong usage, or input that cannot be read. */
    static final int USAGE = 2;

    /** A file, disk or terminal failed. */
    static final int IO = 3;

    private ExitCode() {}
}
