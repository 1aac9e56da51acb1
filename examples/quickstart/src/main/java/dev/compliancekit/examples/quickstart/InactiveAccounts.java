package dev.compliancekit.examples.quickstart;

import dev.compliancekit.retention.inactivity.InactivityPolicy;
import dev.compliancekit.retention.inactivity.InactivityReport;
import dev.compliancekit.retention.inactivity.InactivityReport.Ending;
import dev.compliancekit.retention.inactivity.InactivityRun;
import dev.compliancekit.retention.inactivity.InactivityStatus;
import dev.compliancekit.retention.inactivity.InactivityWarning;
import dev.compliancekit.retention.inactivity.UserAccount;
import dev.compliancekit.retention.inactivity.WarningReceipt;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nightly look at the accounts that nobody uses: it warns, waits, and expires. On the first nights all those are
 * found that were unused for long; a run stops at so many, and a person confirms it.
 */
final class InactiveAccounts {

    private final Database database;
    private final UserAccounts accounts;
    private final InactivityPolicy policy;
    private final StoryClock clock;
    private final InactivityRun run;
    private final Map<String, WarningReceipt> mails = new HashMap<>();
    private int expired;
    private int confirmed;

    InactiveAccounts(Application application, ErasurePromises promises, StoryClock clock) {
        this.database = application.database();
        this.accounts = new UserAccounts(database);
        this.policy = promises.inactivity(ZoneOffset.UTC);
        this.clock = clock;
        this.run = InactivityRun.builder(policy, accounts.directory(), this::mail, application.log(), clock)
                .build();
    }

    /** A mail server that sends a mail of one id once. */
    private WarningReceipt mail(InactivityWarning warning) {
        return mails.computeIfAbsent(
                warning.id(), id -> new WarningReceipt("mail " + (mails.size() + 1), clock.instant()));
    }

    /** Warns and expires what is due at the story's time. */
    void look() throws SQLException {
        database.atomically(() -> {
            InactivityReport report = run.run();
            if (report.ending() == Ending.STOPPED_TOO_MANY) {
                confirmed++;
                report = run.runConfirmed();
            }
            expired += report.counts().expired();
        });
    }

    int warned() {
        return mails.size();
    }

    int expired() {
        return expired;
    }

    /** How often a run stopped at too many, and a person let it go on. */
    int confirmed() {
        return confirmed;
    }

    /** Accounts that can be signed in to, and how many of them should not be any more. */
    Open open() throws SQLException {
        int open = 0;
        int overdue = 0;
        for (List<UserAccount> ofStore : accounts.open().values()) {
            for (InactivityStatus status :
                    policy.statusesOf(ofStore, clock.instant()).values()) {
                open++;
                overdue += status instanceof InactivityStatus.Expired ? 1 : 0;
            }
        }
        return new Open(open, overdue);
    }

    /** How many accounts can be signed in to, and how many of them are past their period. */
    record Open(int accounts, int overdue) {}
}
