package dev.compliancekit.audit.watch;

import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Collects the options of an {@link AuditWatch}. <em>Not thread-safe: confine to one thread.</em> */
public final class WatchBuilder {

    private static final int MOST = 10_000_000;

    final AuditSink log;
    final AlertChannel channel;
    final InstantSource clock;
    final TenantId operator;
    int maxSeries = 10_000;
    int maxSeriesPerTenant = 100;
    int maxActors = 100_000;
    int maxFailures = 10;
    Duration within = Duration.ofMinutes(10);
    Executor executor = later -> {};
    private @Nullable Bytes state;

    WatchBuilder(AuditSink log, AlertChannel channel, InstantSource clock, TenantId operator) {
        this.log = Objects.requireNonNull(log, "log");
        this.channel = Objects.requireNonNull(channel, "channel");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.operator = Objects.requireNonNull(operator, "operator");
    }

    /**
     * How many series are watched, of all tenants and of one; each takes at most 4 KB. 10,000 and 100 until said
     * otherwise. A series that has been learned is never given up for a new one.
     *
     * @param ofAll 1 to 10,000,000
     * @param ofOneTenant 1 to {@code ofAll}
     * @return this builder
     * @throws IllegalArgumentException if a number is out of its range
     */
    public WatchBuilder maxSeries(int ofAll, int ofOneTenant) {
        requireRange("maxSeries of all", ofAll, 1, MOST);
        requireRange("maxSeries of one tenant", ofOneTenant, 1, ofAll);
        this.maxSeries = ofAll;
        this.maxSeriesPerTenant = ofOneTenant;
        return this;
    }

    /**
     * Of how many actors devices and networks are known; each takes at most some 400 bytes. 100,000 until said
     * otherwise. Beyond it, the actor not seen for longest is forgotten, and that is said.
     *
     * @param actors 1 to 10,000,000
     * @return this builder
     * @throws IllegalArgumentException if the number is out of its range
     */
    public WatchBuilder maxActors(int actors) {
        requireRange("maxActors", actors, 1, MOST);
        this.maxActors = actors;
        return this;
    }

    /**
     * How many failed sign-ins of one actor, or from one network, are an alert: 10 within 10 minutes until said
     * otherwise.
     *
     * @param times 2 to 10,000,000
     * @param time over a second
     * @return this builder
     * @throws IllegalArgumentException if a number is out of its range
     */
    public WatchBuilder failedSignIns(int times, Duration time) {
        requireRange("failedSignIns", times, 2, MOST);
        if (time.toSeconds() < 2) {
            throw new IllegalArgumentException(
                    "time of failed sign-ins is " + time + "; accepted is 2 seconds or more");
        }
        this.maxFailures = times;
        this.within = time;
        return this;
    }

    /**
     * Where alerts are delivered as soon as they are raised; without one, at the next tick.
     *
     * @param executor runs short tasks that call the channel
     * @return this builder
     */
    public WatchBuilder deliverWith(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Goes on from what another watch has saved.
     *
     * @param state what {@link AuditWatch#save} gave, unchanged
     * @return this builder
     */
    public WatchBuilder restore(Bytes state) {
        this.state = Objects.requireNonNull(state, "state");
        return this;
    }

    Optional<Bytes> state() {
        return Optional.ofNullable(state);
    }

    /**
     * The watch.
     *
     * @return a watch that has seen nothing, or what was restored
     * @throws IllegalArgumentException if the state to restore is damaged, or was saved with more room than there is
     *     here
     */
    public AuditWatch build() {
        return new AuditWatch(this);
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + "; accepted are " + least + " to " + most);
        }
    }
}
