package dev.compliancekit.jdbc.due;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.Micros;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.ZoneChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Computes due instants again, page by page, each in a transaction of its own. */
final class DueRecompute {

    private static final int PAGE = 1000;

    /** That of {@link ZoneChange#touches}. */
    private static final Duration MARGIN = Duration.ofHours(26);

    private final Database database;
    private final SqlDialect dialect;

    DueRecompute(Database database, SqlDialect dialect) {
        this.database = database;
        this.dialect = dialect;
    }

    /** Only the ranges of the two indexes by zone in which the change can matter are read. */
    long zone(ZoneId zone, ZoneChange change) {
        long margin = MARGIN.toNanos() / 1000;
        return zone(zone, change, "event_at", 0) + zone(zone, change, "due_at", margin);
    }

    private long zone(ZoneId zone, ZoneChange change, String column, long margin) {
        DueRows.Range all = database.statement(connection -> DueRows.all(connection, zone, column));
        long changed = 0;
        for (ZoneChange.Span span : change.spans()) {
            long from = Math.max(all.from(), Micros.floor(span.from()) - margin);
            long to = Math.min(all.toExclusive(), Micros.ceil(span.toExclusive()) + margin);
            if (from < to) {
                changed += pages(
                        new DueRows.Range(all.condition(), all.value(), column, from, to), item -> again(zone, item));
            }
        }
        return changed;
    }

    private static DueItem again(ZoneId zone, DueItem item) {
        return DueItem.of(item.key(), DeadlineRules.in(zone).deadline(item.event(), item.limit()), item.policy());
    }

    long policy(RecordClass recordClass, String policy, UnaryOperator<DueItem> again) {
        return pages(
                new DueRows.Range("record_class = ?", recordClass.value(), "due_at", Long.MIN_VALUE, Long.MAX_VALUE),
                item -> item.policy().equals(policy) ? item : again.apply(item));
    }

    private long pages(DueRows.Range range, UnaryOperator<DueItem> again) {
        long changed = 0;
        @Nullable DueItem last = null;
        while (true) {
            @Nullable DueItem after = last;
            List<DueItem> page = database.statement(connection -> DueRows.page(connection, range, after, PAGE));
            if (page.isEmpty()) {
                return changed;
            }
            changed += database.transaction(connection -> change(connection, page, again));
            last = page.get(page.size() - 1);
        }
    }

    private long change(Connection connection, List<DueItem> page, UnaryOperator<DueItem> again) throws SQLException {
        dialect.beginWriting(connection, "compliancekit_due");
        long changed = 0;
        for (DueItem before : page) {
            DueItem now = again.apply(before);
            if (!now.key().equals(before.key()) || !now.event().equals(before.event())) {
                throw new IllegalArgumentException(
                        "a due item was computed again with another key or event; accepted are those it had");
            }
            boolean moved = Micros.ceil(now.due()) != Micros.ceil(before.due());
            boolean same = !moved
                    && now.policy().equals(before.policy())
                    && now.limit().equals(before.limit());
            if (!same && DueRows.change(dialect, connection, before, now) && moved) {
                changed++;
            }
        }
        return changed;
    }
}
