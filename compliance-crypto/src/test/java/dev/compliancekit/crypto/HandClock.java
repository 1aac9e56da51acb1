package dev.compliancekit.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that is moved by hand, and counts who looks at it. */
final class HandClock implements InstantSource {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int looks;

    @Override
    public Instant instant() {
        looks++;
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    int looks() {
        return looks;
    }
}
