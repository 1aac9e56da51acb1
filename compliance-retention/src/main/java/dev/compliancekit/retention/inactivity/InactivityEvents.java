package dev.compliancekit.retention.inactivity;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;

/** Warnings and expiries as audit events. */
final class InactivityEvents {

    private static final Action WARNED = new Action("inactivity-warned");

    private final Actor actor;

    InactivityEvents(Actor actor) {
        this.actor = actor;
    }

    AuditEvent warned(InactivityWarning warning, WarningReceipt receipt, Instant at) {
        return AuditEvent.builder(warning.tenant(), actor, WARNED, Outcome.SUCCESS, at)
                .target(warning.account().value())
                .attribute(AuditEvent.EVENT_ID, "inactivity-warned/" + warning.id())
                .attribute("receipt", receipt.reference())
                .attribute("deliveredAt", receipt.takenOverAt().toString())
                .attribute("dueAt", warning.dueAt().toString())
                .attribute("expiresAt", warning.expiresAt().toString())
                .build();
    }

    AuditEvent notWarned(InactivityWarning warning, Instant at) {
        return AuditEvent.builder(warning.tenant(), actor, WARNED, Outcome.FAILURE, at)
                .target(warning.account().value())
                .attribute(AuditEvent.REASON, "the channel did not take the warning over")
                .attribute("dueAt", warning.dueAt().toString())
                .attribute("expiresAt", warning.expiresAt().toString())
                .build();
    }

    AuditEvent expired(TenantId tenant, UserAccount account, Instant expiredAt, Instant at) {
        return expiry(tenant, account, Outcome.SUCCESS, at)
                .attribute("expiredAt", expiredAt.toString())
                .build();
    }

    /** Takes back what {@link #expired} said. */
    AuditEvent spared(TenantId tenant, UserAccount account, Instant at) {
        return expiry(tenant, account, Outcome.DENIED, at)
                .attribute(AuditEvent.REASON, "the account was used again and stays open")
                .build();
    }

    private AuditEvent.Builder expiry(TenantId tenant, UserAccount account, Outcome outcome, Instant at) {
        return AuditEvent.builder(tenant, actor, Action.INACTIVITY_EXPIRED, outcome, at)
                .target(account.id().value())
                .attribute("lastActivity", account.lastActivityAt().toString());
    }
}
