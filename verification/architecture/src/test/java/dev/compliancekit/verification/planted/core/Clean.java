package dev.compliancekit.verification.planted.core;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Does everything as the house does it. */
public final class Clean {

    private static final int[] PRIMES = {2, 3, 5};

    private final InstantSource clock;
    private final List<String> names;

    private Clean(InstantSource clock, List<String> names) {
        this.clock = clock;
        this.names = List.copyOf(names);
    }

    /** Makes one. */
    public static Clean of(InstantSource clock, List<String> names) {
        return new Clean(clock, names);
    }

    /** When. */
    public Instant instant() {
        return clock.instant();
    }

    /** The first, if there is one. */
    public Optional<String> first() {
        return names.stream().findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clean that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return PRIMES[0] * names.hashCode();
    }
}
