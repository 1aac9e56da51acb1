package dev.compliancekit.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/**
 * The world a command sees: its streams, the clock and randomness. The program's entry point makes the real one, tests
 * make their own.
 *
 * @param in standard input
 * @param out standard output: JSON lines and nothing else, and what a command is asked to bring forth
 * @param err standard error: sentences for people
 * @param clock the time
 * @param random a cryptographically strong source
 * @param terminals those of its streams that a person looks at
 */
record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        InstantSource clock,
        SecureRandom random,
        Set<Stream> terminals) {

    /** A stream that a terminal may show. */
    enum Stream {
        OUT,
        ERR
    }

    boolean shows(Stream stream) {
        return terminals.contains(stream);
    }
}
