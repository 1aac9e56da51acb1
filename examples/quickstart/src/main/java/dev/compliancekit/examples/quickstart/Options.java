package dev.compliancekit.examples.quickstart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;

/**
 * What a run is asked to do.
 *
 * @param output the folder to fill
 * @param asOf the instant at which the story stands; nothing reads a real clock
 */
record Options(Path output, Instant asOf) {

    static final String USAGE = """
            usage: java -jar quickstart.jar [--as-of DATE] [FOLDER]
              DATE    the day to assess at, at 00:00 UTC, 1998-12-24 or later; without it 1998-12-24
              FOLDER  where to write; without it target/quickstart-evidence
            """;

    /** A month and a day after the store that the story cancels sold for the last time. */
    private static final LocalDate EARLIEST = LocalDate.of(1998, 12, 24);

    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

    static Options parse(List<String> arguments) {
        Path output = Path.of("target", "quickstart-evidence");
        LocalDate asOf = EARLIEST;
        boolean named = false;
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String argument = each.next();
            if (argument.equals("--as-of") && each.hasNext()) {
                asOf = day(each.next());
            } else if (argument.startsWith("-") || named) {
                throw new IllegalArgumentException(
                        "argument " + (arguments.indexOf(argument) + 1) + " is not understood");
            } else {
                output = path(argument);
                named = true;
            }
        }
        return new Options(output, asOf.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // told below, in the same words as for a day out of range
        }
        throw new IllegalArgumentException(
                "--as-of is not accepted; accepted is a day such as 1998-12-24, from " + EARLIEST + " to " + LATEST);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("FOLDER is not a path on this system", e);
        }
    }
}
