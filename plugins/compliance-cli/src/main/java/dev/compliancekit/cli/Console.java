package dev.compliancekit.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The world a command sees: its streams, the clock and randomness. The program's entry point makes the real one, tests
 * make their own.
 *
 * @param in standard input
 * @param out standard output: JSON lines and nothing else
 * @param err standard error: sentences for people
 * @param clock the time
 * @param random a cryptographically strong source
 */
record Console(InputStream in, PrintStream out, PrintStream err, InstantSource clock, SecureRandom random) {}
