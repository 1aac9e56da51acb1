package dev.compliancekit.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controls over a real log. */
class WatchControlsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    private Path temp;

    private Instant now = WatchScene.START;
    private boolean channelIsCut;
    private AuditLog log;
    private AuditWatch watch;
    private WatchControls controls;

    @BeforeEach
    void open() {
        LogKey key = LogKey.create(temp.resolve("log.key"), "example.com/audit/watch", new SecureRandom());
        log = AuditLog.builder(temp.resolve("log"), key, () -> now)
                .withoutLifeEvents()
                .open();
        AlertChannel channel = alert -> {
            if (channelIsCut) {
                throw new IllegalStateException("cut");
            }
            now = now.plusSeconds(3);
            return new AlertReceipt("ticket-1");
        };
        watch = AuditWatch.builder(log, channel, () -> now, new TenantId("operator"))
                .build();
        controls = WatchControls.of(log, Actor.service("report"));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Assessment delivered() {
        return controls.alertsDelivered(FIVE_MINUTES).assess(now);
    }

    private Assessment reviewed() {
        return controls.alertsReviewed(Duration.ofDays(1)).assess(now);
    }

    @Test
    void withoutAnAlertNothingIsProven() {
        assertThat(delivered().standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(reviewed().standing()).isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void aDrillThatArrivesInTimeIsKeptWithItsDelay() {
        watch.drill(ACME);
        now = now.plusSeconds(60);
        watch.tick();
        Assessment assessment = delivered();
        assertThat(assessment.standing()).as("%s", assessment).isEqualTo(Standing.KEPT);
        assertThat(assessment.figures())
                .containsExactly(
                        new Figure("alerts", "1"), new Figure("longest time until delivered with a receipt", "PT1M3S"));
    }

    @Test
    void anAlertOnItsWayIsAtRiskAndThenBroken() {
        channelIsCut = true;
        watch.drill(ACME);
        watch.tick();
        Assessment early = delivered();
        assertThat(early.standing()).isEqualTo(Standing.AT_RISK);
        assertThat(early.deadline()).contains(WatchScene.START.plus(FIVE_MINUTES));
        now = now.plus(FIVE_MINUTES).plusSeconds(1);
        watch.tick();
        Assessment late = delivered();
        assertThat(late.standing()).isEqualTo(Standing.BROKEN);
        assertThat(late.evidence()).containsExactly("log example.com/audit/watch entry 0");
        channelIsCut = false;
        watch.tick();
        assertThat(delivered().standing()).isEqualTo(Standing.BROKEN);
    }

    @Test
    void everyAlertNeedsADecision() {
        watch.drill(ACME);
        watch.tick();
        assertThat(reviewed().standing()).isEqualTo(Standing.AT_RISK);
        watch.review(ACME, 5, Actor.staff("ann"), "about another one");
        assertThat(reviewed().standing()).isEqualTo(Standing.AT_RISK);
        watch.review(ACME, 0, Actor.staff("ann"), "a drill");
        assertThat(reviewed().standing()).isEqualTo(Standing.KEPT);
        watch.drill(ACME);
        watch.tick();
        now = now.plus(Duration.ofDays(2));
        assertThat(reviewed().standing()).isEqualTo(Standing.BROKEN);
    }

    @Test
    void aTimeThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> controls.alertsDelivered(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> controls.alertsReviewed(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
