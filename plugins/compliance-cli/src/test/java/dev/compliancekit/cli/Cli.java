package dev.compliancekit.cli;

import dev.compliancekit.core.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;

/** The program as a script runs it: what goes in, what comes out, and the exit code. */
final class Cli {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Cli() {}

    /** What came of a run. */
    record Result(int code, Bytes bytes, String err) {

        String out() {
            return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
        }
    }

    static Result run(String in, String... arguments) {
        return run(in.getBytes(StandardCharsets.UTF_8), arguments);
    }

    static Result run(byte[] in, String... arguments) {
        return run(in, InstantSource.fixed(NOW), Set.of(), arguments);
    }

    static Result run(byte[] in, InstantSource clock, Set<Console.Stream> terminals, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(in),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                clock,
                new SecureRandom(),
                terminals);
        int code = Main.run(console, arguments);
        return new Result(code, Bytes.copyOf(out.toByteArray()), err.toString(StandardCharsets.UTF_8));
    }

    /** Arguments one after the other. */
    static String[] with(String[] more, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }
}
