package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.InactivityPolicy;
import dev.compliancekit.retention.inactivity.InactivityStatus;
import dev.compliancekit.retention.inactivity.UserAccount;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The accounts that customers sign in with, which expire when they buy nothing for too long. */
final class UserAccounts {

    /** Accounts that can be signed in to, with their last purchase at their own store. */
    private static final String OPEN = "SELECT tenant, subject, opened, (SELECT MAX(day) FROM purchase p"
            + " WHERE p.tenant = c.tenant AND p.subject = c.subject) FROM customer c WHERE state = 'active'";

    private final Database database;

    UserAccounts(Database database) {
        this.database = database;
    }

    /** What an expiry did. */
    record Expiry(int expired, int active) {}

    /** Every account that can be signed in to, by store. */
    Map<TenantId, List<UserAccount>> open() throws SQLException {
        Map<TenantId, List<UserAccount>> accounts = new TreeMap<>();
        database.query(
                OPEN,
                row -> accounts.computeIfAbsent(new TenantId(row.getString(1)), unused -> new ArrayList<>())
                        .add(account(row.getString(2), row.getString(3), row.getString(4))));
        return accounts;
    }

    /** A purchase counts from the end of its day; one before the account was opened counts as its opening. */
    private static UserAccount account(String subject, String opened, @Nullable String lastPurchase) {
        Instant openedAt = LocalDate.parse(opened).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (lastPurchase == null) {
            return UserAccount.neverUsed(new SubjectId(subject), UserAccount.Kind.USER, openedAt);
        }
        Instant last = LocalDate.parse(lastPurchase)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        Instant createdAt = openedAt.isBefore(last) ? openedAt : last;
        return new UserAccount(new SubjectId(subject), UserAccount.Kind.USER, createdAt, last);
    }

    /** Expires what is due by the policy; each expiry is in the log before the account is closed. */
    Expiry expire(InactivityPolicy policy, Instant asOf, AuditSink audit) throws SQLException {
        List<AuditEvent> events = new ArrayList<>();
        int active = 0;
        for (Map.Entry<TenantId, List<UserAccount>> store : open().entrySet()) {
            for (Map.Entry<UserAccount, InactivityStatus> status :
                    policy.statusesOf(store.getValue(), asOf).entrySet()) {
                if (status.getValue() instanceof InactivityStatus.Expired) {
                    events.add(event(store.getKey(), status.getKey(), asOf));
                } else {
                    active++;
                }
            }
        }
        audit.appendAll(events);
        database.atomically(() -> {
            for (AuditEvent event : events) {
                database.update(
                        "UPDATE customer SET state = 'expired' WHERE tenant = ? AND subject = ?",
                        event.tenant().value(),
                        event.target());
            }
        });
        return new Expiry(events.size(), active);
    }

    private static AuditEvent event(TenantId tenant, UserAccount account, Instant asOf) {
        return AuditEvent.builder(
                        tenant, Actor.service("inactivity-run"), Action.INACTIVITY_EXPIRED, Outcome.SUCCESS, asOf)
                .target(account.id().value())
                .attribute("lastActivity", account.lastActivityAt().toString())
                .build();
    }
}
