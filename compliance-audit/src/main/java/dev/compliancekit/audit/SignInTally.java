package dev.compliancekit.audit;

import dev.compliancekit.audit.AuditEntry.PartState;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the sign-ins of a log. <em>Not thread-safe: confine to one thread.</em> */
final class SignInTally {

    private static final String MISSING = "not recorded";

    private final Map<String, Long> byDevice = new HashMap<>();
    private long signIns;
    private long incomplete;
    private long firstIncomplete;
    private long erased;

    private SignInTally() {}

    static SignInTally of(AuditLog log, Instant from, Instant toExclusive) {
        SignInTally tally = new SignInTally();
        log.entries().readAll(entry -> {
            AuditEvent event = entry.event();
            boolean within =
                    !event.occurredAt().isBefore(from) && event.occurredAt().isBefore(toExclusive);
            if (within && event.action().equals(Action.SIGN_IN)) {
                tally.count(entry);
            }
        });
        return tally;
    }

    /** An address that was erased was there; one whose key is missing cannot be shown to have been. */
    private void count(AuditEntry entry) {
        AuditEvent event = entry.event();
        boolean isErased = entry.actorState() == PartState.ERASED || entry.subjectState() == PartState.ERASED;
        String device = event.attributes().getOrDefault(AuditEvent.DEVICE_TYPE, "");
        String address = event.attributes().getOrDefault(AuditEvent.ADDRESS, "");
        signIns++;
        byDevice.merge(device.isBlank() ? MISSING : device, 1L, Long::sum);
        if (device.isBlank() || (address.isBlank() && !isErased)) {
            firstIncomplete = incomplete == 0 ? entry.index() : firstIncomplete;
            incomplete++;
        } else if (isErased) {
            erased++;
        }
    }

    long signIns() {
        return signIns;
    }

    /** How many have lost their address to an erasure. */
    long erased() {
        return erased;
    }

    long incomplete() {
        return incomplete;
    }

    /** The index of the first incomplete sign-in, if there is one. */
    long firstIncomplete() {
        return firstIncomplete;
    }

    List<SignInCount> byDeviceType() {
        return byDevice.entrySet().stream()
                .map(count -> new SignInCount(count.getKey(), count.getValue()))
                .sorted(Comparator.comparingLong(SignInCount::signIns)
                        .reversed()
                        .thenComparing(SignInCount::deviceType))
                .toList();
    }
}
