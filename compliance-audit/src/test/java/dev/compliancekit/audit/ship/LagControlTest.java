package dev.compliancekit.audit.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LagControlTest {

    private static final Duration LIMIT = Duration.ofMinutes(15);

    @TempDir
    private Path temp;

    private ShipScene scene;

    @BeforeEach
    void makeScene() {
        scene = new ShipScene(temp);
    }

    private Assessment assess(EntryShipper shipper, Duration after) {
        Control control = shipper.lagsAtMost(LIMIT);
        return control.assess(ShipScene.START.plus(after));
    }

    @Test
    void isKeptWhileTheSinkHoldsEverything() {
        try (AuditLog log = scene.log(10);
                EntryShipper shipper = scene.shipper().open()) {
            ShipScene.shipAll(shipper);
            Assessment assessment = assess(shipper, Duration.ofDays(300));

            assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
            assertThat(assessment.reasons()).containsExactly("The sink holds all entries that the log has published.");
            assertThat(assessment.evidence())
                    .containsExactly("log example.com/audit/ship up to entry "
                            + log.published().unverified().treeSize());
        }
    }

    @Test
    void isUnprovenWhileTheSinkHasNotToldHowFarItIs() {
        try (AuditLog log = scene.log(10);
                EntryShipper shipper = scene.shipper().open()) {
            scene.sink.goDown();
            shipper.ship();
            Assessment assessment = assess(shipper, Duration.ZERO);

            assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
            assertThat(assessment.reasons())
                    .containsExactly("The sink has not told yet how far it is. Shipping fails since"
                            + " 2026-01-01T00:00:00Z: the sink is down.");
            assertThat(log.published().unverified().treeSize()).isEqualTo(10);
        }
    }

    @Test
    void isAtRiskWhileShippingFailsAndBrokenOnceAnEntryHasWaitedTooLong() {
        try (AuditLog log = scene.log(10);
                EntryShipper shipper = scene.shipper().open()) {
            ShipScene.shipAll(shipper);
            scene.now.set(ShipScene.START.plusSeconds(60));
            log.append(ShipScene.event(10));
            log.checkpoint();
            assertThat(assess(shipper, Duration.ofMinutes(2)).standing()).isEqualTo(Standing.KEPT);
            scene.sink.goDown();
            shipper.ship();
            Instant by = ShipScene.START.plusSeconds(60).plus(LIMIT);

            Assessment inTime = assess(shipper, Duration.ofMinutes(16));
            assertThat(inTime.standing()).isEqualTo(Standing.AT_RISK);
            assertThat(inTime.deadline()).contains(by);
            assertThat(inTime.reasons())
                    .containsExactly("The sink lacks 1 entries, the oldest of 2026-01-01T00:01:00Z; it may lag PT15M."
                            + " Shipping fails since 2026-01-01T00:01:00Z: the sink is down.");
            assertThat(assess(shipper, Duration.ofMinutes(16).plusNanos(1)).standing())
                    .isEqualTo(Standing.BROKEN);
        }
    }

    @Test
    void isBrokenWhenSinkAndLogContradictEachOther() {
        try (AuditLog log = scene.log(10);
                EntryShipper shipper = scene.shipper().open()) {
            scene.sink.pretend(new SinkCursor(ShipScene.ORIGIN, 5, Bytes.copyOf(new byte[32])));
            shipper.ship();

            assertThat(assess(shipper, Duration.ZERO).standing()).isEqualTo(Standing.BROKEN);
            assertThat(assess(shipper, Duration.ZERO).reasons().get(0))
                    .startsWith("The sink and the log contradict each other. Shipping fails since");
            assertThat(log.published().unverified().treeSize()).isEqualTo(10);
        }
    }

    @Test
    void refusesALimitOfNothing() {
        EntryShipper shipper = scene.shipper().open();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> shipper.lagsAtMost(Duration.ZERO))
                .withMessage("limit is PT0S; accepted is a positive duration");
    }
}
