package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.AuditSink;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.inactivity.AccountDirectory;
import dev.compliancekit.retention.inactivity.ExpiryLimit;
import dev.compliancekit.retention.inactivity.InactivityPolicy;
import dev.compliancekit.retention.inactivity.InactivityReport;
import dev.compliancekit.retention.inactivity.InactivityRun;
import dev.compliancekit.retention.inactivity.WarningChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** retention: accounts that nobody uses expire after a warning. */
final class ExpireTheInactive {

    private ExpireTheInactive() {}

    static InactivityReport run(
            AccountDirectory users, WarningChannel mail, AuditSink audit, InstantSource clock, Instant switchedOnAt) {
        // readme: begin
        InactivityPolicy policy = InactivityPolicy.of(TimeLimit.parse("P1M"), ZoneId.of("Australia/Sydney"))
                .withWarnings(List.of(TimeLimit.parse("P7D"), TimeLimit.parse("P1D")))
                .withGrace(switchedOnAt, TimeLimit.parse("P14D")); // nobody expires in the first two weeks
        InactivityRun run = InactivityRun.builder(policy, users, mail, audit, clock)
                .limit(new ExpiryLimit(0.05, 20)) // more than 5 in 100 at once, and more than 20: stop and ask
                .build();

        InactivityReport report = run.run(); // every night, from your scheduler
        // readme: end
        return report;
    }
}
