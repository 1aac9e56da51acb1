package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.erasure.ClockGuard;
import dev.compliancekit.retention.erasure.ErasureApproval;
import dev.compliancekit.retention.erasure.ErasureBudget;
import dev.compliancekit.retention.erasure.ErasureLedger;
import dev.compliancekit.retention.erasure.ErasureLimits;
import dev.compliancekit.retention.erasure.ErasureOutcome;
import dev.compliancekit.retention.erasure.ErasurePlan;
import dev.compliancekit.retention.erasure.ErasureRun;
import dev.compliancekit.retention.hold.LegalHoldRegister;
import dev.compliancekit.retention.store.FolderTarget;
import dev.compliancekit.retention.store.TargetTraits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Erases files under limits, with an approval, while a legal hold protects some of them. */
final class HoldEraseAndProve {

    private HoldEraseAndProve() {}

    static List<ErasureOutcome> run(
            AuditSink log,
            ErasureLedger ledger,
            LegalHoldRegister holds,
            LegalHold hold,
            List<ErasureOrder> orders,
            Path files,
            Path lastRun,
            InstantSource clock) {
        // readme: begin
        holds.place(hold, Actor.staff("legal")); // an event in the log; protects from now on

        ErasureRun run = ErasureRun.builder(log, ledger, holds, clock)
                .target(FolderTarget.perTenant(TargetTraits.of("uploads", StoreKind.LIVE), files))
                .limits(ErasureLimits.of(1_000, 0.01)) // above 1,000 records or 1 % of a store: a second person
                .budget(new ErasureBudget(100_000, Duration.ofHours(1))) // the rest is for the next run
                .clockGuard(ClockGuard.open(lastRun, Duration.ofDays(7))) // a clock that jumped erases nothing
                .deferrals(Actor.staff("legal"), Duration.ofDays(1)) // who looks after what a hold defers, and when
                .policyVersion("2026-01")
                .build();

        ErasurePlan plan = run.plan(orders); // the dry run, on the same path: nothing is erased
        ErasureApproval approval =
                new ErasureApproval(plan.token(), Actor.staff("dpo"), Actor.staff("cto"), clock.instant());
        List<ErasureOutcome> outcomes = run.run(orders, approval); // refused if anything changed since the plan
        // readme: end
        return outcomes;
    }
}
