package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.retention.backup.Snapshot;
import dev.compliancekit.retention.decision.DecisionText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quoted lines about schedules and backups do what the guides say they do. */
class RetentionGuidesTest {

    private static final Instant ISSUED = Instant.parse("2026-01-31T09:00:00Z");
    private static final Instant PAID = Instant.parse("2026-02-10T09:00:00Z");

    @Test
    void anInvoiceStaysTenYearsAndGoesThen() {
        List<String> deleted = new ArrayList<>();
        String early = DecideARecord.run(ISSUED, PAID, Instant.parse("2030-01-01T00:00:00Z"), deleted::add);
        assertThat(deleted).isEmpty();
        assertThat(early).contains("decision RETAIN").contains("decided-by tax-10y");
        assertThat(DecisionText.of(DecisionText.replay(early))).isEqualTo(early);
        String late = DecideARecord.run(ISSUED, PAID, Instant.parse("2036-01-31T09:00:00Z"), deleted::add);
        assertThat(late).contains("decision DELETE").contains("delete-at 2036-01-31T09:00:00Z");
        assertThat(deleted).hasSize(1);
    }

    @Test
    void twentyFourHoursAndSevenDaysLeaveTwentyThreeHours() {
        Instant now = Instant.parse("2026-02-10T09:30:00Z");
        List<Snapshot> copies = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            Instant at = Instant.parse("2026-02-10T09:00:00Z").minus(Duration.ofHours(i));
            copies.add(Snapshot.of("copy-" + i, at.atOffset(ZoneOffset.UTC)));
        }
        List<Snapshot> deleted = new ArrayList<>();
        assertThat(PlanBackups.run(copies, now, deleted::add)).contains(Duration.ofHours(23));
        assertThat(deleted).hasSize(240 - 29);
    }
}
