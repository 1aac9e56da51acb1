package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AuditSink} promises. Extend it, make a sink, and say how the stored events are read back.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class AuditSinkContract {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final int THREADS = 8;
    private static final int EVENTS_PER_THREAD = 25;

    private AuditSink sink = event -> {
        throw new IllegalStateException("the sink is opened before each test");
    };

    /** For the classes that inherit the contract. */
    protected AuditSinkContract() {}

    /**
     * Makes the sink under test. Called once for each test.
     *
     * @return a sink that holds no event of a tenant yet
     */
    protected abstract AuditSink openSink();

    /**
     * Reads what is stored now, from where it is durable: a file sink reads its files afresh, beside the open sink.
     *
     * @param tenant whose events
     * @return the tenant's events in the order of the log
     */
    protected abstract List<AuditEvent> readBack(TenantId tenant);

    /** Makes the sink of one test. */
    @BeforeEach
    public final void openOnce() {
        sink = openSink();
    }

    /** An event is stored when append returns. */
    @Test
    public final void anEventIsStoredWhenAppendReturns() {
        for (int i = 0; i < 5; i++) {
            sink.append(event(ACME, i));

            assertThat(readBack(ACME)).hasSize(i + 1);
        }
    }

    /** Every part of an event is read back unchanged. */
    @Test
    public final void everyPartOfAnEventIsReadBackUnchanged() {
        List<AuditEvent> events = List.of(
                fullEvent(Actor.customer("u-1"), Outcome.DENIED, NOON),
                fullEvent(Actor.staff("s-1"), Outcome.FAILURE, NOON.plusNanos(1)),
                fullEvent(Actor.service("billing"), Outcome.SUCCESS, Instant.EPOCH.minusNanos(1)));

        sink.appendAll(events);

        assertThat(readBack(ACME)).isEqualTo(events);
    }

    /** Equal events are both kept. */
    @Test
    public final void equalEventsAreBothKept() {
        sink.append(event(ACME, 1));
        sink.append(event(ACME, 1));

        assertThat(readBack(ACME)).containsExactly(event(ACME, 1), event(ACME, 1));
    }

    /** Each tenants events keep their order. */
    @Test
    public final void eachTenantsEventsKeepTheirOrder() {
        for (int i = 0; i < 10; i++) {
            sink.append(event(i % 3 == 0 ? GLOBEX : ACME, i));
        }

        assertThat(readBack(ACME)).extracting(AuditEvent::target).containsExactly(targets(1, 2, 4, 5, 7, 8));
        assertThat(readBack(GLOBEX)).extracting(AuditEvent::target).containsExactly(targets(0, 3, 6, 9));
    }

    /** The index grows with every event. */
    @Test
    public final void theIndexGrowsWithEveryEvent() {
        List<Long> indexes = IntStream.range(0, 10)
                .mapToObj(i -> sink.append(event(i % 2 == 0 ? ACME : GLOBEX, i)).index())
                .toList();

        assertThat(indexes).isSorted().doesNotHaveDuplicates();
    }

    /** The tenant sequence counts the tenants own events from zero. */
    @Test
    public final void theTenantSequenceCountsTheTenantsOwnEventsFromZero() {
        for (int i = 0; i < 6; i++) {
            assertThat(sink.append(event(ACME, i)).tenantSequence()).isEqualTo(i);
            assertThat(sink.append(event(GLOBEX, i)).tenantSequence()).isEqualTo(i);
        }
    }

    /** Every receipt names the same origin. */
    @Test
    public final void everyReceiptNamesTheSameOrigin() {
        assertThat(Stream.of(ACME, GLOBEX, ACME)
                        .map(tenant -> sink.append(event(tenant, 0)).origin())
                        .distinct())
                .hasSize(1);
    }

    /** The leaf hashes of different events differ. */
    @Test
    public final void theLeafHashesOfDifferentEventsDiffer() {
        List<AuditReceipt> receipts = sink.appendAll(
                IntStream.range(0, 20).mapToObj(i -> event(ACME, i)).toList());

        assertThat(receipts).extracting(AuditReceipt::leafHash).doesNotHaveDuplicates();
    }

    /** Append all answers with a receipt for each event in their order. */
    @Test
    public final void appendAllAnswersWithAReceiptForEachEventInTheirOrder() {
        List<AuditReceipt> receipts =
                sink.appendAll(List.of(event(ACME, 0), event(GLOBEX, 1), event(ACME, 2), event(ACME, 3)));

        assertThat(receipts).extracting(AuditReceipt::tenantSequence).containsExactly(0L, 0L, 1L, 2L);
        assertThat(receipts).extracting(AuditReceipt::index).isSorted().doesNotHaveDuplicates();
        assertThat(readBack(ACME)).containsExactly(event(ACME, 0), event(ACME, 2), event(ACME, 3));
    }

    /** Append all of nothing stores nothing. */
    @Test
    public final void appendAllOfNothingStoresNothing() {
        assertThat(sink.appendAll(List.of())).isEmpty();
        assertThat(readBack(ACME)).isEmpty();
    }

    /** Many threads may append at once. */
    @Test
    public final void manyThreadsMayAppendAtOnce() {
        List<AuditReceipt> receipts = Concurrently.run(THREADS, EVENTS_PER_THREAD, i -> sink.append(event(ACME, i)));

        int total = THREADS * EVENTS_PER_THREAD;
        assertThat(receipts).extracting(AuditReceipt::index).doesNotHaveDuplicates();
        assertThat(receipts)
                .extracting(AuditReceipt::tenantSequence)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, total).boxed().toList());
        assertThat(readBack(ACME))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, total).mapToObj(i -> event(ACME, i)).toList());
    }

    /** The receipt tells where the event is read. */
    @Test
    public final void theReceiptTellsWhereTheEventIsRead() {
        List<AuditReceipt> receipts = Concurrently.run(THREADS, EVENTS_PER_THREAD, i -> sink.append(event(ACME, i)));

        List<AuditEvent> stored = readBack(ACME);
        List<AuditEvent> byReceipt = new ArrayList<>();
        for (AuditReceipt receipt : receipts) {
            byReceipt.add(stored.get(Math.toIntExact(receipt.tenantSequence())));
        }
        assertThat(byReceipt)
                .isEqualTo(IntStream.range(0, receipts.size())
                        .mapToObj(i -> event(ACME, i))
                        .toList());
    }

    /** Null is refused. */
    @Test
    @SuppressWarnings("NullAway") // null is what is tried
    public final void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> sink.append(null));
        assertThat(readBack(ACME)).isEmpty();
    }

    private static AuditEvent event(TenantId tenant, int number) {
        return AuditEvent.builder(tenant, Actor.customer("u-1"), Action.SIGN_IN, Outcome.SUCCESS, NOON)
                .target(target(number))
                .attribute(AuditEvent.ADDRESS, "203.0.113.9")
                .attribute(AuditEvent.DEVICE_TYPE, "phone")
                .build();
    }

    private static AuditEvent fullEvent(Actor actor, Outcome outcome, Instant occurredAt) {
        return AuditEvent.builder(ACME, actor, Action.ACCESS, outcome, occurredAt)
                .target("file/\u00e9\u4e16\ud83d\udd12 \"quoted\" \\ \u2028 end")
                .attributes(Map.of(
                        AuditEvent.ADDRESS,
                        "2001:db8::7",
                        AuditEvent.REASON,
                        "line one\nline two\t\u0000\u007f",
                        AuditEvent.PURPOSE,
                        "support",
                        "note",
                        ""))
                .build();
    }

    private static String[] targets(int... numbers) {
        return IntStream.of(numbers).mapToObj(AuditSinkContract::target).toArray(String[]::new);
    }

    private static String target(int number) {
        return "session/" + number;
    }
}
