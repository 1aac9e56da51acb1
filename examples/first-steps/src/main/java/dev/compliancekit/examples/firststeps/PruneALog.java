package dev.compliancekit.examples.firststeps;

import dev.compliancekit.audit.AuditControls;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogPruner;
import dev.compliancekit.audit.pruning.LogHold;
import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.audit.pruning.Pruning;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Consumer;

/** Removes the oldest entries of a log, under a policy and the legal holds. */
final class PruneALog {

    private PruneALog() {}

    static Assessment run(AuditLog log, LegalHoldSource register, Instant asOf, Consumer<String> show) {
        // readme: begin
        LogRetention policy = new LogRetention(Period.ofMonths(12), Period.ofMonths(24), ZoneOffset.UTC);
        LogHolds holds = tenant -> register.holdsOn(tenant).stream()
                .filter(hold -> hold.protects(Scope.of(tenant), Set.of(), asOf))
                .map(hold -> LogHold.onAll(hold.id(), hold.reason()))
                .toList();
        LogPruner pruner = LogPruner.of(log, policy, holds);

        Pruning plan = pruner.plan(); // the same path, nothing is removed
        Pruning pruned = pruner.prune(Actor.staff("dpo"));
        String why = pruned.stop().sentence(); // which entry stopped it: the floor, a hold, a doubtful clock, the end

        Assessment kept =
                AuditControls.of(log).logRetainedBetween(policy, holds).assess(asOf);
        // readme: end
        show.accept(plan.entries() + " entries, " + why);
        return kept;
    }
}
