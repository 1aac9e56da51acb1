import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.LogPruner;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.audit.pruning.Pruning;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;

/** Makes a log that is more than a year old, and prunes it; for another program to verify. */
public final class Pruned {

    private static Instant now = Instant.parse("2024-01-01T00:00:00Z");

    private Pruned() {}

    public static void main(String[] arguments) throws IOException {
        Path dir = Path.of(arguments[0]);
        LogKey key = LogKey.create(dir.resolveSibling(dir.getFileName() + ".key"), "independent.example/pruned",
                new SecureRandom());
        LogRetention year = new LogRetention(Period.ofMonths(12), Period.ofMonths(24), ZoneOffset.UTC);
        try (AuditLog log = AuditLog.builder(dir, key, () -> now).open()) {
            for (int day = 0; day < 500; day++) {
                TenantId tenant = new TenantId("t-" + day % 7);
                AuditEvent event = AuditEvent.builder(
                                tenant, Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, now)
                        .attribute(AuditEvent.PURPOSE, "support")
                        .build();
                log.appendAll(List.of(event, event, event, event, event, event));
                now = now.plus(Duration.ofDays(1));
            }
            Files.writeString(dir.resolveSibling("before.checkpoint"), log.checkpoint().text());
            Pruning pruning = LogPruner.of(log, year, tenant -> List.of()).prune(Actor.staff("dpo"));
            if (pruning.minimumIndex() != 768) {
                throw new IllegalStateException("pruned otherwise than expected: " + pruning);
            }
        }
        System.out.println(key.vkey());
    }
}
