package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.retention.inactivity.SessionAccess.Over.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When sessions are over: without activity for so long, and if said so, at the latest so long after they began. */
@Immutable
public final class SessionTimeouts {

    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final IdleTimeout idle;
    private final @Nullable AbsoluteTimeout absolute;

    private SessionTimeouts(IdleTimeout idle, @Nullable AbsoluteTimeout absolute) {
        this.idle = Objects.requireNonNull(idle, "idle");
        this.absolute = absolute;
        requireAccepted("idle timeout", idle.limit());
        if (absolute != null) {
            requireAccepted("absolute timeout", absolute.limit());
            if (absolute.limit().compareTo(idle.limit()) < 0) {
                throw new IllegalArgumentException("absolute timeout " + absolute.limit()
                        + " is shorter than the idle timeout " + idle.limit()
                        + "; accepted is the same or longer, a shorter one makes the idle timeout pointless");
            }
        }
    }

    /**
     * Over after so long without activity; a session that is used lives for ever.
     *
     * @param idle without activity, from 1 millisecond to 3,660 days
     * @return the timeouts
     * @throws IllegalArgumentException if the limit is not accepted
     */
    public static SessionTimeouts of(IdleTimeout idle) {
        return new SessionTimeouts(idle, null);
    }

    /**
     * Over after so long without activity, or so long after it began, whichever comes first.
     *
     * @param idle without activity, from 1 millisecond to 3,660 days
     * @param absolute since it began, not shorter than {@code idle}, at most 3,660 days
     * @return the timeouts
     * @throws IllegalArgumentException if a limit is not accepted, or the absolute one is shorter than the idle one
     */
    public static SessionTimeouts of(IdleTimeout idle, AbsoluteTimeout absolute) {
        return new SessionTimeouts(idle, Objects.requireNonNull(absolute, "absolute"));
    }

    /**
     * How long a session may be without activity.
     *
     * @return the timeout
     */
    public IdleTimeout idle() {
        return idle;
    }

    /**
     * How long a session may live.
     *
     * @return the timeout, or empty if a session that is used lives for ever
     */
    public Optional<AbsoluteTimeout> absolute() {
        return Optional.ofNullable(absolute);
    }

    /**
     * Whether and since when a session is over. If both timeouts have passed, it is the absolute one.
     *
     * @param startedAt when it began
     * @param lastActivityAt when it was last used
     * @param asOf the instant to answer for
     * @return how it ended, or empty if it is live
     */
    public Optional<SessionAccess.Over> overAt(Instant startedAt, Instant lastActivityAt, Instant asOf) {
        if (absolute != null && absolute.isOver(startedAt, asOf)) {
            return Optional.of(new SessionAccess.Over(Reason.ABSOLUTE_TIMEOUT, startedAt.plus(absolute.limit())));
        }
        return idle.isOver(lastActivityAt, asOf)
                ? Optional.of(new SessionAccess.Over(Reason.IDLE_TIMEOUT, lastActivityAt.plus(idle.limit())))
                : Optional.empty();
    }

    private static void requireAccepted(String what, Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " is " + limit + "; accepted are 1 millisecond to " + LONGEST.toDays() + " days");
        }
    }
}
