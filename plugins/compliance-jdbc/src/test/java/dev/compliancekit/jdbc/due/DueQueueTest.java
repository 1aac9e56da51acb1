package dev.compliancekit.jdbc.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import dev.compliancekit.jdbc.retention.RetentionStoreException;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.deadline.ZoneChange;
import dev.compliancekit.testkit.ManualClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What falls due in the library's own table, and its leases. */
class DueQueueTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RecordClass ACCOUNT = new RecordClass("account");
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final TimeLimit MONTH = TimeLimit.parse("P1M");
    private static final RunBudget PLENTY = new RunBudget(1_000_000, Duration.ofHours(1), 7);

    private final ManualClock clock = ManualClock.at(NOON.toString());

    private static TestDatabase.Source database(TestDatabase kind) {
        TestDatabase.Source source = kind.newDatabase();
        RetentionSchema.migrate(source);
        return source;
    }

    private DueQueue queue(TestDatabase.Source source) {
        return DueQueue.open(source, clock);
    }

    private static DueItem.Key key(int number) {
        return new DueItem.Key(new TenantId("acme"), ACCOUNT, new RecordId("a-" + number));
    }

    private static DueItem item(int number, Instant due) {
        return new DueItem(key(number), due.minus(Duration.ofDays(30)), MONTH, VIENNA, due, "policy 1");
    }

    private static void schedule(TestDatabase.Source source, DueQueue queue, DueItem... items) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (DueItem item : items) {
                queue.schedule(connection, item);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean withdraw(TestDatabase.Source source, DueQueue queue, DueItem.Key key) {
        try (Connection connection = source.getConnection()) {
            return queue.withdraw(connection, key);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsScheduledIsLeasedWhenItIsDueAndNotBefore(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue queue = queue(source);
        schedule(source, queue, item(2, NOON), item(1, NOON.minusSeconds(1)), item(3, NOON.plusNanos(1000)));

        Lease lease = queue.claim(10, MINUTE).orElseThrow();

        assertThat(lease.items()).containsExactly(item(1, NOON.minusSeconds(1)), item(2, NOON));
        assertThat(lease.until()).isEqualTo(NOON.plus(MINUTE));
        assertThat(queue.claim(10, MINUTE)).isEmpty();
        assertThat(queue.backlog()).hasToString("2 due, the oldest since 2026-03-01T11:59:59Z");
        assertThat(queue.finish(lease, (connection, items) -> {})).isEqualTo(2);
        assertThat(queue.backlog().due()).isZero();
        assertThat(queue.finish(lease, (connection, items) -> {
                    throw new AssertionError("nothing is left of the lease");
                }))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsDueAFractionEarly(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue queue = queue(source);
        schedule(source, queue, item(1, NOON.plusNanos(1)));

        assertThat(queue.claim(1, MINUTE)).isEmpty();
        clock.advance(Duration.ofNanos(1));
        assertThat(queue.claim(1, MINUTE)).isEmpty();
        clock.advance(Duration.ofNanos(999));
        assertThat(queue.claim(1, MINUTE)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverHeldALeaseThatWasTakenOverCanFinishNothing(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue slow = queue(source);
        DueQueue quick = queue(source);
        schedule(source, slow, item(1, NOON), item(2, NOON));
        Lease first = slow.claim(10, MINUTE).orElseThrow();
        clock.advance(MINUTE);
        Lease second = quick.claim(10, MINUTE).orElseThrow();

        assertThat(second.fence()).isGreaterThan(first.fence());
        AtomicInteger worked = new AtomicInteger();
        assertThat(slow.finish(first, (connection, items) -> worked.incrementAndGet()))
                .isZero();
        assertThat(slow.renew(first, MINUTE)).isEmpty();
        assertThat(worked).hasValue(0);
        assertThat(quick.renew(second, MINUTE.multipliedBy(2)).orElseThrow().until())
                .isEqualTo(clock.instant().plus(MINUTE.multipliedBy(2)));
        assertThat(quick.finish(second, (connection, items) -> worked.addAndGet(items.size())))
                .isEqualTo(2);
        assertThat(worked).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseThatNobodyTookOverStillFinishes(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue queue = queue(source);
        schedule(source, queue, item(1, NOON));
        Lease lease = queue.claim(10, MINUTE).orElseThrow();
        clock.advance(Duration.ofDays(1));

        assertThat(queue.finish(lease, (connection, items) -> {})).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWithdrawnOrScheduledAnewWhileLeasedIsNotWorkedOff(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue queue = queue(source);
        schedule(source, queue, item(1, NOON), item(2, NOON), item(3, NOON));
        Lease lease = queue.claim(10, MINUTE).orElseThrow();

        assertThat(withdraw(source, queue, key(1))).isTrue();
        assertThat(withdraw(source, queue, key(1))).isFalse();
        schedule(source, queue, item(1, NOON), item(2, NOON.plusSeconds(60)));
        List<DueItem> worked = new ArrayList<>();

        assertThat(queue.finish(lease, (connection, items) -> worked.addAll(items)))
                .isEqualTo(1);
        assertThat(worked).containsExactly(item(3, NOON));
        assertThat(queue.claim(10, MINUTE).orElseThrow().items()).containsExactly(item(1, NOON));
        clock.advance(Duration.ofSeconds(60));
        assertThat(queue.claim(10, MINUTE).orElseThrow().items())
                .containsExactly(item(1, NOON), item(2, NOON.plusSeconds(60)));
    }

    @ParameterizedTest
    @EnumSource
    void aReleasedLeaseIsFreeAtOnce(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue queue = queue(source);
        schedule(source, queue, item(1, NOON));
        Lease lease = queue.claim(10, MINUTE).orElseThrow();

        queue.release(lease);

        assertThat(queue.claim(10, MINUTE)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void workThatFailsFinishesNothingAndIsDoneAgainLater(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue queue = queue(source);
        schedule(source, queue, item(1, NOON), item(2, NOON));

        assertThatExceptionOfType(RetentionStoreException.class)
                .isThrownBy(() -> queue.run(PLENTY, MINUTE, (connection, items) -> {
                    throw new SQLException("the connection broke", "08006");
                }));

        assertThat(queue.run(PLENTY, MINUTE, (connection, items) -> {}).items()).isZero();
        clock.advance(MINUTE);
        assertThat(queue.run(PLENTY, MINUTE, (connection, items) -> {}))
                .isEqualTo(new RunReport(2, 1, RunReport.End.NOTHING_LEFT));
    }

    @ParameterizedTest
    @EnumSource
    void nodesAtOnceFinishEachItemOnce(TestDatabase kind) throws Exception {
        TestDatabase.Source source = database(kind);
        DueItem[] items = new DueItem[300];
        for (int i = 0; i < items.length; i++) {
            items[i] = item(i, NOON);
        }
        schedule(source, queue(source), items);
        source.run("CREATE TABLE done (item varchar(64) NOT NULL)");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<RunReport>> reports = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                DueQueue queue = queue(source);
                reports.add(threads.submit(() -> queue.run(PLENTY, MINUTE, (connection, leased) -> {
                    try (var insert = connection.prepareStatement("INSERT INTO done VALUES (?)")) {
                        for (DueItem each : leased) {
                            insert.setString(1, each.key().item().value());
                            insert.addBatch();
                        }
                        insert.executeBatch();
                    }
                })));
            }
            for (Future<RunReport> report : reports) {
                report.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(source.ask("SELECT item FROM done")).hasSize(300).doesNotHaveDuplicates();
        assertThat(queue(source).backlog().due()).isZero();
    }

    /** As if Vienna had had no summer time in 2026 by the old release, and has by the new one. */
    @ParameterizedTest
    @EnumSource
    void aNewReleaseOfTheZonesTouchesOnlyWhatItConcerns(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue queue = queue(source);
        ZoneRules before = ZoneOffset.ofHours(1).getRules();
        ZoneChange change = ZoneChange.between(before, VIENNA.getRules());
        Instant inMarch = Instant.parse("2026-03-20T12:00:00Z");
        Instant inJune = Instant.parse("2026-06-20T12:00:00Z");
        Instant inNovember = Instant.parse("2026-11-10T12:00:00Z");
        for (Instant event : List.of(inMarch, inJune, inNovember)) {
            int number = event.atOffset(ZoneOffset.UTC).getMonthValue();
            Instant due = event.plus(Duration.ofDays(number == 3 ? 31 : 30)); // a month, without summer time
            schedule(source, queue, new DueItem(key(number), event, MONTH, VIENNA, due, "policy 1"));
            schedule(
                    source,
                    queue,
                    new DueItem(key(100 + number), event, MONTH, ZoneId.of("Africa/Lagos"), due, "policy 1"));
        }

        assertThat(queue.recompute(VIENNA, change)).isEqualTo(1); // only March crosses the beginning
        assertThat(queue.recompute(VIENNA, change)).isZero();

        clock.advance(Duration.ofDays(306));
        assertThat(queue.claim(10, MINUTE).orElseThrow().items())
                .filteredOn(item -> item.zone().equals(VIENNA))
                .extracting(DueItem::due)
                .containsExactly(
                        DeadlineRules.in(VIENNA).deadline(inMarch, MONTH).actBy(),
                        DeadlineRules.in(VIENNA).deadline(inJune, MONTH).actBy(),
                        DeadlineRules.in(VIENNA).deadline(inNovember, MONTH).actBy());
    }

    @ParameterizedTest
    @EnumSource
    void anotherVersionOfThePolicyTouchesItsClassAndEndsLeasesOnWhatMoved(TestDatabase kind) {
        TestDatabase.Source source = database(kind);
        DueQueue queue = queue(source);
        DueItem[] items = new DueItem[2500];
        for (int i = 0; i < items.length; i++) {
            items[i] = item(i, NOON);
        }
        schedule(source, queue, items);
        DueItem.Key other = new DueItem.Key(new TenantId("acme"), new RecordClass("invoice"), new RecordId("i-1"));
        schedule(source, queue, new DueItem(other, NOON, MONTH, VIENNA, NOON, "policy 1"));
        Lease lease = queue.claim(3, MINUTE).orElseThrow();

        long moved = queue.recompute(
                ACCOUNT,
                "policy 2",
                item -> new DueItem(
                        item.key(),
                        item.event(),
                        item.limit(),
                        item.zone(),
                        item.due().plusSeconds(5),
                        "policy 2"));

        assertThat(moved).isEqualTo(2500);
        assertThat(queue.finish(lease, (connection, done) -> {})).isZero();
        assertThat(queue.claim(10, MINUTE).orElseThrow().items())
                .extracting(DueItem::key)
                .containsExactly(other);
        assertThat(queue.recompute(ACCOUNT, "policy 2", item -> {
                    throw new AssertionError("it has this version already");
                }))
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.recompute(ACCOUNT, "policy 3", item -> item(77_777, NOON)));
    }

    @ParameterizedTest
    @EnumSource
    void figuresOutOfRangeAreRefused(TestDatabase kind) {
        DueQueue queue = queue(database(kind));

        assertThatIllegalArgumentException().isThrownBy(() -> queue.claim(0, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.claim(10_001, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.claim(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.claim(1, Duration.ofDays(31)));
        assertThat(Optional.of(queue.backlog().oldest())).contains(Optional.empty());
    }
}
