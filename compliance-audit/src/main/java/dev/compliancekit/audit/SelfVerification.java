package dev.compliancekit.audit;

import dev.compliancekit.audit.event.Act;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.event.OperationEvents;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an open log from its stored bytes and writes the result into it, as an event of the operator: success if the
 * log is intact, failure with the first finding if not. Now, or again and again on an executor of the caller.
 *
 * <p>It runs in the process that writes the log, so it finds damage, not a writer that lies; somebody else should
 * verify too. <em>Thread-safe.</em>
 */
public final class SelfVerification {

    private static final Actor SELF = Actor.service("audit-verification");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MAX_REASON = 1024;

    private final AuditLog log;
    private volatile @Nullable VerificationReport last;

    private SelfVerification(AuditLog log) {
        this.log = log;
    }

    /**
     * The verification of a log.
     *
     * @param log the open log
     * @return its verification; nothing runs yet
     */
    public static SelfVerification of(AuditLog log) {
        return new SelfVerification(Objects.requireNonNull(log, "log"));
    }

    /**
     * Verifies the log and appends the result.
     *
     * @return what was found
     * @throws UncheckedIOException if the log cannot be read; that is in the log too
     * @throws AuditStoreException if the result could not be appended
     * @throws IllegalStateException if the log is closed
     */
    public VerificationReport run() {
        VerificationReport report;
        try {
            report = AuditVerifier.of(log.files().key()).verify(log.directory());
        } catch (UncheckedIOException e) {
            log.append(event(Outcome.FAILURE, 0, 0)
                    .attribute(AuditEvent.REASON, "the log could not be read")
                    .build());
            throw e;
        }
        last = report;
        AuditEvent.Builder event = event(
                report.isIntact() ? Outcome.SUCCESS : Outcome.FAILURE,
                report.entries(),
                report.findings().size());
        report.checkpoint()
                .ifPresent(checkpoint -> event.attribute(
                                Attributes.CHECKPOINT_SIZE, Long.toString(checkpoint.treeSize()))
                        .attribute(Attributes.ROOT, checkpoint.rootHash().hex()));
        report.findings().stream().findFirst().ifPresent(first -> event.attribute(AuditEvent.REASON, cut(first)));
        log.append(event.build());
        return report;
    }

    /**
     * Verifies the log again and again. A run that fails does not end the others.
     *
     * @param executor whose threads verify; stays the caller's
     * @param pause how long after one run the next begins, and before the first; 1 second or more
     * @return the schedule; cancel it before the log is closed
     * @throws IllegalArgumentException if the pause is shorter than a second
     */
    public ScheduledFuture<?> schedule(ScheduledExecutorService executor, Duration pause) {
        if (pause.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("pause is " + pause + "; accepted is 1 second or more");
        }
        return executor.scheduleWithFixedDelay(
                this::runQuietly, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void runQuietly() {
        try {
            run();
        } catch (UncheckedIOException | AuditStoreException | AuditQueueFullException | IllegalStateException e) {
            // whoever asks for the age of the last result sees that this one is missing
        }
    }

    /**
     * What the last run found.
     *
     * @return the report, or empty if none has ended yet
     */
    public Optional<VerificationReport> last() {
        return Optional.ofNullable(last);
    }

    private AuditEvent.Builder event(Outcome outcome, long entries, int findings) {
        return OperationEvents.logVerified(
                new Act(
                        log.files().forms().operator(),
                        SELF,
                        log.files().clock().instant()),
                outcome,
                entries,
                findings);
    }

    private static String cut(VerificationReport.Finding finding) {
        String text = finding.toString();
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
    }
}
