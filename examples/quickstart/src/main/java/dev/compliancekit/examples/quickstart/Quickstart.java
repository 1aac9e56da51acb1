package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.ComplianceException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;

/** The command. */
public final class Quickstart {

    private static final int WRONG_USAGE = 2;
    private static final int BROKEN_OFF = 3;

    private Quickstart() {}

    /**
     * Runs the main job and exits with 0 if every check passed, 1 if one failed, 2 if the arguments are not understood
     * or the folder is not ours to fill, and 3 if the job broke off.
     *
     * @param arguments see {@code Options}
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        WorkFolder folder;
        Options options;
        try {
            options = Options.parse(arguments);
            folder = WorkFolder.create(options.output());
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(Options.USAGE);
            return WRONG_USAGE;
        } catch (IOException e) {
            err.println("the output folder cannot be made: " + e);
            return BROKEN_OFF;
        }
        try {
            Job job = new Job(new Story(options.asOf()), folder, new SecureRandom(), Variation.none());
            return job.run(out, new Progress(out, System::nanoTime, Job.STEPS)) ? 0 : 1;
        } catch (IOException | UncheckedIOException | SQLException | ComplianceException e) {
            err.println("the job broke off: " + e);
            return BROKEN_OFF;
        }
    }
}
