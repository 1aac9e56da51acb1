package dev.compliancekit.examples.quickstart;

import java.time.Instant;
import java.time.InstantSource;

/** The simulated time of the story; it stands still until it is moved, and never goes back. <em>Thread-safe.</em> */
final class StoryClock implements InstantSource {

    private Instant now;

    StoryClock(Instant start) {
        this.now = start;
    }

    synchronized void moveTo(Instant next) {
        if (next.isBefore(now)) {
            throw new IllegalArgumentException("the story would go back in time; accepted is now or later");
        }
        now = next;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
