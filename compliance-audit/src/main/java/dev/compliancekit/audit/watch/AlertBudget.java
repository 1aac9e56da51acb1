package dev.compliancekit.audit.watch;

import dev.compliancekit.core.TenantId;
import java.util.HashMap;
import java.util.Map;

/**
 * How many alerts may be raised in an hour, so that a flood neither buries whoever is on call nor fills the log. What
 * is held back is counted, and said when the hour is over. Alerts about the watch itself do not count with the others.
 * <em>Not thread-safe: the watch holds its lock.</em>
 */
final class AlertBudget {

    static final int PER_HOUR_OF_ONE = 20;
    static final int PER_HOUR_OF_ALL = 1000;

    private static final long HOUR = 3600;

    private final Map<TenantId, Integer> raised = new HashMap<>();
    private final TenantId operator;
    private int total;
    private int heldBack;
    private long hour;

    AlertBudget(TenantId operator, long now) {
        this.operator = operator;
        this.hour = Math.floorDiv(now, HOUR);
    }

    /** Whether one more may be raised now. */
    boolean take(TenantId tenant) {
        boolean own = tenant.equals(operator);
        if ((total >= PER_HOUR_OF_ALL && !own) || raised.getOrDefault(tenant, 0) >= PER_HOUR_OF_ONE) {
            holdBack();
            return false;
        }
        raised.merge(tenant, 1, Integer::sum);
        total += own ? 0 : 1;
        return true;
    }

    void holdBack() {
        heldBack = Math.min(heldBack + 1, Integer.MAX_VALUE - 1);
    }

    /** Begins a new hour if it is time; how many alerts were held back in the last, 0 while it goes on. */
    int tick(long now) {
        if (Math.floorDiv(now, HOUR) == hour) {
            return 0;
        }
        hour = Math.floorDiv(now, HOUR);
        int held = heldBack;
        raised.clear();
        total = 0;
        heldBack = 0;
        return held;
    }
}
