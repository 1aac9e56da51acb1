package dev.compliancekit.examples.firststeps;

import dev.compliancekit.retention.backup.BackupResidence;
import dev.compliancekit.retention.backup.Rotation;
import dev.compliancekit.retention.backup.RotationDecision;
import dev.compliancekit.retention.backup.RotationPeriod;
import dev.compliancekit.retention.backup.RotationPolicy;
import dev.compliancekit.retention.backup.RotationProfile;
import dev.compliancekit.retention.backup.Snapshot;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether a rotation can keep a promise about backups, and which copies go today. */
final class PlanBackups {

    private PlanBackups() {}

    static Optional<Duration> run(List<Snapshot> copies, Instant now, Consumer<Snapshot> delete) {
        // readme: begin
        RotationPolicy policy = RotationPolicy.builder()
                .keep(RotationPeriod.HOURLY, 24)
                .keep(RotationPeriod.DAILY, 7)
                .build();
        Rotation rotation = Rotation.of(RotationProfile.STRICT, policy, ZoneId.of("UTC"));

        BackupResidence residence =
                BackupResidence.of(rotation, TimeLimit.parse("PT1H")).orElseThrow(); // 145 hours
        Optional<Duration> eraseProductionWithin = residence.latestProductionErasure(Duration.ofDays(7)); // 23 hours

        RotationDecision decision = rotation.decide(copies, now).requireSomethingKept();
        decision.kept().forEach(kept -> System.out.println(kept.snapshot().id() + ": " + kept.reasons()));
        decision.removed().forEach(delete);
        // readme: end
        return eraseProductionWithin;
    }
}
