package dev.compliancekit.examples.firststeps;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditVerifier;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** audit: an event is durable when its receipt comes back, and anybody with the public key can check the log. */
final class AppendAndVerify {

    private AppendAndVerify() {}

    static VerificationReport run(Path dir, TenantId tenant, InstantSource clock) {
        // readme: begin
        LogKey key = LogKey.create(dir.resolve("log.key"), "example.com/audit", new SecureRandom());
        try (AuditLog log = AuditLog.builder(dir.resolve("log"), key, clock).open()) {
            AuditReceipt receipt = log.append(AuditEvent.builder(
                            tenant, Actor.customer("u-1017"), Action.SIGN_IN, Outcome.SUCCESS, clock.instant())
                    .attribute(AuditEvent.ADDRESS, "203.0.113.9")
                    .attribute(AuditEvent.DEVICE_TYPE, "phone")
                    .build());
            var checkpoint = log.checkpoint().verify(log.vkey()); // signs everything so far; keep a copy elsewhere
            TileDirectory.of(dir.resolve("log"))
                    .proveInclusion(receipt.index(), checkpoint.treeSize())
                    .verify(receipt.leafHash(), checkpoint);
        }
        VerificationReport report = AuditVerifier.of(key.vkey()).verify(dir.resolve("log"));
        // readme: end
        return report;
    }
}
