package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.watch.Alert;
import dev.compliancekit.audit.watch.AlertKind;
import dev.compliancekit.audit.watch.AlertReceipt;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Standing;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quoted lines deliver an alert and show that it arrived. */
class WatchRatesTest {

    @TempDir
    private Path dir;

    @Test
    void aDrillArrives() {
        List<Alert> pager = new ArrayList<>();
        Assessment assessment = WatchRates.run(
                dir, new TenantId("acme-7f3a"), InstantSource.fixed(Instant.parse("2026-11-22T02:00:00Z")), alert -> {
                    pager.add(alert);
                    return new AlertReceipt("page-" + pager.size());
                });
        assertThat(pager).extracting(Alert::kind).containsExactly(AlertKind.DRILL);
        assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
    }
}
