package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.Standing;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who may see what, and whose the records are. */
final class AccessControls {

    private final Evidence evidence;

    private AccessControls(Evidence evidence) {
        this.evidence = evidence;
    }

    static Map<String, Function<Promise, Control>> over(Evidence evidence) {
        AccessControls controls = new AccessControls(evidence);
        return Map.of(
                "tenant-tag", promise -> asOf -> controls.tenantTag(),
                "need-to-know", promise -> asOf -> controls.needToKnow(),
                "customer-grant", promise -> asOf -> controls.customerGrant(),
                "second-factor", promise -> asOf -> controls.secondFactor());
    }

    private Assessment tenantTag() {
        Database database = evidence.application().database();
        long rows = 0;
        long untagged = 0;
        try {
            for (String table : Database.TABLES) {
                rows += database.number("SELECT COUNT(*) FROM " + table);
                untagged += database.number("SELECT COUNT(*) FROM " + table + " WHERE NOT (" + wellTagged() + ")");
            }
        } catch (SQLException e) {
            return Assessment.of(Standing.UNPROVEN, "the database did not answer");
        }
        return judged(
                        rows > 0,
                        untagged == 0 && evidence.tenantsKeptApart(),
                        "every row carries its account, and no account reads another one's",
                        untagged + " rows carry no valid tag, or an account read another one's")
                .withFigure("rows", number(rows))
                .withFigure("rows without a valid tag", number(untagged));
    }

    /** The tag's grammar in SQL; a store's code is one of those that were loaded. */
    private static String wellTagged() {
        String classifications = Arrays.stream(Classification.values())
                .map(value -> "'" + value.name() + "'")
                .collect(Collectors.joining(", "));
        return "tenant GLOB 'store-[0-9][0-9]' AND LENGTH(subject) > 0 AND LENGTH(record_class) > 0"
                + " AND classification IN (" + classifications + ")";
    }

    private Assessment needToKnow() {
        List<LogFacts.Access> accesses = evidence.log().accesses();
        long allowed = accesses.stream().filter(LogFacts.Access::isAllowed).count();
        long unfounded = accesses.stream()
                .filter(access -> access.isAllowed() && !access.hasGrant())
                .count();
        long wrong = evidence.accessTrials().stream()
                .filter(trial -> !trial.passed())
                .count();
        return judged(
                        allowed > 0 && allowed < accesses.size(),
                        unfounded + wrong == 0,
                        "every access rests on a grant for role, purpose and account, and the others were refused",
                        unfounded + " accesses rest on no grant, " + wrong + " tries were decided wrongly")
                .withFigure("accesses allowed", number(allowed))
                .withFigure("accesses refused", number(accesses.size() - allowed))
                .withFigure(
                        "grants and mandates given",
                        number(evidence.log().grants().size()))
                .withEvidence("audit log, actions access and grant-given");
    }

    private Assessment customerGrant() {
        List<AuditEvent> toCustomers = evidence.log().grants().stream()
                .filter(grant -> grant.target().startsWith("grant/"))
                .filter(grant -> holder(grant).startsWith("customer:"))
                .toList();
        long byOthers = toCustomers.stream()
                .filter(grant -> !grant.actor().equals(Staff.ownerOf(grant.tenant())))
                .count();
        long refused = evidence.log().accesses().stream()
                .filter(access -> access.event().actor().kind() == Actor.Kind.CUSTOMER && !access.isAllowed())
                .count();
        return judged(
                        !toCustomers.isEmpty() && refused > 0,
                        byOthers == 0,
                        "people of a store get in with a grant of its owner only",
                        byOthers + " grants to people of a store were not given by its owner")
                .withFigure("grants to people of a store", number(toCustomers.size()))
                .withFigure("refused without one", number(refused))
                .withEvidence("audit log, action grant-given");
    }

    private static String holder(AuditEvent grant) {
        return grant.attributes().getOrDefault("holder", "");
    }

    /** Staff show two factors or stay out; the sign-ins of customers, taken from the data, say nothing about it. */
    private Assessment secondFactor() {
        List<LogFacts.Access> allowed = evidence.log().accesses().stream()
                .filter(LogFacts.Access::isAllowed)
                .toList();
        long without =
                allowed.stream().filter(access -> !access.hasSecondFactor()).count();
        Assessment assessment = without > 0
                ? Assessment.of(Standing.BROKEN, without + " accesses were allowed without a second factor")
                : Assessment.of(
                        Standing.UNPROVEN,
                        "every access to client data showed a second factor, but sign-ins do not record one");
        return assessment.withFigure("accesses with a second factor", number(allowed.size() - without));
    }

    /** Unproven without anything to judge, else kept or broken. */
    static Assessment judged(boolean hasEvidence, boolean good, String kept, String broken) {
        if (!good) {
            return Assessment.of(Standing.BROKEN, broken);
        }
        return hasEvidence
                ? Assessment.of(Standing.KEPT, kept)
                : Assessment.of(Standing.UNPROVEN, "nothing happened yet that would show it");
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
