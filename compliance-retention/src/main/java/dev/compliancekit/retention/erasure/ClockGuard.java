package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.internal.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a wrong clock from erasing: remembers in a file when the last run was, and does not believe a time that is
 * further away from it than runs can lie apart, or before it. A run that is stopped by it erases nothing until somebody
 * looked at the clock and said so with {@link #confirm}. The very first run has nothing to compare with.
 * <em>Thread-safe.</em>
 */
public final class ClockGuard {

    private static final Duration STEP_BACK = Duration.ofMinutes(1);

    private final SmallFile file;
    private final Duration furthest;
    private @Nullable Instant last;

    private ClockGuard(SmallFile file, Duration furthest, @Nullable Instant last) {
        this.file = file;
        this.furthest = furthest;
        this.last = last;
    }

    /**
     * Opens the guard.
     *
     * @param path where the last time is kept, in an existing folder; made by the first run
     * @param furthest how far from the last run a time is believed, longer than zero: more than runs lie apart and than
     *     the system is ever down
     * @return the guard
     * @throws IllegalArgumentException if that is zero or negative
     * @throws ErasureLedgerException if the file is there and cannot be read or is no such file
     */
    public static ClockGuard open(Path path, Duration furthest) {
        if (furthest.isNegative() || furthest.isZero()) {
            throw new IllegalArgumentException("furthest time is " + furthest + "; accepted are durations above zero");
        }
        SmallFile file = new SmallFile(path, "compliancekit-last-run 1");
        try {
            return new ClockGuard(
                    file, furthest, file.read().map(Instant::parse).orElse(null));
        } catch (IOException | DateTimeException e) {
            throw new ErasureLedgerException(
                    "time of the last run could not be read; accepted is the file as it was "
                            + "written, or none after somebody looked at the clock",
                    e);
        }
    }

    /**
     * Why a time is not believed.
     *
     * @param now what the clock shows
     * @return the reason, or empty if it is believed
     */
    public synchronized Optional<String> doubtOf(Instant now) {
        if (last == null) {
            return Optional.empty();
        }
        if (now.isAfter(last.plus(furthest))) {
            return Optional.of("the clock shows " + now + ", more than " + furthest + " after the last run at " + last);
        }
        return now.isBefore(last.minus(STEP_BACK))
                ? Optional.of("the clock shows " + now + ", before the last run at " + last)
                : Optional.empty();
    }

    /** Remembers a believed time; one that is a little earlier than the last leaves that. */
    synchronized void passed(Instant now) {
        if (last == null || now.isAfter(last)) {
            remember(now);
        }
    }

    /**
     * Says that somebody looked at the clock and found it right: the next run starts from here.
     *
     * @param now what the clock shows
     * @param by who looked
     * @param audit where that is logged first
     * @param operator under whose account code
     * @return where it stands in the audit log
     * @throws ErasureLedgerException if the file cannot be written
     */
    public synchronized AuditReceipt confirm(Instant now, Actor by, AuditSink audit, TenantId operator) {
        Objects.requireNonNull(now, "now");
        AuditReceipt receipt =
                audit.append(AuditEvent.builder(operator, by, Action.CONFIGURATION_CHANGED, Outcome.SUCCESS, now)
                        .target("erasure-clock")
                        .attribute(AuditEvent.REASON, "the clock was found right, last run at " + last)
                        .build());
        remember(now);
        return receipt;
    }

    private void remember(Instant now) {
        try {
            file.write(now.toString());
            last = now;
        } catch (IOException e) {
            throw new ErasureLedgerException("time of the run could not be written; nothing was erased", e);
        }
    }
}
