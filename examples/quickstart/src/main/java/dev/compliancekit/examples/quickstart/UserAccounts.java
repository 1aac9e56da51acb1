package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.AccountDirectory;
import dev.compliancekit.retention.inactivity.UserAccount;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The accounts that customers sign in with, which expire when they buy nothing for too long. */
final class UserAccounts {

    /** Accounts that can be signed in to, with their last purchase at their own store. */
    private static final String OPEN = "SELECT tenant, subject, opened, (SELECT MAX(day) FROM purchase p"
            + " WHERE p.tenant = c.tenant AND p.subject = c.subject) FROM customer c WHERE state = 'active'";

    /** Whoever bought something since stays: one statement looks and closes. */
    private static final String CLOSE = "UPDATE customer AS c SET state = 'expired' WHERE tenant = ? AND subject = ?"
            + " AND state = 'active' AND NOT EXISTS (SELECT 1 FROM purchase p"
            + " WHERE p.tenant = c.tenant AND p.subject = c.subject AND p.day >= ?)";

    private final Database database;

    UserAccounts(Database database) {
        this.database = database;
    }

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

    /** As a run sees them: read once when it asks for the tenants. */
    AccountDirectory directory() {
        return new AccountDirectory() {
            private Map<TenantId, List<UserAccount>> accounts = Map.of();

            @Override
            public Collection<TenantId> tenants() {
                accounts = readOpen();
                return accounts.keySet();
            }

            @Override
            public Collection<UserAccount> accountsOf(TenantId tenant) {
                return accounts.getOrDefault(tenant, List.of());
            }

            @Override
            public boolean expire(TenantId tenant, UserAccount account) {
                return close(tenant, account);
            }
        };
    }

    private Map<TenantId, List<UserAccount>> readOpen() {
        try {
            return open();
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not answer", e);
        }
    }

    private boolean close(TenantId tenant, UserAccount account) {
        try {
            return database.update(
                            CLOSE,
                            tenant.value(),
                            account.id().value(),
                            account.lastActivityAt()
                                    .atZone(ZoneOffset.UTC)
                                    .toLocalDate()
                                    .toString())
                    == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not answer", e);
        }
    }
}
