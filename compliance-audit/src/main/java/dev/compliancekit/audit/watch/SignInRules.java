package dev.compliancekit.audit.watch;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a single event shows, against what is known of its actor. <em>Not thread-safe: the watch holds its lock.</em>
 */
final class SignInRules {

    private final KnownActors actors;
    private final FailureCounts failures;
    private final int maxFailures;
    private final Duration within;

    SignInRules(KnownActors actors, int maxFailures, Duration within) {
        this.actors = actors;
        this.failures = new FailureCounts(within.toSeconds());
        this.maxFailures = maxFailures;
        this.within = within;
    }

    /** A kind of alert and why. */
    record Finding(AlertKind kind, String explanation) {}

    List<Finding> look(AuditEvent event, long now) {
        if (event.action().equals(Action.SIGN_IN)) {
            return event.outcome() == Outcome.SUCCESS ? success(event) : failure(event, now);
        }
        if (event.action().equals(Action.INACTIVITY_EXPIRED) && event.outcome() == Outcome.SUCCESS) {
            actors.expire(KnownActors.Key.of(event.tenant(), event.target()));
        } else if (event.action().equals(Action.ACCOUNT_STATE) && event.outcome() == Outcome.SUCCESS) {
            actors.reopen(KnownActors.Key.of(event.tenant(), event.target()));
        }
        return List.of();
    }

    private List<Finding> success(AuditEvent event) {
        List<Finding> found = new ArrayList<>();
        KnownActors.Known known =
                actors.of(KnownActors.Key.of(event.tenant(), event.actor().id()));
        if (known.expired()) {
            found.add(new Finding(
                    AlertKind.SIGN_IN_AFTER_EXPIRY, "a user account that had expired for inactivity signed in"));
        }
        String device = device(event);
        if (device != null && known.newDevice(Hashes.ofDevice(device))) {
            found.add(new Finding(AlertKind.NEW_DEVICE, "the actor signed in with a device not known of them"));
        }
        String address = event.attributes().get(AuditEvent.ADDRESS);
        if (address != null && known.newNetwork(Hashes.ofNetwork(address))) {
            found.add(new Finding(AlertKind.NEW_ADDRESS, "the actor signed in from a network not known of them"));
        }
        return found;
    }

    private static @Nullable String device(AuditEvent event) {
        String agent = event.attributes().get(AuditEvent.USER_AGENT);
        return agent == null ? event.attributes().get(AuditEvent.DEVICE_TYPE) : agent;
    }

    private List<Finding> failure(AuditEvent event, long now) {
        List<Finding> found = new ArrayList<>();
        TenantId tenant = event.tenant();
        count(tenant + " actor " + event.actor(), now, times -> "the actor failed to sign in " + times, found);
        String address = event.attributes().get(AuditEvent.ADDRESS);
        if (address != null) {
            String network = Long.toHexString(Hashes.ofNetwork(address));
            count(tenant + " network " + network, now, times -> "sign-ins from one network failed " + times, found);
        }
        return found;
    }

    /** Tells when the limit is reached, not each time beyond it. */
    private void count(String key, long now, LongFunction<String> sentence, List<Finding> found) {
        if (failures.count(Hashes.of(key), now) == maxFailures) {
            found.add(new Finding(AlertKind.FAILED_SIGN_INS, sentence.apply(maxFailures) + " times within " + within));
        }
    }
}
