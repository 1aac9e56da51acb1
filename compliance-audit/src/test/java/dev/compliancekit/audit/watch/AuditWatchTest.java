package dev.compliancekit.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditWatchTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/128.0";
    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1";

    private final WatchScene scene = new WatchScene();

    private List<AlertKind> kinds() {
        return scene.take().stream().map(Alert::kind).toList();
    }

    @Test
    void silenceOfATenantIsAnEventWithReceiptAndDelays() {
        scene.steady(WatchScene.ACME, Duration.ofDays(8), 4);
        assertThat(scene.take()).isEmpty();
        scene.steady(WatchScene.ACME, Duration.ofMinutes(30), 0);
        List<Alert> alerts = scene.take();
        assertThat(alerts).hasSize(1);
        Alert alert = alerts.get(0);
        assertThat(alert.kind()).isIn(AlertKind.DIP, AlertKind.SILENCE);
        assertThat(alert.about()).isEqualTo("action access");
        assertThat(alert.detectionDelay()).isBetween(MINUTE, Duration.ofMinutes(45));
        AuditEvent raised = scene.logged(Action.ALERT_RAISED).get(0);
        AuditEvent delivered = scene.logged(Action.ALERT_DELIVERED).get(0);
        assertThat(raised.tenant()).isEqualTo(WatchScene.ACME);
        assertThat(raised.attributes())
                .containsEntry("detectionDelay", alert.detectionDelay().toString());
        assertThat(delivered.target()).isEqualTo("alert/" + scene.logged.indexOf(raised));
        assertThat(delivered.attributes())
                .containsEntry("receipt", "message-1")
                .containsEntry("deliveryDelay", "PT0S")
                .containsEntry("deliveredAt", alert.detectedAt().toString());
    }

    @Test
    void aSpikeOfFailuresIsFoundAndTheirEndIsNoAlarm() {
        for (int day = 0; day < 8; day++) {
            for (int i = 0; i < 288; i++) {
                scene.watch.observe(scene.signIn("u-" + i, Outcome.FAILURE).build());
                scene.tick(Duration.ofMinutes(5));
            }
        }
        assertThat(scene.take()).isEmpty();
        for (int i = 0; i < 40; i++) {
            scene.watch.observe(scene.signIn("v-" + i, Outcome.DENIED).build());
        }
        scene.tick(MINUTE);
        assertThat(kinds()).containsExactly(AlertKind.SPIKE);
        for (int i = 0; i < 288; i++) {
            scene.tick(Duration.ofMinutes(5));
        }
        assertThat(scene.take()).isEmpty();
    }

    @Test
    void aNewDeviceAndANewNetworkAreSaidOnceEach() {
        scene.signIn("u-1", FIREFOX, "192.0.2.7");
        scene.signIn("u-1", FIREFOX.replace("128.0", "129.1"), "192.0.2.99");
        scene.tick(MINUTE);
        assertThat(scene.take()).isEmpty();
        scene.signIn("u-1", PHONE, "192.0.2.7");
        scene.signIn("u-1", PHONE, "198.51.100.1");
        scene.signIn("u-1", PHONE, "198.51.100.2");
        scene.signIn("u-2", PHONE, "198.51.100.1");
        scene.tick(MINUTE);
        List<Alert> alerts = scene.take();
        assertThat(alerts).extracting(Alert::kind).containsExactly(AlertKind.NEW_DEVICE, AlertKind.NEW_ADDRESS);
        assertThat(alerts).extracting(Alert::about).containsOnly("customer:u-1");
        assertThat(alerts).extracting(Alert::explanation).noneMatch(text -> text.contains("iPhone"));
    }

    @Test
    void aFailedSignInTeachesNoDevice() {
        scene.signIn("u-1", FIREFOX, "192.0.2.7");
        scene.watch.observe(scene.signIn("u-1", Outcome.FAILURE)
                .attribute(AuditEvent.USER_AGENT, PHONE)
                .build());
        scene.signIn("u-1", PHONE, "192.0.2.7");
        scene.tick(MINUTE);
        assertThat(kinds()).containsExactly(AlertKind.NEW_DEVICE);
    }

    @Test
    void networksAreComparedNotSpellings() {
        assertThat(Hashes.ofNetwork("2001:DB8::1")).isEqualTo(Hashes.ofNetwork("2001:db8:0:0:ffff::2"));
        assertThat(Hashes.ofNetwork("2001:db8:0:1::1")).isNotEqualTo(Hashes.ofNetwork("2001:db8::1"));
        assertThat(Hashes.ofNetwork("::ffff:192.0.2.1")).isEqualTo(Hashes.ofNetwork("192.0.2.200"));
        assertThat(Hashes.ofNetwork("192.0.2.1")).isNotEqualTo(Hashes.ofNetwork("192.0.3.1"));
        assertThat(Hashes.ofNetwork("example.com")).isNotEqualTo(Hashes.ofNetwork("example.org"));
    }

    @Test
    void tenFailuresOfOneActorOrFromOneNetworkAreABurst() {
        for (int i = 0; i < 30; i++) {
            scene.watch.observe(scene.signIn("u-1", Outcome.FAILURE).build());
        }
        scene.tick(MINUTE);
        assertThat(kinds()).containsExactly(AlertKind.FAILED_SIGN_INS);
        for (int i = 0; i < 30; i++) {
            scene.watch.observe(scene.signIn("v-" + i, Outcome.FAILURE)
                    .attribute(AuditEvent.ADDRESS, "203.0.113." + i)
                    .build());
        }
        scene.tick(MINUTE);
        assertThat(kinds()).containsExactly(AlertKind.FAILED_SIGN_INS);
    }

    @Test
    void failuresFarApartAreNoBurst() {
        for (int i = 0; i < 60; i++) {
            scene.watch.observe(scene.signIn("u-1", Outcome.FAILURE).build());
            scene.tick(Duration.ofMinutes(2));
        }
        assertThat(scene.take()).isEmpty();
    }

    @Test
    void aSignInAfterExpiryIsSaidUntilTheAccountIsOpenedAgain() {
        AuditEvent expired = AuditEvent.builder(
                        WatchScene.ACME,
                        Actor.service("inactivity-run"),
                        Action.INACTIVITY_EXPIRED,
                        Outcome.SUCCESS,
                        scene.now)
                .target("u-1")
                .build();
        scene.watch.observe(expired);
        scene.signIn("u-1", FIREFOX, "192.0.2.7");
        scene.tick(MINUTE);
        assertThat(kinds()).containsExactly(AlertKind.SIGN_IN_AFTER_EXPIRY);
        scene.watch.observe(AuditEvent.builder(
                        WatchScene.ACME, Actor.staff("ann"), Action.ACCOUNT_STATE, Outcome.SUCCESS, scene.now)
                .target("u-1")
                .build());
        scene.signIn("u-1", FIREFOX, "192.0.2.7");
        scene.tick(MINUTE);
        assertThat(scene.take()).isEmpty();
    }

    @Test
    void aMeasuredValueOutOfTheOrdinaryIsSaid() {
        for (int i = 0; i < 2000; i++) {
            scene.watch.measure(WatchScene.ACME, "latency", 100 + i * 7919 % 13);
            scene.tick(Duration.ofMinutes(5));
        }
        assertThat(scene.take()).isEmpty();
        scene.watch.measure(WatchScene.ACME, "latency", 900);
        scene.tick(MINUTE);
        List<Alert> alerts = scene.take();
        assertThat(alerts).extracting(Alert::kind).containsExactly(AlertKind.UNUSUAL_VALUE);
        assertThat(alerts.get(0).about()).isEqualTo("measure latency");
        assertThat(alerts.get(0).explanation()).startsWith("measured 900.0, expected about 10");
        assertThatThrownBy(() -> scene.watch.measure(WatchScene.ACME, "latency", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> scene.watch.measure(WatchScene.ACME, "no such name\n", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheChannelDoesNotTakeIsLoggedAndTriedAgain() {
        scene.channelIsCut = true;
        scene.watch.drill(WatchScene.ACME);
        scene.tick(MINUTE);
        scene.tick(MINUTE);
        assertThat(scene.watch.status().alertsPending()).isEqualTo(1);
        assertThat(scene.logged(Action.ALERT_RAISED)).hasSize(1);
        assertThat(scene.logged(Action.ALERT_DELIVERED))
                .extracting(AuditEvent::outcome)
                .containsExactly(Outcome.FAILURE);
        scene.channelIsCut = false;
        scene.tick(MINUTE);
        assertThat(scene.logged(Action.ALERT_RAISED)).hasSize(1);
        assertThat(scene.logged(Action.ALERT_DELIVERED).get(1).attributes())
                .containsEntry("deliveryDelay", "PT3M")
                .containsEntry("receipt", "message-1");
        assertThat(scene.watch.status().alertsPending()).isZero();
    }

    @Test
    void aLogThatTakesNothingKeepsTheAlertPendingAndUndelivered() {
        scene.logIsFull = true;
        scene.watch.drill(WatchScene.ACME);
        scene.tick(MINUTE);
        assertThat(scene.delivered).isEmpty();
        scene.logIsFull = false;
        scene.tick(MINUTE);
        assertThat(kinds()).containsExactly(AlertKind.DRILL);
    }

    @Test
    void withAnExecutorAlertsLeaveAtOnce() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        scene.watch = scene.builder().deliverWith(tasks::add).build();
        scene.signIn("u-1", FIREFOX, "192.0.2.7");
        assertThat(tasks).isEmpty();
        scene.signIn("u-1", PHONE, "192.0.2.7");
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(kinds()).containsExactly(AlertKind.NEW_DEVICE);
    }

    @Test
    void theSinkAppendsBeforeItLooks() {
        scene.watch.sink().append(scene.access(WatchScene.ACME));
        assertThat(scene.logged).hasSize(1);
        assertThat(scene.watch.status().series()).isEqualTo(1);
        scene.logIsFull = true;
        assertThatThrownBy(() -> scene.watch.sink().append(scene.access(WatchScene.ACME)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theWatchDoesNotWatchItself() {
        scene.watch.drill(WatchScene.ACME);
        scene.tick(MINUTE);
        List.copyOf(scene.logged).forEach(scene.watch::observe);
        assertThat(scene.watch.status().series()).isZero();
    }

    @Test
    void aGapIsSaidAndNotTakenForSilence() {
        scene.steady(WatchScene.ACME, Duration.ofDays(8), 4);
        scene.tick(Duration.ofHours(7));
        List<Alert> alerts = scene.take();
        assertThat(alerts).extracting(Alert::kind).containsExactly(AlertKind.WATCH_INTERRUPTED);
        assertThat(alerts.get(0).tenant()).isEqualTo(WatchScene.OPERATOR);
        scene.steady(WatchScene.ACME, Duration.ofHours(2), 4);
        assertThat(scene.take()).isEmpty();
        scene.tick(Duration.ofMinutes(-5));
        assertThat(kinds()).containsExactly(AlertKind.WATCH_INTERRUPTED);
    }

    @Test
    void aDecisionIsRecorded() {
        scene.watch.review(WatchScene.ACME, 17, Actor.staff("ann"), "load test");
        AuditEvent review = scene.logged(Action.ALERT_REVIEWED).get(0);
        assertThat(review.target()).isEqualTo("alert/17");
        assertThat(review.attributes()).containsEntry(AuditEvent.REASON, "load test");
    }

    @Test
    void whatIsForgottenIsLearnedAnew() {
        scene.signIn("u-1", FIREFOX, "192.0.2.7");
        scene.watch.forget(WatchScene.ACME, Actor.customer("u-1"));
        scene.signIn("u-1", PHONE, "198.51.100.1");
        assertThat(scene.watch.status().actors()).isEqualTo(1);
        scene.watch.forget(WatchScene.ACME);
        assertThat(scene.watch.status().actors()).isZero();
        assertThat(scene.watch.status().series()).isZero();
        scene.watch.forget(new TenantId("nobody"));
        scene.tick(MINUTE);
        assertThat(scene.take()).isEmpty();
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> scene.builder().maxSeries(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scene.builder().maxSeries(5, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scene.builder().maxActors(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scene.builder().failedSignIns(1, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scene.builder().failedSignIns(5, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AlertReceipt(" ")).isInstanceOf(IllegalArgumentException.class);
        for (AlertKind kind : AlertKind.values()) {
            assertThat(AlertKind.parse(kind.code())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> AlertKind.parse("SPIKE")).isInstanceOf(IllegalArgumentException.class);
    }
}
