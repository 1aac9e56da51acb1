package dev.compliancekit.audit;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Instant;
import java.util.Locale;

/** Looks for sign-ins without address or device type; an actor every event has. */
record SignInControl(AuditLog log) implements Control {

    @Override
    public Assessment assess(Instant asOf) {
        SignInTally tally = SignInTally.of(log, Instant.MIN, asOf);
        if (tally.signIns() == 0) {
            return Assessment.of(Standing.UNPROVEN, "The log holds no sign-in yet.");
        }
        Assessment assessment = tally.incomplete() == 0
                ? Assessment.of(Standing.KEPT, "Every sign-in in the log has an actor, an address and a device type.")
                : Assessment.of(
                                Standing.BROKEN,
                                number(tally.incomplete()) + " sign-ins in the log lack an address or a device type.")
                        .withEvidence("log " + log.vkey().name() + " entry " + tally.firstIncomplete());
        assessment = assessment.withFigure("sign-ins", number(tally.signIns()));
        if (tally.erased() > 0) {
            assessment =
                    assessment.withFigure("sign-ins whose address was erased with a person", number(tally.erased()));
        }
        for (SignInCount count : tally.byDeviceType()) {
            assessment =
                    assessment.withFigure("sign-ins by device type: " + count.deviceType(), number(count.signIns()));
        }
        return assessment;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
