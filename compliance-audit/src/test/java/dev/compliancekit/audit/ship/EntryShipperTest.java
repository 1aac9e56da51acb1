package dev.compliancekit.audit.ship;

import static dev.compliancekit.audit.ship.ShipScene.events;
import static dev.compliancekit.audit.ship.ShipScene.shipAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EntryShipperTest {

    @TempDir
    private Path temp;

    private ShipScene scene;

    @BeforeEach
    void makeScene() {
        scene = new ShipScene(temp);
    }

    @Test
    void shipsEveryPublishedEntryOnceAndThenTheCheckpoint() {
        try (AuditLog log = scene.log(1000);
                EntryShipper shipper = scene.shipper().open()) {
            ShipStatus status = shipAll(shipper);

            assertThat(status.state()).isEqualTo(ShipState.WORKING);
            assertThat(status.published()).isEqualTo(1000);
            assertThat(status.shipped()).hasValue(1000);
            assertThat(status.lag()).hasValue(0);
            assertThat(status.waitingSince()).isEmpty();
            assertThat(scene.sink.entries()).isEqualTo(scene.stored());
            assertThat(scene.sink.checkpoints()).containsExactly(log.published());
            shipper.ship();
            assertThat(scene.sink.checkpoints()).hasSize(1);
        }
    }

    @Test
    void shipsNothingThatIsNotUnderACheckpoint() {
        try (AuditLog log = scene.log(10);
                EntryShipper shipper = scene.shipper().open()) {
            log.appendAll(events(10, 20));
            assertThat(shipAll(shipper).lag()).hasValue(0);
            assertThat(scene.sink.entries()).hasSize(10);

            log.checkpoint();
            assertThat(shipper.status().lag()).hasValue(10);
            shipAll(shipper);
            assertThat(scene.sink.entries()).isEqualTo(scene.stored()).hasSize(20);
        }
    }

    @Test
    void waitsForALogThatIsNotThereYet() {
        EntryShipper shipper = scene.shipper().open();

        assertThat(shipper.ship().problem()).contains("the log cannot be read: there is no checkpoint yet");
        assertThat(shipper.status().state()).isEqualTo(ShipState.RETRYING);
        try (AuditLog log = scene.log(3)) {
            assertThat(shipAll(shipper).shipped())
                    .hasValue(log.published().unverified().treeSize());
        }
    }

    @Test
    void whatArrivedBeforeAConnectionBrokeIsNotShippedAgain() {
        try (AuditLog log = scene.log(300);
                EntryShipper shipper = scene.shipper().open()) {
            shipper.ship();
            scene.sink.breakAfterTaking();

            assertThat(shipper.ship().problem()).contains("the connection broke");
            assertThat(shipper.status().shipped()).hasValue(100);
            assertThat(shipAll(shipper).problem()).isEmpty();
            assertThat(scene.sink.entries()).isEqualTo(scene.stored());
            assertThat(log.published().unverified().treeSize()).isEqualTo(300);
        }
    }

    @Test
    void aSinkThatIsDownLagsAndCatchesUp() {
        try (AuditLog log = scene.log(50);
                EntryShipper shipper = scene.shipper().open()) {
            shipAll(shipper);
            scene.now.set(ShipScene.START.plusSeconds(60));
            scene.sink.goDown();
            log.appendAll(events(50, 70));
            log.checkpoint();
            shipper.ship();
            scene.now.set(ShipScene.START.plusSeconds(90));
            ShipStatus status = shipper.ship();

            assertThat(status.state()).isEqualTo(ShipState.RETRYING);
            assertThat(status.problem()).contains("the sink is down");
            assertThat(status.problemSince()).contains(ShipScene.START.plusSeconds(60));
            assertThat(status.failures()).isEqualTo(2);
            assertThat(status.shipped()).hasValue(50);
            assertThat(status.lag()).hasValue(20);
            assertThat(status.lag(ShipScene.START.plusSeconds(100))).isEqualTo(Duration.ofSeconds(40));

            scene.sink.comeBack();
            assertThat(shipAll(shipper).problem()).isEmpty();
            assertThat(scene.sink.entries()).isEqualTo(scene.stored()).hasSize(70);
        }
    }

    @Test
    void aSinkThatHangsKeepsNeitherAppendsNorTheStatusWaiting() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        MemorySink hanging = new MemorySink() {
            @Override
            public SinkCursor take(SinkCursor from, List<ShippedEntry> batch) {
                reached.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.take(from, batch);
            }
        };
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        try (AuditLog log = scene.log(10);
                EntryShipper shipper = EntryShipper.builder(scene.directory, scene.key.vkey(), hanging, scene.now::get)
                        .executor(executor, Duration.ofMillis(1))
                        .open()) {
            reached.await();
            log.appendAll(events(10, 500));
            log.checkpoint();

            assertThat(shipper.status().lag()).hasValue(500);
            assertThat(hanging.entries()).isEmpty();
        } finally {
            released.countDown();
            executor.shutdown();
        }
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(hanging.entries()).hasSize(10);
    }

    @Test
    void worksByItselfAtThePaceItWasGiven() {
        HandDriven executor = new HandDriven();
        try (AuditLog log = scene.log(250);
                EntryShipper shipper = scene.shipper()
                        .executor(executor, Duration.ofSeconds(5))
                        .retry(Duration.ofSeconds(1), Duration.ofSeconds(3))
                        .open()) {
            for (int i = 0; i < 4; i++) {
                assertThat(executor.runNext()).isTrue();
            }
            assertThat(scene.sink.entries()).hasSize(250);
            scene.sink.goDown();
            log.append(ShipScene.event(250));
            log.checkpoint();
            for (int i = 0; i < 4; i++) {
                executor.runNext();
            }
            scene.sink.comeBack();
            executor.runNext();
            executor.runNext();

            assertThat(executor.delays().stream().mapToLong(Duration::toSeconds))
                    .containsExactly(0L, 0L, 0L, 0L, 5L, 1L, 2L, 3L, 3L, 0L, 5L);
            assertThat(scene.sink.entries()).hasSize(251);
            shipper.close();
            assertThat(executor.runNext()).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void doesNothingWhilePausedOrClosed() {
        try (AuditLog log = scene.log(10)) {
            EntryShipper shipper = scene.shipper().open();
            shipper.pause();
            assertThat(shipper.ship().state()).isEqualTo(ShipState.PAUSED);
            assertThat(scene.sink.calls()).isZero();

            shipper.resume();
            assertThat(shipper.ship().state()).isEqualTo(ShipState.WORKING);
            assertThat(scene.sink.entries()).hasSize(10);

            log.append(ShipScene.event(10));
            log.checkpoint();
            shipper.close();
            assertThat(shipper.ship().state()).isEqualTo(ShipState.CLOSED);
            assertThat(scene.sink.entries()).hasSize(10);
        }
    }

    @Test
    void haltsWhenTheSinkHoldsAnotherEntry() {
        try (AuditLog log = scene.log(10)) {
            SinkCursor other = new SinkCursor(ShipScene.ORIGIN, 5, Bytes.copyOf(new byte[32]));
            scene.sink.pretend(other);
            EntryShipper shipper = scene.shipper().open();
            ShipStatus status = shipper.ship();

            assertThat(status.state()).isEqualTo(ShipState.HALTED);
            assertThat(status.problem().orElseThrow())
                    .startsWith("entry 4 has the leaf hash 0000")
                    .contains("in the sink and ");
            assertThat(scene.sink.entries()).isEmpty();

            scene.sink.pretend(SinkCursor.start(ShipScene.ORIGIN));
            assertThat(shipper.ship().state()).isEqualTo(ShipState.HALTED);
            shipper.resume();
            assertThat(shipAll(shipper).state()).isEqualTo(ShipState.WORKING);
            assertThat(scene.sink.entries())
                    .hasSize((int) log.published().unverified().treeSize());
        }
    }

    @Test
    void haltsWhenTheSinkHoldsMoreThanTheLog() {
        try (AuditLog log = scene.log(10)) {
            scene.sink.pretend(new SinkCursor(ShipScene.ORIGIN, 11, Bytes.copyOf(new byte[32])));

            ShipStatus status = scene.shipper().open().ship();

            assertThat(status.state()).isEqualTo(ShipState.HALTED);
            assertThat(status.problem())
                    .contains("the sink holds 11 entries of the log, the log has published "
                            + log.published().unverified().treeSize()
                            + ": the log was rolled back, or the sink belongs to another log of its name");
        }
    }

    @Test
    void saysThatASinkTookNothingRatherThanTryingAtOnceForEver() {
        MemorySink lazy = new MemorySink() {
            @Override
            public SinkCursor take(SinkCursor from, List<ShippedEntry> batch) {
                return from;
            }
        };
        try (AuditLog log = scene.log(10)) {
            ShipStatus status = EntryShipper.builder(scene.directory, log.vkey(), lazy, scene.now::get)
                    .open()
                    .ship();

            assertThat(status.problem()).contains("the sink took nothing and says that it stands where it stood");
        }
    }

    @Test
    void aBugOfTheSinkIsAFailureWhoseWordsAreNotRepeated() {
        MemorySink broken = new MemorySink() {
            @Override
            public synchronized SinkCursor cursor(String origin) {
                throw new IllegalStateException("password=hunter2");
            }
        };
        try (AuditLog log = scene.log(10)) {
            ShipStatus status = EntryShipper.builder(scene.directory, log.vkey(), broken, scene.now::get)
                    .open()
                    .ship();

            assertThat(status.state()).isEqualTo(ShipState.RETRYING);
            assertThat(status.problem()).contains("shipping failed with java.lang.IllegalStateException");
        }
    }

    @Test
    void ofShippersAtWorkOnOneSinkEachEntryArrivesOnce() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (AuditLog log = scene.log(3000)) {
            List<Future<ShipStatus>> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                EntryShipper shipper = scene.shipper().batch(10 + 7 * i).open();
                parts.add(executor.submit(() -> shipAll(shipper)));
            }
            for (Future<ShipStatus> part : parts) {
                assertThat(part.get().problem()).isEmpty();
            }
            assertThat(scene.sink.entries()).isEqualTo(scene.stored());
            assertThat(scene.sink.checkpoints()).contains(log.published());
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aBatchOfGreatEntriesIsCut() {
        try (AuditLog log = scene.log();
                EntryShipper shipper = scene.shipper().batch(10_000).open()) {
            AuditEvent great = AuditEvent.builder(
                            ShipScene.event(0).tenant(),
                            ShipScene.event(0).actor(),
                            ShipScene.event(0).action(),
                            ShipScene.event(0).outcome(),
                            ShipScene.START)
                    .attributes(IntStream.range(0, 15)
                            .boxed()
                            .collect(Collectors.toMap(i -> "a" + i, i -> "x".repeat(4000))))
                    .build();
            for (int i = 0; i < 200; i++) {
                log.append(great);
            }
            log.checkpoint();

            shipper.ship();
            assertThat(scene.sink.entries()).hasSize(70); // the entry that passes 4 MiB is the last one
            shipAll(shipper);
            assertThat(scene.sink.entries()).isEqualTo(scene.stored()).hasSize(200);
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        EntryShipperBuilder builder = scene.shipper();
        ScheduledExecutorService executor = new HandDriven();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.batch(0))
                .withMessage("batch is 0; accepted are 1 to 10,000 entries");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.batch(10_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.executor(executor, Duration.ZERO))
                .withMessage("every is PT0S; accepted are 1 millisecond to 1 day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.retry(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessage("longest is PT1S; accepted is PT2S or more");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.retry(Duration.ZERO, Duration.ofSeconds(1)));
        executor.shutdownNow();
    }
}
