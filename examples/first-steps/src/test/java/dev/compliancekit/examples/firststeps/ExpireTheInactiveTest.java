package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.AccountDirectory;
import dev.compliancekit.retention.inactivity.InMemoryActivityStore;
import dev.compliancekit.retention.inactivity.InactivityReport;
import dev.compliancekit.retention.inactivity.SessionAccess;
import dev.compliancekit.retention.inactivity.UserAccount;
import dev.compliancekit.retention.inactivity.WarningReceipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quoted lines warn whoever is inactive and let a session through. */
class ExpireTheInactiveTest {

    private static final Instant NOW = Instant.parse("2026-03-28T00:00:00Z");
    private static final TenantId TENANT = new TenantId("acme-7f3a");

    private final List<AuditEvent> events = new ArrayList<>();
    private final AuditSink audit = event -> {
        events.add(event);
        return new AuditReceipt("log", events.size(), Bytes.copyOf(new byte[32]), 0);
    };

    private static final class Users implements AccountDirectory {

        @Override
        public Collection<TenantId> tenants() {
            return List.of(TENANT);
        }

        @Override
        public Collection<UserAccount> accountsOf(TenantId tenant) {
            return List.of(new UserAccount(
                    new SubjectId("u-1017"),
                    UserAccount.Kind.USER,
                    NOW.minusSeconds(5_000_000),
                    Instant.parse("2026-03-01T00:00:00Z")));
        }

        @Override
        public boolean expire(TenantId tenant, UserAccount account) {
            return false;
        }
    }

    @Test
    void warnsWhoeverIsInactive() {
        InactivityReport report = ExpireTheInactive.run(
                new Users(),
                warning -> new WarningReceipt("mail 1", NOW),
                audit,
                InstantSource.fixed(NOW),
                NOW.minusSeconds(2_000_000));
        assertThat(report.counts().warned()).isEqualTo(1);
        assertThat(report.counts().expired()).isZero();
        assertThat(events).hasSize(1);
    }

    @Test
    void aNewSessionIsLive() {
        assertThat(EndASession.run(InMemoryActivityStore.create(), audit, InstantSource.fixed(NOW), TENANT))
                .isInstanceOf(SessionAccess.Live.class);
    }
}
