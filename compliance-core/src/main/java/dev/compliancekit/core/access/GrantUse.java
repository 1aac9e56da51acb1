package dev.compliancekit.core.access;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One grant in an access review: how it stands, and how often and when last it was used. <em>Immutable.</em> */
public final class GrantUse {

    private final Grant grant;
    private final GrantState state;
    private final long accesses;
    private final @Nullable Instant lastUse;

    GrantUse(Grant grant, GrantState state, long accesses, @Nullable Instant lastUse) {
        this.grant = grant;
        this.state = state;
        this.accesses = accesses;
        this.lastUse = lastUse;
    }

    /**
     * The grant.
     *
     * @return what was given
     */
    public Grant grant() {
        return grant;
    }

    /**
     * How it stands.
     *
     * @return its state at the instant of the review
     */
    public GrantState state() {
        return state;
    }

    /**
     * How often it was used.
     *
     * @return the number of allowed accesses that name it
     */
    public long accesses() {
        return accesses;
    }

    /**
     * When it was used last.
     *
     * @return the instant, or empty if it never was
     */
    public Optional<Instant> lastUse() {
        return Optional.ofNullable(lastUse);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrantUse that
                && grant.equals(that.grant)
                && state == that.state
                && accesses == that.accesses
                && Objects.equals(lastUse, that.lastUse);
    }

    @Override
    public int hashCode() {
        return Objects.hash(grant, state, accesses, lastUse);
    }

    /** The id, the state and how often it was used. */
    @Override
    public String toString() {
        return grant.id() + " " + state + ", used " + accesses + " times";
    }
}
