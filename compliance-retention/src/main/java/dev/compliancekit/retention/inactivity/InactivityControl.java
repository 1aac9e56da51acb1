package dev.compliancekit.retention.inactivity;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.inactivity.InactivityStatus.Exempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether inactive accounts expire: broken if an account can still be signed in to although its period is over, the
 * exempt ones apart. <em>Thread-safe</em> if the source is.
 */
public final class InactivityControl implements Control {

    private final InactivityPolicy policy;
    private final Function<Instant, Map<TenantId, ? extends Collection<UserAccount>>> accounts;

    private InactivityControl(
            InactivityPolicy policy, Function<Instant, Map<TenantId, ? extends Collection<UserAccount>>> accounts) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
    }

    /**
     * A control over the accounts of all tenants.
     *
     * @param policy when accounts expire
     * @param accounts every account that can be signed in to at an instant, by tenant
     * @return the control
     */
    public static InactivityControl of(
            InactivityPolicy policy, Function<Instant, Map<TenantId, ? extends Collection<UserAccount>>> accounts) {
        return new InactivityControl(policy, accounts);
    }

    @Override
    public Assessment assess(Instant asOf) {
        List<InactivityStatus> statuses = new ArrayList<>();
        List<UserAccount> counted = new ArrayList<>();
        accounts.apply(asOf)
                .values()
                .forEach(ofTenant -> policy.statusesOf(ofTenant, asOf).forEach((account, status) -> {
                    statuses.add(status);
                    if (!(status instanceof Exempt)) {
                        counted.add(account);
                    }
                }));
        int exempt = statuses.size() - counted.size();
        long overdue = statuses.stream()
                .filter(InactivityStatus.Expired.class::isInstance)
                .count();
        Assessment assessment = standing(statuses.size(), overdue)
                .withFigure("accounts that can be signed in to", String.valueOf(statuses.size()))
                .withFigure("inactive longer than " + policy.limit(), String.valueOf(overdue))
                .withFigure("exempt", String.valueOf(exempt));
        Optional<Instant> longestUnused =
                counted.stream().map(UserAccount::lastActivityAt).min(Instant::compareTo);
        if (longestUnused.isPresent()) {
            assessment = assessment.withFigure(
                    "longest inactivity",
                    Duration.between(longestUnused.get(), asOf).toDays() + " days");
        }
        Optional<Instant> next = counted.stream().map(policy::expiresAt).min(Instant::compareTo);
        return next.isPresent() ? assessment.withDeadline(next.get()) : assessment;
    }

    private static Assessment standing(int known, long overdue) {
        if (known == 0) {
            return Assessment.of(Standing.UNPROVEN, "no account is known");
        }
        return overdue == 0
                ? Assessment.of(Standing.KEPT, "no account outlives its period of inactivity")
                : Assessment.of(Standing.BROKEN, overdue + " accounts can be signed in to after their period is over");
    }
}
