package dev.compliancekit.benchmarks;

import dev.compliancekit.retention.backup.Rotation;
import dev.compliancekit.retention.backup.RotationPeriod;
import dev.compliancekit.retention.backup.RotationPolicy;
import dev.compliancekit.retention.backup.RotationProfile;
import dev.compliancekit.retention.backup.Snapshot;
import dev.compliancekit.retention.deadline.DeadlineTable;
import dev.compliancekit.retention.decision.DecisionFacts;
import dev.compliancekit.retention.decision.ErasureDuty;
import dev.compliancekit.retention.decision.LegalBasis;
import dev.compliancekit.retention.decision.RetentionDecision;
import dev.compliancekit.retention.decision.RetentionRule;
import dev.compliancekit.retention.decision.RuleAction;
import dev.compliancekit.retention.decision.RuleScope;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/** What retention costs on one core: CPU time of this thread, best and median of rounds, and bytes allocated. */
public final class RetentionRun {

    private static final int ROUNDS = 9;
    private static final int EVENTS = 1 << 16;

    private RetentionRun() {}

    /**
     * Runs all parts.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println("part                                  best        median      bytes each");
        deadlines();
        decisions();
        rotations();
    }

    private static void deadlines() {
        DeadlineTable berlin = DeadlineTable.of(ZoneId.of("Europe/Berlin"));
        long[] events =
                new Random(1).longs(EVENTS, 1_000_000_000L, 4_000_000_000L).toArray();
        measure("deadline, 30 days, one zone", 256L * EVENTS, () -> {
            long sum = 0;
            for (int round = 0; round < 256; round++) {
                for (long event : events) {
                    sum += berlin.endOfDays(event, 30);
                }
            }
            return sum;
        });
        measure("deadline to act by, 30 days", 256L * EVENTS, () -> {
            long sum = 0;
            for (int round = 0; round < 256; round++) {
                for (long event : events) {
                    sum += berlin.actByDays(event, 30);
                }
            }
            return sum;
        });
        measure("deadline, 1 month, one zone", 64L * EVENTS, () -> {
            long sum = 0;
            for (int round = 0; round < 64; round++) {
                for (long event : events) {
                    sum += berlin.endOfMonths(event, 1);
                }
            }
            return sum;
        });
        ZoneId zone = berlin.zone();
        measure("the same by ZonedDateTime, 30 days", 8L * EVENTS, () -> {
            long sum = 0;
            for (int round = 0; round < 8; round++) {
                for (long event : events) {
                    sum += Instant.ofEpochSecond(event)
                            .atZone(zone)
                            .plusDays(30)
                            .toEpochSecond();
                }
            }
            return sum;
        });
    }

    private static void decisions() {
        Random random = new Random(2);
        List<DecisionFacts> facts = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            DecisionFacts.Builder builder = DecisionFacts.builder(Instant.ofEpochSecond(1_700_000_000L));
            for (int rule = 0; rule < 5; rule++) {
                Instant start = Instant.ofEpochSecond(1_500_000_000L + random.nextInt(100_000_000));
                builder.rule(new RetentionRule(
                        "rule-" + rule,
                        List.of(RuleAction.values()).get(random.nextInt(3)),
                        List.of(RuleScope.values()).get(random.nextInt(3)),
                        List.of(LegalBasis.values()).get(random.nextInt(4)),
                        start,
                        start.plusSeconds(random.nextInt(300_000_000))));
            }
            if (random.nextInt(4) == 0) {
                Instant due = Instant.ofEpochSecond(1_699_000_000L + random.nextInt(2_000_000));
                builder.duty(new ErasureDuty("page:CANCELLED", due, due, due));
            }
            facts.add(builder.build());
        }
        measure("decision, 5 rules", 256L * facts.size(), () -> {
            long sum = 0;
            for (int round = 0; round < 256; round++) {
                for (int i = 0; i < facts.size(); i++) {
                    sum += RetentionDecision.of(facts.get(i)).decidedBy().size();
                }
            }
            return sum;
        });
    }

    private static void rotations() {
        List<Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            OffsetDateTime at =
                    Instant.ofEpochSecond(1_700_000_000L - i * 1800L).atOffset(ZoneOffset.ofHours(1));
            snapshots.add(Snapshot.of("s" + i, at));
        }
        RotationPolicy policy = RotationPolicy.builder()
                .keep(RotationPeriod.HOURLY, 24)
                .keep(RotationPeriod.DAILY, 7)
                .keep(RotationPeriod.WEEKLY, 4)
                .keep(RotationPeriod.MONTHLY, 120)
                .keep(RotationPeriod.YEARLY, 75)
                .build();
        Instant now = Instant.ofEpochSecond(1_700_000_001L);
        for (RotationProfile profile : RotationProfile.values()) {
            Rotation rotation = Rotation.of(profile, policy, ZoneId.of("Europe/Berlin"));
            measure(
                    "rotation of 100,000, " + profile.text(),
                    1,
                    () -> rotation.decide(snapshots, now).kept().size());
        }
    }

    private static void measure(String part, long operations, LongSupplier work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] nanos = new long[ROUNDS];
        long sum = 0;
        for (int i = 0; i < 5; i++) {
            sum += work.getAsLong();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            long begin = threads.getCurrentThreadCpuTime();
            sum += work.getAsLong();
            nanos[i] = threads.getCurrentThreadCpuTime() - begin;
        }
        bytes = (threads.getCurrentThreadAllocatedBytes() - bytes) / (ROUNDS * operations);
        java.util.Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-36s %s  %s  %,12d   (%d)%n",
                part,
                rate(nanos[0], operations),
                rate(nanos[ROUNDS / 2], operations),
                bytes,
                sum & 1);
    }

    private static String rate(long nanos, long operations) {
        return operations == 1
                ? String.format(Locale.ROOT, "%7.2f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%7.1f M/s", operations * 1e3 / nanos);
    }
}
