package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.incident.NoticeReceipt;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Standing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quoted lines find whom a stolen account touched, and tell the owner. */
class ScopeAnIncidentTest {

    @TempDir
    private Path dir;

    @Test
    void whoeverWasTouchedIsTold() {
        Instant now = Instant.parse("2026-11-22T02:00:00Z");
        LogKey key = LogKey.create(dir.resolve("log.key"), "example.com/audit", new SecureRandom());
        List<String> shown = new ArrayList<>();
        try (AuditLog log = AuditLog.builder(dir.resolve("log"), key, () -> now).open()) {
            log.append(access("acme-7f3a", "s-17", now.minusSeconds(600)));
            log.append(access("globex", "s-4", now.minusSeconds(500)));
            assertThat(ScopeAnIncident.run(log, () -> now, notice -> new NoticeReceipt("m-" + notice.id()), shown::add)
                            .standing())
                    .isEqualTo(Standing.KEPT);
        }
        assertThat(shown)
                .containsExactly(
                        "acme-7f3a [customer/1017]",
                        "Delivered[tenant=acme-7f3a, receipt=m-i-2026-7/acme-7f3a, "
                                + "deliveredAt=2026-11-22T02:00:00Z, delay=PT0S]");
    }

    private static AuditEvent access(String tenant, String staff, Instant at) {
        return AuditEvent.builder(new TenantId(tenant), Actor.staff(staff), Action.ACCESS, Outcome.SUCCESS, at)
                .target("customer/1017")
                .attribute(AuditEvent.PURPOSE, "support")
                .build();
    }
}
