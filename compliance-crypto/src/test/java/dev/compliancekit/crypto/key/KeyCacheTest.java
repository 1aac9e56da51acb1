package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.TestKeys.ACME;
import static dev.compliancekit.crypto.key.TestKeys.STAFF;
import static dev.compliancekit.crypto.key.TestKeys.bytes;
import static dev.compliancekit.crypto.key.TestKeys.path;
import static dev.compliancekit.crypto.key.TestKeys.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Opened;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCacheTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private TestKeys test;
    private final AtomicInteger loads = new AtomicInteger();

    @BeforeEach
    void open() {
        test = new TestKeys(folder);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private TenantKeysBuilder counting() {
        ForwardingStore store = new ForwardingStore(test.store, call -> {
            if (call.equals("load")) {
                loads.incrementAndGet();
            }
        });
        return TenantKeys.builder(store, test.epochStore, test.root)
                .random(test.random)
                .clock(test.clock)
                .audit(test.audit);
    }

    private static KeyCacheLimits limits(int keys, Duration age, long uses) {
        return new KeyCacheLimits(keys, age, uses);
    }

    @Test
    void aKeyIsLoadedOnceAndAgainWhenItIsTooOld() {
        byte[] sealed = test.keys().seal(path(ACME), bytes("x"));
        TenantKeys keys =
                counting().cacheLimits(limits(10, HOUR, Long.MAX_VALUE)).build();
        for (int i = 0; i < 5; i++) {
            assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("x");
        }
        assertThat(loads).hasValue(1);
        test.pass(HOUR.minusMillis(1));
        keys.open(path(ACME), sealed);
        assertThat(loads).hasValue(1);
        test.pass(Duration.ofMillis(1));
        keys.open(path(ACME), sealed);
        assertThat(loads).hasValue(2);
        KeyCacheStatistics statistics = keys.cacheStatistics();
        assertThat(statistics.hits()).isEqualTo(5);
        assertThat(statistics.misses()).isGreaterThanOrEqualTo(2);
        assertThat(statistics.keys()).isEqualTo(1);
    }

    @Test
    void aKeyIsLoadedAgainWhenItWasUsedOften() {
        byte[] sealed = test.keys().seal(path(ACME), bytes("x"));
        TenantKeys keys = counting().cacheLimits(limits(10, HOUR, 3)).build();
        for (int i = 0; i < 9; i++) {
            keys.open(path(ACME), sealed);
        }
        assertThat(loads.get()).isBetween(3, 4);
    }

    @Test
    void moreKeysThanMayStayAllWork() {
        TenantKeys keys =
                counting().cacheLimits(limits(2, HOUR, Long.MAX_VALUE)).build();
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sealed.add(keys.seal(path(new TenantId("t" + i)), bytes("v" + i)));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(textOf(keys.open(path(new TenantId("t" + i)), sealed.get(i))))
                    .isEqualTo("v" + i);
        }
        assertThat(keys.cacheStatistics().keys()).isLessThanOrEqualTo(2);
        assertThat(keys.cacheStatistics().evictions()).isGreaterThan(10);
    }

    @Test
    void manyThreadsThatNeedOneKeyLoadItOnce() throws Exception {
        byte[] sealed = test.keys().seal(path(ACME), bytes("x"));
        TenantKeys keys = counting().build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Opened>> opened = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                opened.add(threads.submit(() -> {
                    start.await();
                    return keys.open(path(ACME), sealed);
                }));
            }
            start.countDown();
            for (Future<Opened> each : opened) {
                assertThat(textOf(each.get())).isEqualTo("x");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void aKeyMuchInUseIsRenewedBeforeItsTimeIsOver() {
        byte[] sealed = test.keys().seal(path(ACME), bytes("x"));
        Deque<Runnable> renewals = new ArrayDeque<>();
        TenantKeys keys = counting()
                .cacheLimits(limits(10, HOUR, Long.MAX_VALUE))
                .refreshAhead(renewals::add)
                .build();
        keys.open(path(ACME), sealed);
        test.pass(Duration.ofMinutes(44));
        keys.open(path(ACME), sealed);
        assertThat(renewals).isEmpty();
        test.pass(Duration.ofMinutes(2));
        keys.open(path(ACME), sealed);
        keys.open(path(ACME), sealed);
        assertThat(renewals).hasSize(1);
        renewals.remove().run();
        assertThat(loads).hasValue(2);
        test.pass(Duration.ofMinutes(30));
        keys.open(path(ACME), sealed);
        assertThat(loads).hasValue(2);
    }

    @Test
    void aRenewalNeverBringsAShreddedKeyBack() {
        byte[] sealed = test.keys().seal(path(ACME), bytes("x"));
        Deque<Runnable> renewals = new ArrayDeque<>();
        TenantKeys keys = counting()
                .cacheLimits(limits(10, HOUR, Long.MAX_VALUE))
                .refreshAhead(renewals::add)
                .build();
        keys.open(path(ACME), sealed);
        test.pass(Duration.ofMinutes(50));
        keys.open(path(ACME), sealed);
        keys.shred(ACME, STAFF, "cancelled");
        renewals.remove().run();
        assertThat(keys.open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
    }

    @Test
    void aRenewalFindsOutThatAnotherProcessShredded() {
        byte[] sealed = test.keys().seal(path(ACME), bytes("x"));
        Deque<Runnable> renewals = new ArrayDeque<>();
        TenantKeys keys = counting()
                .cacheLimits(limits(10, HOUR, Long.MAX_VALUE))
                .refreshAhead(renewals::add)
                .build();
        keys.open(path(ACME), sealed);
        test.keys().shred(ACME, STAFF, "cancelled");
        test.pass(Duration.ofMinutes(50));
        keys.open(path(ACME), sealed);
        renewals.remove().run();
        assertThat(keys.open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
    }

    @Test
    void limitsAreChecked() {
        for (Runnable wrong : List.<Runnable>of(
                () -> limits(0, HOUR, 1),
                () -> limits(1, Duration.ZERO, 1),
                () -> limits(1, HOUR.negated(), 1),
                () -> limits(1, HOUR, 0))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("accepted");
        }
    }
}
