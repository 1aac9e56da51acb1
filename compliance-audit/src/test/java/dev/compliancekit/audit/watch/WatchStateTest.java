package dev.compliancekit.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Saving and restoring, and what does not fit into the tables. */
class WatchStateTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static void busyDays(WatchScene scene) {
        for (int i = 0; i < 9 * 288; i++) {
            int hour = i / 12 % 24;
            for (int k = 0; k < 2 + hour / 4; k++) {
                scene.watch.observe(scene.access(WatchScene.ACME));
            }
            scene.watch.measure(WatchScene.ACME, "latency", 100 + i * 7919 % 31);
            scene.signIn("u-" + i % 50, "Agent/" + i % 3, "192.0." + i % 7 + ".1");
            scene.tick(Duration.ofMinutes(5));
        }
        AuditEvent expired = AuditEvent.builder(
                        WatchScene.ACME,
                        Actor.service("inactivity-run"),
                        Action.INACTIVITY_EXPIRED,
                        Outcome.SUCCESS,
                        scene.now)
                .target("u-7")
                .build();
        scene.watch.observe(expired);
        scene.channelIsCut = true;
        scene.watch.drill(WatchScene.ACME);
        scene.tick(MINUTE);
        scene.channelIsCut = false;
    }

    @Test
    void aRestoredWatchGoesOnAsIfItHadNeverStopped() {
        WatchScene through = new WatchScene();
        WatchScene stopped = new WatchScene();
        busyDays(through);
        busyDays(stopped);
        through.take();
        stopped.take();
        Bytes state = stopped.watch.save();
        stopped.watch = stopped.builder().restore(state).build();
        assertThat(stopped.watch.save()).isEqualTo(state);
        assertThat(stopped.watch.status()).isEqualTo(through.watch.status());
        for (WatchScene scene : List.of(through, stopped)) {
            scene.signIn("u-7", "Other", "203.0.113.1");
            scene.watch.measure(WatchScene.ACME, "latency", 1e6);
            scene.steady(WatchScene.ACME, Duration.ofHours(8), 0);
            scene.steady(WatchScene.ACME, Duration.ofHours(1), 30);
        }
        assertThat(stopped.delivered).isEqualTo(through.delivered);
        assertThat(stopped.delivered)
                .extracting(Alert::kind)
                .contains(
                        AlertKind.DRILL,
                        AlertKind.SIGN_IN_AFTER_EXPIRY,
                        AlertKind.NEW_DEVICE,
                        AlertKind.UNUSUAL_VALUE,
                        AlertKind.SPIKE);
        assertThat(stopped.watch.save()).isEqualTo(through.watch.save());
    }

    @Test
    void aDamagedStateIsRefused() {
        WatchScene scene = new WatchScene();
        scene.signIn("u-1", "Agent", "192.0.2.1");
        scene.watch.measure(WatchScene.ACME, "latency", 5);
        scene.watch.drill(WatchScene.ACME);
        byte[] state = scene.watch.save().toByteArray();
        for (int length = 0; length < state.length; length++) {
            assertRefused(scene, Arrays.copyOf(state, length));
        }
        assertRefused(scene, Arrays.copyOf(state, state.length + 1));
        for (int at = 0; at < state.length; at++) {
            byte[] flipped = state.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            assertRefused(scene, flipped);
        }
    }

    /** With the right digest over wrong content, every wrong content is an error or the same state again. */
    @Test
    void aWronglyWrittenStateIsRefused() {
        WatchScene scene = new WatchScene();
        scene.signIn("u-1", "Agent", "192.0.2.1");
        scene.watch.measure(WatchScene.ACME, "latency", 5);
        scene.watch.drill(WatchScene.ACME);
        byte[] state = scene.watch.save().toByteArray();
        int body = state.length - 32;
        for (int at = 0; at < body; at++) {
            byte[] changed = Arrays.copyOf(state, body);
            changed[at] ^= (byte) 0x81;
            byte[] whole = Arrays.copyOf(changed, state.length);
            System.arraycopy(StateWriter.sha256(changed), 0, whole, body, 32);
            try {
                AuditWatch watch = scene.builder().restore(Bytes.copyOf(whole)).build();
                assertThat(watch.save()).isEqualTo(Bytes.copyOf(whole));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
        }
    }

    private static void assertRefused(WatchScene scene, byte[] state) {
        WatchBuilder builder = scene.builder().restore(Bytes.copyOf(state));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saved state of the watch is damaged");
    }

    @Test
    void aSeriesTakesAtMostFourKilobytes() {
        WatchScene scene = new WatchScene();
        int before = scene.watch.save().size();
        scene.watch.observe(scene.access(WatchScene.ACME));
        int counted = scene.watch.save().size();
        scene.watch.measure(WatchScene.ACME, "latency", 1);
        int measured = scene.watch.save().size();
        assertThat(counted - before).isLessThanOrEqualTo(4096);
        assertThat(measured - counted).isLessThanOrEqualTo(4096);
    }

    @Test
    void aMillionTenantsDoNotPushOutOneThatIsWatched() {
        WatchScene scene = new WatchScene();
        scene.watch = scene.builder().maxSeries(200, 5).maxActors(1000).build();
        scene.steady(WatchScene.ACME, Duration.ofDays(8), 4);
        scene.take();
        for (int i = 0; i < 1_000_000; i++) {
            scene.watch.observe(AuditEvent.builder(
                            new TenantId("t-" + i),
                            Actor.customer("u-" + i),
                            i % 2 == 0 ? Action.SIGN_IN : Action.ACCESS,
                            i % 4 == 0 ? Outcome.FAILURE : Outcome.SUCCESS,
                            scene.now)
                    .attribute(AuditEvent.ADDRESS, "192.0.2.1")
                    .build());
        }
        WatchStatus status = scene.watch.status();
        assertThat(status.series()).isEqualTo(200);
        assertThat(status.seriesRefused()).isEqualTo(1_000_000 - 199);
        assertThat(status.actors()).isEqualTo(1000);
        assertThat(status.actorsForgotten()).isEqualTo(250_000 - 1000);
        assertThat(status.alertsPending()).isLessThanOrEqualTo(AlertQueue.MAX_PENDING);
        scene.tick(MINUTE);
        assertThat(scene.take())
                .filteredOn(alert -> alert.kind() == AlertKind.NOT_WATCHED)
                .extracting(Alert::explanation)
                .containsExactly(
                        "999801 events or values belong to series for which there is no room",
                        "devices and networks of 249000 actors had to be forgotten");
        scene.steady(WatchScene.ACME, Duration.ofMinutes(45), 0);
        assertThat(scene.take())
                .filteredOn(alert -> alert.tenant().equals(WatchScene.ACME))
                .hasSize(1);
    }

    @Test
    void idleSeriesStillBeingLearnedMakeRoom() {
        WatchScene scene = new WatchScene();
        scene.watch = scene.builder().maxSeries(10, 5).build();
        scene.steady(WatchScene.ACME, Duration.ofDays(8), 1);
        for (int i = 0; i < 20; i++) {
            scene.watch.observe(scene.access(new TenantId("t-" + i)));
        }
        assertThat(scene.watch.status().series()).isEqualTo(10);
        scene.steady(WatchScene.ACME, Duration.ofDays(3), 1);
        scene.watch.observe(scene.access(new TenantId("t-0")));
        scene.tick(MINUTE);
        scene.watch.observe(scene.access(new TenantId("late")));
        assertThat(scene.watch.status().series()).isBetween(2, 10);
        assertThat(scene.watch.status().learning())
                .isLessThan(scene.watch.status().series());
    }

    @Test
    void oneTenantCannotTakeAllTheRoom() {
        WatchScene scene = new WatchScene();
        scene.watch = scene.builder().maxSeries(100, 10).build();
        for (int i = 0; i < 1000; i++) {
            scene.watch.observe(AuditEvent.builder(
                            WatchScene.ACME,
                            Actor.service("api"),
                            new Action("made-up-" + i),
                            Outcome.SUCCESS,
                            scene.now)
                    .build());
        }
        assertThat(scene.watch.status().series()).isEqualTo(10);
        scene.watch.observe(scene.access(new TenantId("zoo")));
        assertThat(scene.watch.status().series()).isEqualTo(11);
    }

    @Test
    void aFloodOfAlertsIsCountedNotDelivered() {
        WatchScene scene = new WatchScene();
        for (int i = 0; i < 500; i++) {
            scene.signIn("u-1", "Agent " + (char) ('A' + i % 26) + (char) ('a' + i / 26), "192.0.2.1");
        }
        scene.tick(MINUTE);
        assertThat(scene.take()).hasSize(AlertBudget.PER_HOUR_OF_ONE);
        for (int i = 0; i < 5; i++) {
            scene.tick(Duration.ofMinutes(14));
        }
        List<Alert> alerts = scene.take();
        assertThat(alerts).extracting(Alert::kind).containsExactly(AlertKind.MORE_ALERTS);
        assertThat(alerts.get(0).explanation()).isEqualTo("479 more alerts were held back in an hour");
    }
}
