package dev.compliancekit.jdbc.due;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.deadline.Deadline;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Something that falls due: what, because of which event, by which limit in which zone, and when. What the due instant
 * was computed from is kept with it, so that it can be computed again. <em>Immutable.</em>
 *
 * @param key what falls due
 * @param event when the period started
 * @param limit how long it is
 * @param zone whose wall clock is meant
 * @param due from when it is to be worked off
 * @param policy which version of which policy says so, 1 to 128 visible ASCII characters
 */
public record DueItem(Key key, Instant event, TimeLimit limit, ZoneId zone, Instant due, String policy) {

    /**
     * What falls due; at most once at a time.
     *
     * @param tenant the tenant
     * @param recordClass what it is, for example {@code account}
     * @param item which one; no personal data
     */
    public record Key(TenantId tenant, RecordClass recordClass, RecordId item) {

        /**
         * Checks that all is there.
         *
         * @param tenant the tenant
         * @param recordClass what it is
         * @param item which one
         */
        public Key {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(recordClass, "recordClass");
            Objects.requireNonNull(item, "item");
        }
    }

    /**
     * Checks the parts.
     *
     * @param key what falls due
     * @param event when the period started
     * @param limit how long it is; in ISO 8601 at most 64 characters
     * @param zone whose wall clock is meant; its id at most 64 characters
     * @param due from when it is to be worked off
     * @param policy which version of which policy says so
     * @throws IllegalArgumentException if the policy is not accepted, or the limit or the zone is too long
     */
    public DueItem {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(due, "due");
        if (!policy.matches("[ -~]{1,128}") || policy.isBlank()) {
            throw new IllegalArgumentException(
                    "due item has a policy that is not accepted; accepted are 1 to 128 visible ASCII characters");
        }
        if (limit.toString().length() > 64 || zone.getId().length() > 64) {
            throw new IllegalArgumentException(
                    "due item has a limit or a zone that is too long; accepted are at most 64 characters");
        }
    }

    /**
     * What falls due by a deadline: from the earliest of its readings, {@link Deadline#actBy}.
     *
     * @param key what falls due
     * @param deadline when
     * @param policy which version of which policy says so
     * @return the item
     */
    public static DueItem of(Key key, Deadline deadline, String policy) {
        return new DueItem(key, deadline.event(), deadline.limit(), deadline.zone(), deadline.actBy(), policy);
    }
}
