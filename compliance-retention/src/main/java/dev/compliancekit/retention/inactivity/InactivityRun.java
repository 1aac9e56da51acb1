package dev.compliancekit.retention.inactivity;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.InactivityReport.Ending;
import dev.compliancekit.retention.inactivity.InactivityStatus.Exempt;
import dev.compliancekit.retention.inactivity.InactivityStatus.Expired;
import dev.compliancekit.retention.inactivity.InactivityStatus.Warned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Warns the users of inactive accounts and expires what is past its period (NIST SP 800-53 AC-2(3)). Run it once a day
 * or more often.
 *
 * <p>Of the warnings of an account the latest due one is delivered, once. No account expires without a receipt for it,
 * nor before the time that the warning announces has passed since the receipt, unless
 * {@link Builder#expireWithoutWarning} was said. A run stops and expires nothing if the clock cannot be right or too
 * many would expire; {@link #runConfirmed} is for when somebody has looked.
 *
 * <p>Each receipt and each expiry is an event of the audit log; an expiry's comes before the account is closed, and if
 * the account was used at the last moment, a second one takes it back. An event of a run that broke off may be written
 * again by the next one. <em>Not thread-safe: confine to one thread.</em>
 */
public final class InactivityRun {

    private static final int BATCH = 1_000;

    private final InactivityPolicy policy;
    private final AccountDirectory directory;
    private final AccountWarnings warnings;
    private final InactivityEvents events;
    private final AuditSink audit;
    private final InstantSource clock;
    private final ExpiryLimit limit;
    private final Duration maxStep;
    private final boolean unwarned;
    private @Nullable Instant lastRunAt;

    private InactivityRun(Builder builder) {
        this.policy = builder.policy;
        this.directory = builder.directory;
        this.events = new InactivityEvents(builder.actor);
        this.warnings = new AccountWarnings(builder.policy, builder.channel, events);
        this.audit = builder.audit;
        this.clock = builder.clock;
        this.limit = builder.limit;
        this.maxStep = builder.maxStep;
        this.unwarned = builder.unwarned;
        this.lastRunAt = builder.lastRunAt;
    }

    /**
     * Begins to build a run.
     *
     * @param policy when accounts expire and when to warn
     * @param directory the accounts
     * @param channel how users are warned
     * @param audit where warnings and expiries are recorded
     * @param clock the time
     * @return a builder, not thread-safe
     */
    public static Builder builder(
            InactivityPolicy policy,
            AccountDirectory directory,
            WarningChannel channel,
            AuditSink audit,
            InstantSource clock) {
        return new Builder(policy, directory, channel, audit, clock);
    }

    /**
     * Warns and expires what is due, unless the clock or the number of accounts speaks against it.
     *
     * @return what was done, or why nothing was
     * @throws RuntimeException if the directory or the audit log failed; the next run goes on
     */
    public InactivityReport run() {
        Instant asOf = clock.instant();
        if (lastRunAt != null && asOf.isBefore(lastRunAt)) {
            return stopped(asOf, Ending.STOPPED_CLOCK_WENT_BACK, "the clock is behind the last run at " + lastRunAt);
        }
        if (lastRunAt != null && asOf.isAfter(lastRunAt.plus(maxStep))) {
            return stopped(
                    asOf,
                    Ending.STOPPED_CLOCK_JUMPED,
                    "the clock is more than " + maxStep + " ahead of the last run at " + lastRunAt);
        }
        return run(asOf, limit);
    }

    /**
     * The same after somebody has looked at why a run stopped: neither the clock's step nor the number counts.
     *
     * @return what was done
     * @throws RuntimeException if the directory or the audit log failed; the next run goes on
     */
    public InactivityReport runConfirmed() {
        return run(clock.instant(), new ExpiryLimit(1, 0));
    }

    private static InactivityReport stopped(Instant asOf, Ending ending, String why) {
        return new InactivityReport(
                asOf, ending, why + "; nothing expired", new InactivityReport.Counts(0, 0, 0, 0, 0, 0, 0));
    }

    private InactivityReport run(Instant asOf, ExpiryLimit allowed) {
        InactivityTally tally = new InactivityTally();
        List<Expiring> expiring = new ArrayList<>();
        for (TenantId tenant : directory.tenants()) {
            policy.statusesOf(directory.accountsOf(tenant), asOf).forEach((account, status) -> {
                tally.accounts++;
                if (status instanceof Exempt) {
                    tally.exempt++;
                } else if (status instanceof Warned warned) {
                    warnings.warn(tenant, account, warned.expiresAt(), asOf, tally);
                } else if (status instanceof Expired expired) {
                    if (mayExpire(tenant, account, expired.expiredAt(), asOf, tally)) {
                        expiring.add(new Expiring(tenant, account, expired.expiredAt()));
                    } else {
                        tally.postponed++;
                    }
                }
            });
            audit.appendAll(warnings.takeEvents());
        }
        warnings.recordedUntil(clock.instant());
        int accounts = tally.accounts - tally.exempt;
        if (allowed.isExceededBy(expiring.size(), accounts)) {
            return new InactivityReport(
                    asOf,
                    Ending.STOPPED_TOO_MANY,
                    expiring.size() + " of " + accounts
                            + " accounts would expire, more than a run may; nothing expired",
                    tally.counts(expiring.size(), 0));
        }
        int expired = 0;
        for (int from = 0; from < expiring.size(); from += BATCH) {
            expired += expire(expiring.subList(from, Math.min(from + BATCH, expiring.size())), asOf);
        }
        lastRunAt = asOf;
        return new InactivityReport(
                asOf,
                Ending.COMPLETED,
                expired + " of " + accounts + " accounts expired",
                tally.counts(expiring.size(), expired));
    }

    private int expire(List<Expiring> batch, Instant asOf) {
        audit.appendAll(batch.stream()
                .map(one -> events.expired(one.tenant, one.account, one.expiredAt, asOf))
                .toList());
        int expired = 0;
        for (Expiring one : batch) {
            if (directory.expire(one.tenant, one.account)) {
                expired++;
            } else {
                audit.append(events.spared(one.tenant, one.account, asOf));
            }
        }
        return expired;
    }

    private boolean mayExpire(
            TenantId tenant, UserAccount account, Instant expiresAt, Instant asOf, InactivityTally tally) {
        if (unwarned) {
            return true;
        }
        Optional<Instant> notBefore = warnings.warn(tenant, account, expiresAt, asOf, tally);
        return notBefore.isPresent() && !asOf.isBefore(notBefore.get());
    }

    private record Expiring(TenantId tenant, UserAccount account, Instant expiredAt) {}

    /** Collects the settings of a run. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final InactivityPolicy policy;
        private final AccountDirectory directory;
        private final WarningChannel channel;
        private final AuditSink audit;
        private final InstantSource clock;
        private Actor actor = Actor.service("inactivity-run");
        private ExpiryLimit limit = ExpiryLimit.CAUTIOUS;
        private Duration maxStep = Duration.ofDays(3);
        private boolean unwarned;
        private @Nullable Instant lastRunAt;

        private Builder(
                InactivityPolicy policy,
                AccountDirectory directory,
                WarningChannel channel,
                AuditSink audit,
                InstantSource clock) {
            this.policy = Objects.requireNonNull(policy, "policy");
            this.directory = Objects.requireNonNull(directory, "directory");
            this.channel = Objects.requireNonNull(channel, "channel");
            this.audit = Objects.requireNonNull(audit, "audit");
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /**
         * Sets who appears in the audit log; {@code service:inactivity-run} otherwise.
         *
         * @param newActor who runs
         * @return this
         */
        public Builder actor(Actor newActor) {
            actor = Objects.requireNonNull(newActor, "newActor");
            return this;
        }

        /**
         * Sets how many accounts one run may expire; {@link ExpiryLimit#CAUTIOUS} otherwise.
         *
         * @param newLimit the limit
         * @return this
         */
        public Builder limit(ExpiryLimit newLimit) {
            limit = Objects.requireNonNull(newLimit, "newLimit");
            return this;
        }

        /**
         * Sets how far the clock may be ahead of the last run; 3 days otherwise.
         *
         * @param newStep longer than zero
         * @return this
         * @throws IllegalArgumentException if it is not longer than zero
         */
        public Builder maxClockStep(Duration newStep) {
            if (newStep.isNegative() || newStep.isZero()) {
                throw new IllegalArgumentException(
                        "step of the clock is " + newStep + "; accepted are durations longer than zero");
            }
            maxStep = newStep;
            return this;
        }

        /**
         * Says when the last completed run was, for example one of this process's predecessor. Until a run has
         * completed, no step of the clock is noticed otherwise.
         *
         * @param newLastRunAt the {@code asOf} of its report
         * @return this
         */
        public Builder lastRunAt(Instant newLastRunAt) {
            lastRunAt = Objects.requireNonNull(newLastRunAt, "newLastRunAt");
            return this;
        }

        /**
         * Lets accounts expire of which no warning was delivered.
         *
         * @return this
         */
        public Builder expireWithoutWarning() {
            unwarned = true;
            return this;
        }

        /**
         * The run.
         *
         * @return the run, which may be used any number of times
         * @throws IllegalArgumentException if the policy has no warnings and {@link #expireWithoutWarning} was not said
         */
        public InactivityRun build() {
            if (policy.warnings().isEmpty() && !unwarned) {
                throw new IllegalArgumentException("inactivity policy has no warnings, so that nothing could expire;"
                        + " accepted are warnings, or expireWithoutWarning");
            }
            return new InactivityRun(this);
        }
    }
}
