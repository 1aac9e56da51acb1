package dev.compliancekit.benchmarks;

import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.AbsoluteTimeout;
import dev.compliancekit.retention.inactivity.Boundary;
import dev.compliancekit.retention.inactivity.IdleTimeout;
import dev.compliancekit.retention.inactivity.InMemoryActivityStore;
import dev.compliancekit.retention.inactivity.SessionAccess;
import dev.compliancekit.retention.inactivity.SessionTimeouts;
import dev.compliancekit.retention.inactivity.Sessions;
import dev.compliancekit.retention.inactivity.SteadyClock;
import dev.compliancekit.retention.spi.ActivityKey;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What live sessions cost: bytes each, and uses a second on one core, beside a map of last uses and beside sessions
 * that are copied on every use, as servers do that keep them in a map.
 */
public final class SessionRun {

    private static final int ROUNDS = 9;
    private static final int SAMPLE = 1 << 20;
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final TenantId TENANT = new TenantId("acme");
    private static final InstantSource CLOCK = InstantSource.system();

    private SessionRun() {}

    /**
     * Runs all parts, one after the other.
     *
     * @param arguments the number of sessions, 10,000,000 if there is none
     */
    public static void main(String[] arguments) {
        int sessions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        System.out.printf(
                Locale.ROOT,
                "%,d sessions%npart                                best        median     each%n",
                sessions);
        own(sessions);
        lastUses(sessions);
        copied(sessions);
    }

    private static ActivityKey key(long number) {
        return new ActivityKey(TENANT, "session-" + Long.toHexString(0x1000_0000_0000_0000L | number * 2_654_435_761L));
    }

    private static void own(int sessions) {
        AuditReceipt receipt = new AuditReceipt("log", 0, Bytes.copyOf(new byte[32]), 0);
        Sessions live = Sessions.builder(
                        InMemoryActivityStore.create(),
                        SessionTimeouts.of(
                                new IdleTimeout(IDLE, Boundary.INCLUSIVE),
                                new AbsoluteTimeout(Duration.ofHours(12), Boundary.INCLUSIVE)),
                        event -> receipt,
                        SteadyClock.of(CLOCK, System::nanoTime))
                .maxInMemory(4L * sessions)
                .build();
        measure(
                "Sessions, store in memory",
                sessions,
                live::start,
                key -> live.access(key) instanceof SessionAccess.Live);
        live.close();
    }

    /** Knows when each was used, and nothing else: no end, no clock that goes back, no crash. */
    private static void lastUses(int sessions) {
        Map<ActivityKey, Instant> last = new ConcurrentHashMap<>();
        measure(
                "a map of last uses",
                sessions,
                key -> last.put(key, CLOCK.instant()),
                key -> last.put(key, CLOCK.instant()) != null);
    }

    private record Copied(String id, Instant createdAt, Instant lastAccessedAt, Map<String, Object> attributes) {}

    private static void copied(int sessions) {
        Map<String, Copied> all = new ConcurrentHashMap<>();
        measure(
                "sessions copied on each use",
                sessions,
                key -> {
                    Instant now = CLOCK.instant();
                    all.put(key.id(), new Copied(key.id(), now, now, new HashMap<>(Map.of("tenant", key.tenant()))));
                },
                key -> {
                    Copied session = all.get(key.id());
                    Instant now = CLOCK.instant();
                    if (session == null
                            || Duration.between(session.lastAccessedAt(), now).compareTo(IDLE) >= 0) {
                        return false;
                    }
                    all.put(
                            session.id(),
                            new Copied(session.id(), session.createdAt(), now, new HashMap<>(session.attributes())));
                    return true;
                });
    }

    private static void measure(String part, int sessions, Consumer<ActivityKey> begin, Predicate<ActivityKey> use) {
        long before = usedBytes();
        for (long i = 0; i < sessions; i++) {
            begin.accept(key(i));
        }
        double bytes = (usedBytes() - before) / (double) sessions;
        Random random = new Random(1);
        ActivityKey[] sample = new ActivityKey[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = key(random.nextInt(sessions));
        }
        double[] perSecond = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpuNanos();
            for (ActivityKey key : sample) {
                if (!use.test(key)) {
                    throw new IllegalStateException("a live session was not let through");
                }
            }
            perSecond[round] = SAMPLE * 1e9 / (cpuNanos() - start);
        }
        Arrays.sort(perSecond);
        System.out.printf(
                Locale.ROOT,
                "%-32s %6.2f M/s  %6.2f M/s  %5.0f bytes%n",
                part,
                perSecond[ROUNDS - 1] / 1e6,
                perSecond[ROUNDS / 2] / 1e6,
                bytes);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long usedBytes() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
