package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.EpochReport;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.erasure.ErasureOutcome;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lives through the two weeks: takes what happens to the accounts, and each night erases what is due, warns and expires
 * who was inactive, and backs up the rest.
 */
final class Nights {

    /** What must happen at once does not wait for the night. */
    private static final Duration PICKED_UP_AFTER = Duration.ofMinutes(5);

    private final Story story;
    private final StoryClock clock;
    private final Erasures erasures;
    private final Backups backups;
    private final TenantKeys keys;
    private final List<TenantId> tenants;
    private final InactiveAccounts inactive;

    Nights(
            Story story,
            StoryClock clock,
            Erasures erasures,
            Backups backups,
            TenantKeys keys,
            List<TenantId> tenants,
            InactiveAccounts inactive) {
        this.story = story;
        this.clock = clock;
        this.erasures = erasures;
        this.backups = backups;
        this.keys = keys;
        this.tenants = tenants;
        this.inactive = inactive;
    }

    /** Everything up to the as-of instant; returns what became of the erasures, in the order of time. */
    List<ErasureOutcome> run(Progress progress) throws IOException, SQLException {
        List<ErasureOutcome> outcomes = new ArrayList<>();
        Deque<AccountEvent> events = new ArrayDeque<>(story.events());
        List<Instant> nights = story.nights();
        for (Instant night : nights) {
            receiveUntil(night, events, outcomes);
            clock.moveTo(night);
            outcomes.addAll(erasures.runAt(night));
            inactive.look();
            backups.run(night, tenants);
            beginEpoch();
            progress.at(nights.indexOf(night) + 1L, nights.size(), "nights");
        }
        receiveUntil(story.asOf(), events, outcomes);
        clock.moveTo(story.asOf());
        return outcomes;
    }

    /** So that what was shredded is beyond reach in the copies of the key store, too. */
    private void beginEpoch() {
        EpochReport report = keys.epochs().advance(Application.EPOCHS);
        if (!report.rewrap().isComplete()) {
            throw new IllegalStateException(
                    "keys could not be wrapped anew: " + report.rewrap().failures());
        }
    }

    /** What happened before the story's first night is told in retrospect: the clock does not go back for it. */
    private void receiveUntil(Instant until, Deque<AccountEvent> events, List<ErasureOutcome> outcomes) {
        while (!events.isEmpty() && !events.getFirst().at().isAfter(until)) {
            AccountEvent event = events.removeFirst();
            if (event.at().isAfter(clock.instant())) {
                clock.moveTo(event.at());
            }
            erasures.receive(event);
            if (event.kind() == AccountEvent.Kind.DESTRUCTION_REQUEST) {
                clock.moveTo(event.at().plus(PICKED_UP_AFTER));
                outcomes.addAll(erasures.runAt(clock.instant()));
            }
        }
    }
}
