package dev.compliancekit.audit;

import dev.compliancekit.audit.event.EventRules;
import dev.compliancekit.audit.witness.CosignatureCollector;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the optional settings of an {@link AuditLog}. <em>Not thread-safe: confine to one thread.</em> */
public final class AuditLogBuilder {

    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Duration MAX_DURATION = Duration.ofDays(1);

    private final Path directory;
    private final LogKey key;
    private final InstantSource clock;
    private TenantId operator = new TenantId("operator");
    private LogLife.Told told = LogLife.Told.STARTS_AND_STOPS;
    private EventRules rules = EventRules.vocabulary();
    private @Nullable Sealing sealing;
    private int checkpointEvery = 10_240;
    private int rememberedEvents = 16_384;
    private int queueEvents = 65_536;
    private Function<Action, WhenFull> whenFull = action -> WhenFull.BLOCK;
    private @Nullable ScheduledExecutorService executor;
    private Duration checkpointWithin = Duration.ofSeconds(1);
    private @Nullable CosignatureCollector collector;
    private @Nullable Supplier<EscrowKey> escrow;
    private Duration witnessLimit = Duration.ofSeconds(10);

    AuditLogBuilder(Path directory, LogKey key, InstantSource clock) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.key = Objects.requireNonNull(key, "key");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Says under which tenant the log writes its own events: starts and stops, what was cut at a recovery, readings
     * across tenants.
     *
     * @param tenant a code that no client has; {@code operator} if not said
     * @return this builder
     */
    public AuditLogBuilder operator(TenantId tenant) {
        this.operator = Objects.requireNonNull(tenant, "tenant");
        return this;
    }

    /**
     * Leaves out that the log was started and stopped, which it tells in itself if this is not said:
     * {@code log-started} once it is open, with what was found, and {@code log-stopped} before the last checkpoint of
     * its close. A start with no stop before it says that the process before died. For commands that open a log for a
     * moment; what was cut is told all the same.
     *
     * @return this builder
     */
    public AuditLogBuilder withoutLifeEvents() {
        this.told = LogLife.Told.CUTS_ONLY;
        return this;
    }

    /**
     * Says what every event must say and none may hold before it is appended.
     *
     * @param eventRules applied in the thread of the caller; {@link EventRules#vocabulary} if not said
     * @return this builder
     */
    public AuditLogBuilder rules(EventRules eventRules) {
        this.rules = Objects.requireNonNull(eventRules, "eventRules");
        return this;
    }

    /**
     * Has the personal parts of every event sealed before it becomes an entry. A log that was opened so once must be
     * opened so ever after; entries from before stay readable as they are.
     *
     * @param howToSeal the keys, and what is personal; without it every part stands in clear for ever
     * @return this builder
     */
    public AuditLogBuilder sealing(Sealing howToSeal) {
        this.sealing = Objects.requireNonNull(howToSeal, "howToSeal");
        return this;
    }

    /**
     * Says after how many entries a checkpoint is published without being asked for.
     *
     * @param entries 1 to 100,000; 10,240 if not said
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public AuditLogBuilder checkpointEvery(int entries) {
        this.checkpointEvery = requireRange("checkpointEvery", entries, 1, 100_000, "entries");
        return this;
    }

    /**
     * Gives the log threads for what nobody waits for: {@link AuditLog#submit}, and a checkpoint soon after every
     * event. Without one there is no {@code submit}, and checkpoints come by number, on demand and at the close.
     *
     * @param executor stays the caller's: shut it down after the log was closed
     * @param checkpointWithin how long after an event a checkpoint over it is published at the latest, as far as the
     *     executor is in time; 1 ms to 1 day, 1 second is usual
     * @return this builder
     * @throws IllegalArgumentException if the duration is out of range
     */
    public AuditLogBuilder executor(ScheduledExecutorService executor, Duration checkpointWithin) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.checkpointWithin = requireDuration("checkpointWithin", checkpointWithin);
        return this;
    }

    /**
     * Has published checkpoints cosigned by witnesses, the newest one at a time. That takes an {@link #executor}, one
     * of whose threads waits for the witnesses: with a single thread, submitted events wait too.
     *
     * @param collector asks the witnesses
     * @param limit how long a round waits for a quorum; after one that missed it, and as long a pause, the newest
     *     checkpoint is tried again. 1 ms to 1 day
     * @return this builder
     * @throws IllegalArgumentException if the limit is out of range
     */
    public AuditLogBuilder witnesses(CosignatureCollector collector, Duration limit) {
        this.witnessLimit = requireDuration("limit", limit);
        this.collector = Objects.requireNonNull(collector, "collector");
        return this;
    }

    /**
     * Bounds the events that wait in memory to be written.
     *
     * @param events 1 to 10,000,000; 65,536 if not said
     * @param whenFull for each action, what becomes of an event for which there is no room; for several events of one
     *     call, one that fails closed refuses all. All wait if this is not said
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public AuditLogBuilder queue(int events, Function<Action, WhenFull> whenFull) {
        this.queueEvents = requireRange("queue", events, 1, 10_000_000, "events");
        this.whenFull = Objects.requireNonNull(whenFull, "whenFull");
        return this;
    }

    /**
     * Says how many events with an {@link dev.compliancekit.core.AuditEvent#EVENT_ID} are remembered, the newest ones,
     * so that one of them is no second entry when it is appended again. Each takes about half a kilobyte of heap.
     *
     * @param events 0 to 10,000,000; 16,384 if not said
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public AuditLogBuilder rememberedEvents(int events) {
        this.rememberedEvents = requireRange("rememberedEvents", events, 0, 10_000_000, "events");
        return this;
    }

    /**
     * Puts the first key of the write-ahead files of a log that is created into a file. Take the file to somebody who
     * verifies the log and has no access to its machine, and leave no copy: what was logged before somebody took the
     * machine, with every key on it, can then not be rewritten without {@link AuditVerifier#withEscrow} finding it.
     * Without this, that key follows from the log's key, and only those who do not have that one are found. A log that
     * was created before keeps its first key, and the file is not touched.
     *
     * @param file where to, outside the log's directory; one that a crash left behind while this log was created is
     *     taken again
     * @param random where the key comes from
     * @return this builder
     */
    public AuditLogBuilder escrow(Path file, SecureRandom random) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(random, "random");
        this.escrow = () -> EscrowKey.createOrLoad(file, key.origin(), random);
        return this;
    }

    private static Duration requireDuration(String what, Duration value) {
        if (value.compareTo(MIN_DURATION) < 0 || value.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException(what + " is " + value + "; accepted are 1 millisecond to 1 day");
        }
        return value;
    }

    private static int requireRange(String what, int value, int min, int max, String unit) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    String.format("%s is %d; accepted are %d to %,d %s", what, value, min, max, unit));
        }
        return value;
    }

    /**
     * Opens the log for writing, or creates it where there is none. A log that was closed, or has published checkpoints
     * over many entries, is opened from its right edge: at most some 65,536 entries are read, or 4 for each tenant if
     * that is more. What lies before is verified by {@link AuditVerifier}.
     *
     * @return the open log
     * @throws AuditStoreException if another writer has it open, or a file cannot be read or written
     * @throws IllegalStateException if witnesses were given and no executor, or the log has sealed entries and no
     *     {@link #sealing} was given
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if anything but the last batch does not fit; nothing
     *     was changed then
     */
    public AuditLog open() {
        LogLife life = new LogLife(new EntryForms(key.origin(), operator, sealing), clock, told);
        LogFiles files = new LogFiles(directory, key, clock, life, checkpointEvery, rememberedEvents, escrow);
        QueueRoom room = new QueueRoom(queueEvents, whenFull);
        Upkeep upkeep = new Upkeep(executor, checkpointWithin);
        return OpenLog.open(
                lock -> new AuditLog(files, rules, lock, files.open(), room, upkeep, witnesses(upkeep)), directory);
    }

    private @Nullable WitnessedLevel witnesses(Upkeep upkeep) {
        if (collector == null) {
            return null;
        }
        upkeep.executor();
        return new WitnessedLevel(directory, collector, witnessLimit, upkeep);
    }
}
