package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.AccountLifecycle;
import dev.compliancekit.retention.AccountPolicy;
import dev.compliancekit.retention.AccountPromise;
import dev.compliancekit.retention.AccountStanding;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** retention: what a page promises, what happened to an account, and by when which stores must be empty. */
final class KnowTheDeadline {

    private KnowTheDeadline() {}

    static AccountStanding run(Instant pausedAt, Instant cancelledAt, Instant asOf) {
        // readme: begin
        TenantId acme = new TenantId("acme-7f3a");
        var thirtyDays = AccountPromise.within(
                "cancelled-30-days",
                AccountEvent.Kind.CANCELLED,
                Set.of(StoreKind.LIVE, StoreKind.BACKUP),
                TimeLimit.of(Period.ofDays(30)),
                AccountPromise.StartsFrom.EVENT);
        var page = new AccountPolicy(
                "our page", "v1", Instant.EPOCH, DeadlineRules.in(ZoneId.of("Australia/Sydney")), List.of(thirtyDays));
        AccountStanding standing = AccountLifecycle.of(List.of(page))
                .standingOf(
                        List.of( // paused is not cancelled: it starts nothing
                                AccountEvent.of(AccountEvent.Kind.PAUSED, acme, pausedAt),
                                AccountEvent.of(AccountEvent.Kind.CANCELLED, acme, cancelledAt)),
                        asOf);
        Instant emptyBy = standing.obligations().get(0).due(); // hand it to an ErasureRun
        // readme: end
        assert !emptyBy.isBefore(cancelledAt);
        return standing;
    }
}
