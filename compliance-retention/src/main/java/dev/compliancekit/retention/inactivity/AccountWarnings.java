package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Delivers the warnings of a run, and keeps their events until they are written. */
final class AccountWarnings {

    private final InactivityPolicy policy;
    private final WarningChannel channel;
    private final InactivityEvents events;
    private final List<AuditEvent> notYetWritten = new ArrayList<>();
    private @Nullable Instant recordedUntil;

    AccountWarnings(InactivityPolicy policy, WarningChannel channel, InactivityEvents events) {
        this.policy = policy;
        this.channel = channel;
        this.events = events;
    }

    /** Answers from when the account may expire by the receipt: half of the time that a warning announces is given. */
    @CanIgnoreReturnValue
    Optional<Instant> warn(
            TenantId tenant, UserAccount account, Instant expiresAt, Instant asOf, InactivityTally tally) {
        Optional<Instant> dueAt = policy.warningsAt(account).stream()
                .filter(at -> !at.isAfter(asOf))
                .max(Instant::compareTo);
        if (dueAt.isEmpty()) {
            return Optional.empty();
        }
        InactivityWarning warning = new InactivityWarning(tenant, account.id(), dueAt.get(), expiresAt);
        WarningReceipt receipt;
        try {
            receipt = channel.deliver(warning);
        } catch (RuntimeException e) {
            tally.notWarned++;
            notYetWritten.add(events.notWarned(warning, asOf));
            return Optional.empty();
        }
        tally.warned++;
        if (recordedUntil == null || receipt.takenOverAt().isAfter(recordedUntil)) {
            notYetWritten.add(events.warned(warning, receipt, asOf));
        }
        return Optional.of(receipt.takenOverAt()
                .plus(Duration.between(dueAt.get(), expiresAt).dividedBy(2)));
    }

    List<AuditEvent> takeEvents() {
        List<AuditEvent> taken = List.copyOf(notYetWritten);
        notYetWritten.clear();
        return taken;
    }

    void recordedUntil(Instant at) {
        recordedUntil = at;
    }
}
