package dev.compliancekit.retention.inactivity;

import dev.compliancekit.retention.deadline.DeadlineRule;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.inactivity.InactivityStatus.Exempt;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * When user accounts expire for lack of activity (NIST SP 800-53 AC-2(3)). A calendar period ends at the same
 * wall-clock time in the zone; warnings count back from the expiry, never forward from the last activity. An account
 * that was never used counts from its creation; service accounts never expire; nor does the last administrator of a
 * tenant. <em>Immutable.</em>
 *
 * @param limit how long an account may be inactive
 * @param zone whose wall clock is meant
 * @param warnings how long before the expiry to warn, in any order, unmodifiable
 * @param countsFrom activity before this counts as if it had been then, so that switching the policy on does not expire
 *     accounts without warning; {@link Instant#MIN} for no such grace
 * @param notBefore no account expires before this; {@link Instant#MIN} for no such grace
 */
public record InactivityPolicy(
        TimeLimit limit, ZoneId zone, List<TimeLimit> warnings, Instant countsFrom, Instant notBefore) {

    /**
     * Copies the warnings.
     *
     * @param limit how long an account may be inactive
     * @param zone whose wall clock is meant
     * @param warnings how long before the expiry to warn; copied
     * @param countsFrom activity before this counts as if it had been then
     * @param notBefore no account expires before this
     */
    public InactivityPolicy {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(countsFrom, "countsFrom");
        Objects.requireNonNull(notBefore, "notBefore");
        warnings = List.copyOf(warnings);
    }

    /**
     * A policy without warnings and grace.
     *
     * @param limit how long an account may be inactive, for example {@code P1M}
     * @param zone whose wall clock is meant
     * @return the policy
     */
    public static InactivityPolicy of(TimeLimit limit, ZoneId zone) {
        return new InactivityPolicy(limit, zone, List.of(), Instant.MIN, Instant.MIN);
    }

    /**
     * The same with warnings.
     *
     * @param before how long before the expiry to warn; copied
     * @return the changed copy
     */
    public InactivityPolicy withWarnings(List<TimeLimit> before) {
        return new InactivityPolicy(limit, zone, before, countsFrom, notBefore);
    }

    /**
     * The same with a grace for accounts that were inactive before the policy was switched on.
     *
     * @param switchedOnAt when it was
     * @return the changed copy
     */
    public InactivityPolicy withGraceFrom(Instant switchedOnAt) {
        return new InactivityPolicy(limit, zone, warnings, switchedOnAt, notBefore);
    }

    /**
     * The same, with a time after the policy was switched on in which nobody expires, shorter than the whole period.
     *
     * @param switchedOnAt when it was
     * @param grace for how long nobody expires
     * @return the changed copy
     */
    public InactivityPolicy withGrace(Instant switchedOnAt, TimeLimit grace) {
        return new InactivityPolicy(limit, zone, warnings, countsFrom, end(switchedOnAt, grace));
    }

    /**
     * When an account expires if it is not used any more.
     *
     * @param account the account; its kind is not looked at
     * @return the first instant at which it is expired
     */
    public Instant expiresAt(UserAccount account) {
        Instant from = account.lastActivityAt().isAfter(countsFrom) ? account.lastActivityAt() : countsFrom;
        Instant end = end(from, limit);
        return end.isBefore(notBefore) ? notBefore : end;
    }

    private Instant end(Instant from, TimeLimit time) {
        DeadlineRule rule = time instanceof TimeLimit.Exact ? DeadlineRule.EXACT : DeadlineRule.WALL_CLOCK;
        return DeadlineRules.in(zone).deadline(from, time).end(rule).orElseThrow();
    }

    /**
     * When to warn before an account expires, counted back from the expiry.
     *
     * @param account the account; its kind is not looked at
     * @return the instants, the earliest first, unmodifiable
     */
    public List<Instant> warningsAt(UserAccount account) {
        Instant expiresAt = expiresAt(account);
        return warnings.stream()
                .map(before -> before(expiresAt, before))
                .sorted()
                .toList();
    }

    /**
     * How the accounts of one tenant stand.
     *
     * @param accounts every account of the tenant that can be signed in to, each once
     * @param asOf the instant to answer for
     * @return the status of each, in the order given
     */
    public Map<UserAccount, InactivityStatus> statusesOf(Collection<UserAccount> accounts, Instant asOf) {
        Map<UserAccount, InactivityStatus> statuses = new LinkedHashMap<>();
        accounts.forEach(account -> statuses.put(account, statusOf(account, asOf)));
        spareLastAdministrator(statuses);
        return statuses;
    }

    private InactivityStatus statusOf(UserAccount account, Instant asOf) {
        if (account.kind() == UserAccount.Kind.SERVICE) {
            return new Exempt(Exempt.Reason.SERVICE_ACCOUNT);
        }
        Instant expiresAt = expiresAt(account);
        if (!asOf.isBefore(expiresAt)) {
            return new InactivityStatus.Expired(expiresAt);
        }
        List<Instant> warningsAt = warningsAt(account);
        return !warningsAt.isEmpty() && !asOf.isBefore(warningsAt.get(0))
                ? new InactivityStatus.Warned(expiresAt, warningsAt)
                : new InactivityStatus.Active(expiresAt, warningsAt);
    }

    private Instant before(Instant expiresAt, TimeLimit time) {
        return time instanceof TimeLimit.Calendar calendar
                ? expiresAt.atZone(zone).minus(calendar.period()).toInstant()
                : expiresAt.minus(((TimeLimit.Exact) time).duration());
    }

    private static void spareLastAdministrator(Map<UserAccount, InactivityStatus> statuses) {
        List<UserAccount> administrators = statuses.keySet().stream()
                .filter(account -> account.kind() == UserAccount.Kind.ADMINISTRATOR)
                .toList();
        boolean allExpired =
                administrators.stream().allMatch(account -> statuses.get(account) instanceof InactivityStatus.Expired);
        Optional<UserAccount> lastUsed = administrators.stream()
                .max(Comparator.comparing(UserAccount::lastActivityAt).thenComparing(UserAccount::id));
        if (allExpired) {
            lastUsed.ifPresent(account -> statuses.put(account, new Exempt(Exempt.Reason.LAST_ADMINISTRATOR)));
        }
    }
}
