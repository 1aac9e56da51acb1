package dev.compliancekit.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says on a terminal, every second, that long work goes on. Says nothing where nobody looks. */
final class Progress implements AutoCloseable {

    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream out;
    private final InstantSource clock;
    private final String what;
    private final Instant startedAt;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread ticker;

    private Progress(Console console, String what) {
        this.out = console.err();
        this.clock = console.clock();
        this.what = what;
        this.startedAt = clock.instant();
        this.ticker = new Thread(this::tick, "progress");
        ticker.setDaemon(true);
    }

    /**
     * Starts.
     *
     * @param what the work, for example {@code rewrapping keys}
     */
    static Progress of(Console console, String what) {
        Progress progress = new Progress(console, what);
        if (console.shows(Console.Stream.ERR)) {
            progress.ticker.start();
        } else {
            progress.done.countDown();
        }
        return progress;
    }

    private void tick() {
        boolean shown = false;
        try {
            while (!done.await(1, TimeUnit.SECONDS)) {
                long seconds = Duration.between(startedAt, clock.instant()).toSeconds();
                out.print(CLEAR_LINE + what + ", " + seconds + " s");
                out.flush();
                shown = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (shown) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    /** Ends, and leaves the line empty for what comes next. */
    @Override
    public void close() {
        done.countDown();
        boolean interrupted = false;
        while (ticker.isAlive()) {
            try {
                ticker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
