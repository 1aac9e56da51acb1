package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.AccountLifecycle;
import dev.compliancekit.retention.AccountStanding;
import dev.compliancekit.retention.AccountState;
import dev.compliancekit.retention.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether data are kept for the life of an account: no account was erased as a whole, in full or in part, unless an
 * obligation stood when the erasure began; pausing and uninstalling are none. <em>Thread-safe</em> if the sources are.
 */
public final class AccountStateControl implements Control {

    private final AccountLifecycle lifecycle;
    private final Function<Instant, Map<TenantId, List<AccountEvent>>> accounts;
    private final Function<Instant, ? extends Collection<ErasureCertificate>> certificates;

    private AccountStateControl(
            AccountLifecycle lifecycle,
            Function<Instant, Map<TenantId, List<AccountEvent>>> accounts,
            Function<Instant, ? extends Collection<ErasureCertificate>> certificates) {
        this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.certificates = Objects.requireNonNull(certificates, "certificates");
    }

    /**
     * A control over all accounts.
     *
     * @param lifecycle the promises
     * @param accounts the events of each account known at an instant; an account without events has an empty list
     * @param certificates the certificates known at an instant
     * @return the control
     */
    public static AccountStateControl of(
            AccountLifecycle lifecycle,
            Function<Instant, Map<TenantId, List<AccountEvent>>> accounts,
            Function<Instant, ? extends Collection<ErasureCertificate>> certificates) {
        return new AccountStateControl(lifecycle, accounts, certificates);
    }

    @Override
    public Assessment assess(Instant asOf) {
        Map<TenantId, List<AccountEvent>> known = accounts.apply(asOf);
        if (known.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "no account is known");
        }
        Map<AccountState, Long> states = known.values().stream()
                .map(events -> lifecycle.standingOf(events, asOf).state())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> unfounded = certificates.apply(asOf).stream()
                .filter(certificate -> certificate.order().scope() instanceof Scope.WholeTenant)
                .filter(certificate -> !certificate.readBackAt().isAfter(asOf))
                .filter(certificate -> !isFounded(certificate, known))
                .map(ErasureCertificate::id)
                .distinct()
                .toList();
        Assessment assessment = unfounded.isEmpty()
                ? Assessment.of(Standing.KEPT, "no account was erased without an obligation to do so")
                : Assessment.of(Standing.BROKEN, unfounded.size() + " accounts were erased without an obligation");
        for (AccountState state : AccountState.values()) {
            assessment = assessment.withFigure("accounts " + state, String.valueOf(states.getOrDefault(state, 0L)));
        }
        for (String id : unfounded) {
            assessment = assessment.withEvidence(id);
        }
        return assessment;
    }

    /** An account that is no longer listed cannot be judged and is not blamed. */
    private boolean isFounded(ErasureCertificate certificate, Map<TenantId, List<AccountEvent>> known) {
        TenantId tenant = certificate.order().scope().tenant();
        if (!known.containsKey(tenant)) {
            return true;
        }
        AccountStanding standing = lifecycle.standingOf(known.getOrDefault(tenant, List.of()), certificate.begunAt());
        return standing.obligations().stream()
                .anyMatch(obligation ->
                        obligation.event().scope().covers(certificate.order().scope()));
    }
}
