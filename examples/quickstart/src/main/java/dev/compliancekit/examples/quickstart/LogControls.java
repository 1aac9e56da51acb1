package dev.compliancekit.examples.quickstart;

import static dev.compliancekit.examples.quickstart.AccessControls.judged;
import static dev.compliancekit.examples.quickstart.AccessControls.number;

import dev.compliancekit.audit.incident.IncidentControls;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the audit log shows. */
final class LogControls {

    /** The kinds of log that a page may name, as far as this application writes them. */
    private static final Map<String, List<Action>> KINDS = Map.of(
            "security", List.of(Action.SIGN_IN, Action.GRANT_GIVEN, Action.KEY_CREATED, Action.KEY_DESTROYED),
            "availability", List.of(Action.BACKUP_MADE),
            "access", List.of(Action.ACCESS));

    private final Evidence evidence;

    private LogControls(Evidence evidence) {
        this.evidence = evidence;
    }

    static Map<String, Function<Promise, Control>> over(Evidence evidence) {
        LogControls controls = new LogControls(evidence);
        return Map.of(
                "log-verified", promise -> asOf -> controls.logVerified(),
                "log-retention", promise -> asOf -> controls.logRetention(promise, asOf),
                "breach-notice", controls::breachNotice,
                "log-on-demand", promise -> asOf -> controls.logOnDemand(),
                "log-kinds", promise -> asOf -> controls.logKinds(promise),
                "sign-in-log", promise -> asOf -> controls.signInLog(),
                "policy-version", promise -> asOf -> controls.policyVersion(promise));
    }

    /** The library's own control, over the drill that the log holds. */
    private Control breachNotice(Promise promise) {
        return IncidentControls.of(evidence.application().log(), Actor.service("controls"))
                .noticesInTime(Duration.parse(promise.requireParameter("within")));
    }

    private Assessment withVerification(Assessment assessment) {
        VerificationReport report = evidence.verification();
        return assessment
                .withFigure("entries verified", number(report.entries()))
                .withEvidence("log root " + report.rootHash().hex());
    }

    private Assessment logVerified() {
        VerificationReport report = evidence.verification();
        return withVerification(judged(
                        report.entries() > 0,
                        report.isIntact(),
                        "every entry of the log was hashed again and fits the signed root",
                        "the log does not verify"))
                .withFigure(
                        "failures and refusals logged", number(evidence.log().failures()));
    }

    private Assessment logRetention(Promise promise, Instant asOf) {
        Period atLeast = Period.parse(promise.requireParameter("atLeast"));
        LocalDate today = asOf.atZone(ZoneOffset.UTC).toLocalDate();
        Instant mustReach = today.minus(atLeast).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant oldest = evidence.log().oldest().orElse(asOf);
        boolean reaches = !oldest.isAfter(mustReach);
        return withVerification(judged(
                        reaches,
                        evidence.verification().isIntact(),
                        "the log is whole from its first entry on and reaches back to " + oldest,
                        "the log does not verify, so something may be missing"))
                .withFigure("kept at least", atLeast.toString());
    }

    private Assessment logOnDemand() {
        return judged(
                        evidence.exported() > 0,
                        true,
                        "an owner was handed every entry of the account, with a signed checkpoint",
                        "")
                .withFigure("entries exported", number(evidence.exported()));
    }

    private Assessment logKinds(Promise promise) {
        List<String> missing = new ArrayList<>();
        Assessment assessment = Assessment.of(Standing.KEPT, "the log has entries of every kind");
        for (String kind : promise.requireParameter("series").split(",", -1)) {
            long entries = evidence.log().entriesOf(KINDS.getOrDefault(kind.strip(), List.of()));
            if (entries == 0) {
                missing.add(kind.strip());
            }
            assessment = assessment.withFigure("entries of kind " + kind.strip(), number(entries));
        }
        return missing.isEmpty()
                ? assessment
                : Assessment.of(Standing.UNPROVEN, "the log has no entry of the kinds " + missing);
    }

    private Assessment signInLog() {
        long all = evidence.log().signIns();
        long incomplete = all - evidence.log().completeSignIns();
        return judged(
                        all > 0,
                        incomplete == 0,
                        "every sign-in in the log has a device type and an address",
                        incomplete + " sign-ins lack the device type or the address")
                .withFigure("sign-ins", number(all))
                .withEvidence("audit log, action sign-in");
    }

    private Assessment policyVersion(Promise promise) {
        String version = promise.requireParameter("policyDate");
        long under = evidence.erasures().certificates().stream()
                .filter(certificate -> certificate.order().authority().contains(" " + version + ":"))
                .count();
        return judged(under > 0, true, "certificates name the policy of " + version + " as the one in force", "")
                .withFigure("certificates under it", number(under));
    }
}
