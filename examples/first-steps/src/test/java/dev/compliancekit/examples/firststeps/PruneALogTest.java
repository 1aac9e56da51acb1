package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditVerifier;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quoted lines prune a log of more than a year, and stop at a hold of retention's register. */
class PruneALogTest {

    private static final TenantId ACME = new TenantId("acme-7f3a");

    @TempDir
    private Path dir;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<String> shown = new ArrayList<>();

    @Test
    void aHoldKeepsWhatAPolicyWouldLetGo() {
        LogKey key = LogKey.create(dir.resolve("log.key"), "example.com/audit", new SecureRandom());
        LegalHold hold = LegalHold.place("case-7", Scope.of(ACME), "a dispute is in court", now);
        List<LegalHold> register = new ArrayList<>(List.of(hold));
        LegalHoldSource source = tenant -> tenant.equals(ACME) ? List.copyOf(register) : List.of();
        try (AuditLog log = AuditLog.builder(dir.resolve("log"), key, () -> now).open()) {
            for (int day = 0; day < 400; day += 20) {
                AuditEvent event = AuditEvent.builder(
                                ACME, Actor.customer("u-1017"), Action.SIGN_OUT, Outcome.SUCCESS, now)
                        .build();
                log.appendAll(Collections.nCopies(200, event));
                now = now.plus(Duration.ofDays(20));
            }
            PruneALog.run(log, source, now, shown::add);
            register.clear();
            Assessment kept = PruneALog.run(log, source, now, shown::add);
            assertThat(kept.standing()).as(kept.toString()).isEqualTo(Standing.KEPT);
        }
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0)).isEqualTo("0 entries, entry 1 of acme-7f3a is under the hold case-7");
        assertThat(shown.get(1)).startsWith("256 entries, entry ");
        assertThat(AuditVerifier.of(key).verify(dir.resolve("log")).findings()).isEmpty();
    }
}
