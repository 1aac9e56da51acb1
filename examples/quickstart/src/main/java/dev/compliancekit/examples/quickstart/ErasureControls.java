package dev.compliancekit.examples.quickstart;

import static dev.compliancekit.examples.quickstart.AccessControls.judged;
import static dev.compliancekit.examples.quickstart.AccessControls.number;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.control.ShreddingReach;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.Obligation;
import dev.compliancekit.retention.backup.BackupResidence;
import dev.compliancekit.retention.backup.BackupResidenceControl;
import dev.compliancekit.retention.erasure.AccountStateControl;
import dev.compliancekit.retention.erasure.ErasureDeadlineControl;
import dev.compliancekit.retention.inactivity.InactivityControl;
import dev.compliancekit.retention.inactivity.UserAccount;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What was erased, what is still to be, and what expired. */
final class ErasureControls {

    private final Evidence evidence;
    private final Erasures erasures;

    private ErasureControls(Evidence evidence) {
        this.evidence = evidence;
        this.erasures = evidence.erasures();
    }

    static Map<String, Function<Promise, Control>> over(Evidence evidence) {
        ErasureControls controls = new ErasureControls(evidence);
        return Map.of(
                "account-states", promise -> controls.accountStates(),
                "erasure-deadline", controls::erasureDeadline,
                "backup-erasure", controls::backupErasure,
                "erasure-request", promise -> controls::erasureRequest,
                "inactivity-expiry", promise -> controls.inactivityExpiry(),
                "session-timeout", promise -> asOf -> controls.sessionTimeout(promise));
    }

    private Control accountStates() {
        return AccountStateControl.of(
                erasures.lifecycle(), asOf -> Map.copyOf(erasures.accounts()), asOf -> erasures.certificates());
    }

    private ErasureDeadlineControl deadline(Promise promise) {
        return ErasureDeadlineControl.of(
                promise.id(), erasures::obligations, asOf -> erasures.certificates(), asOf -> evidence.holds());
    }

    /** What may stay after a cancellation has a floor of its own. */
    private Control erasureDeadline(Promise promise) {
        Control deadline = deadline(promise);
        return promise.parameter("anonymityFloor")
                .<Control>map(floor ->
                        asOf -> Assessment.combine(List.of(deadline.assess(asOf), anonymity(Long.parseLong(floor)))))
                .orElse(deadline);
    }

    private Assessment anonymity(long floor) {
        try {
            Aggregates.Kept kept = Aggregates.kept(evidence.application().database(), floor);
            return judged(
                            kept.cells() > 0,
                            kept.tooSmall() == 0,
                            "each anonymous total that stays stands for at least " + floor + " people",
                            kept.tooSmall() + " totals stand for fewer than " + floor + " people")
                    .withFigure("anonymous totals", number(kept.cells()))
                    .withFigure("people behind the smallest", number(kept.smallest()));
        } catch (SQLException e) {
            return Assessment.of(Standing.UNPROVEN, "the database did not answer");
        }
    }

    /** The single erasures, the arithmetic of the rotation, and when old copies of the key store are worthless. */
    private Control backupErasure(Promise promise) {
        Control single = deadline(promise);
        Control arithmetic = BackupResidenceControl.of(
                asOf -> Optional.of(
                        new BackupResidence(BackupResidence.Means.ROTATION, Duration.ofDays(Backups.KEPT_NIGHTS))),
                evidence.promises().backupsWithin(),
                evidence.promises().productionWithin());
        Control keyStore = ShreddingReach.within(
                evidence.application().keys().epochs()::list,
                Application.EPOCHS,
                evidence.promises().backupsWithin());
        return asOf -> Assessment.combine(List.of(single.assess(asOf), arithmetic.assess(asOf), keyStore.assess(asOf)));
    }

    private Assessment erasureRequest(Instant asOf) {
        List<AccountEvent> requests = erasures.accounts().values().stream()
                .flatMap(List::stream)
                .filter(event -> event.kind() == AccountEvent.Kind.OWNER_DELETION
                        && !event.at().isAfter(asOf))
                .toList();
        List<AccountEvent> answered = erasures.obligations(asOf).stream()
                .map(Obligation::event)
                .filter(requests::contains)
                .distinct()
                .toList();
        return judged(
                        !requests.isEmpty(),
                        answered.size() == requests.size(),
                        "every request of an owner was taken and started an obligation",
                        requests.size() - answered.size() + " requests of owners started nothing")
                .withFigure("requests of owners", number(requests.size()));
    }

    private Control inactivityExpiry() {
        return InactivityControl.of(evidence.promises().inactivity(ZoneOffset.UTC), asOf -> openAccounts());
    }

    /** What the log says of the ends, and what was let through when somebody tried. */
    private Assessment sessionTimeout(Promise promise) {
        Duration idle = Duration.parse(promise.requireParameter("idleTimeout"));
        List<AuditEvent> ended = evidence.log().endedSessions();
        long late = ended.stream()
                .filter(event -> Duration.between(instant(event, "lastActivity"), instant(event, "overAt"))
                                .compareTo(idle)
                        > 0)
                .count();
        boolean passed = evidence.sessionTrials().stream().allMatch(AccessTrials.Trial::passed);
        return judged(
                        !ended.isEmpty() && !evidence.sessionTrials().isEmpty(),
                        late == 0 && passed,
                        "no session was let through after " + idle + " without activity",
                        late + " sessions ended later than " + idle + " after their last activity, or a try was let "
                                + "through that must not be")
                .withFigure("sessions ended by timeout", number(ended.size()))
                .withFigure("tries", number(evidence.sessionTrials().size()));
    }

    private static Instant instant(AuditEvent event, String attribute) {
        return Instant.parse(event.attributes().getOrDefault(attribute, Instant.EPOCH.toString()));
    }

    private Map<TenantId, List<UserAccount>> openAccounts() {
        try {
            return new UserAccounts(evidence.application().database()).open();
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not answer", e);
        }
    }
}
