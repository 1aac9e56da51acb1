package dev.compliancekit.examples.quickstart;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says on the terminal which step is running and how far it is, at most a line a second. */
final class Progress {

    private static final long SECOND = 1_000_000_000L;

    private final PrintStream out;
    private final LongSupplier nanos;
    private final int steps;
    private final long began;
    private int step;
    private String title = "";
    private long lastLine;

    /**
     * Starts counting.
     *
     * @param nanos elapsed time for display only, such as {@code System::nanoTime}
     */
    Progress(PrintStream out, LongSupplier nanos, int steps) {
        this.out = out;
        this.nanos = nanos;
        this.steps = steps;
        this.began = nanos.getAsLong();
    }

    /** The next step begins. */
    void step(String next) {
        step++;
        title = next;
        out.printf(Locale.ROOT, "[%d/%d] %s%n", step, steps, title);
        lastLine = nanos.getAsLong();
    }

    /** So much of the step is done; printed only if the last line is a second old. */
    void at(long done, long all, String what) {
        long now = nanos.getAsLong();
        if (now - lastLine >= SECOND) {
            lastLine = now;
            out.printf(
                    Locale.ROOT,
                    "[%d/%d]   %,d of %,d %s %3d %%%n",
                    step,
                    steps,
                    done,
                    all,
                    what,
                    done * 100 / Math.max(all, 1));
        }
    }

    /** A result of the step. */
    void say(String format, Object... arguments) {
        out.printf(Locale.ROOT, "      " + format + "%n", arguments);
        lastLine = nanos.getAsLong();
    }

    double elapsedSeconds() {
        return (nanos.getAsLong() - began) / (double) SECOND;
    }
}
