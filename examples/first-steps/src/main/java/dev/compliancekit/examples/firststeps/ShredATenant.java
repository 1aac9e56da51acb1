package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.crypto.control.ShreddingReach;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.key.EpochReport;
import dev.compliancekit.crypto.key.TenantKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** crypto: a tenant is shredded, and the copies of its keys die with their epoch, by a date that is known at once. */
final class ShredATenant {

    private ShredATenant() {}

    /** What there is to know at the instant of the order. */
    record Outcome(EpochReport run, Instant unreadableAfter, Assessment reach) {}

    static Outcome run(TenantKeys keys, TenantId tenant, InstantSource clock) {
        // readme: begin
        EpochPolicy policy = new EpochPolicy(
                Duration.ofDays(1), // an epoch
                Duration.ofDays(5), // how long its key is kept: so old may a restored key store be
                Duration.ofHours(1), // between two runs
                Duration.ofDays(1)); // between two backups of the key store

        EpochReport run = keys.epochs().advance(policy); // every hour, from your scheduler

        keys.shred(tenant, Actor.staff("dpo"), "account deleted by its owner"); // once
        Instant unreadableAfter = policy.unreadableAfter(clock.instant()); // 6 days and 2 hours later

        Assessment reach = ShreddingReach.within(keys.epochs()::list, policy, Duration.ofDays(7)) // in your report
                .assess(clock.instant());
        // readme: end
        return new Outcome(run, unreadableAfter, reach);
    }
}
