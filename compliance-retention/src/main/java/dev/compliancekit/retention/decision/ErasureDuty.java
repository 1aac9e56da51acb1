package dev.compliancekit.retention.decision;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.retention.Obligation;
import dev.compliancekit.retention.deadline.Deadline;
import dev.compliancekit.retention.deadline.DeadlineRule;
import java.time.Instant;
import java.util.Objects;

/**
 * A duty to erase a record, from a promise or a law.
 *
 * @param id which one, 1 to 128 visible ASCII characters
 * @param from from when the record may be erased for it
 * @param actBy the earliest reading of the deadline: by then it is in time under every reading
 * @param due the deadline on the wall clock, or the exact one; at it is in time
 */
@Immutable
public record ErasureDuty(String id, Instant from, Instant actBy, Instant due) {

    /**
     * Checks the parts.
     *
     * @param id which one
     * @param from from when the record may be erased for it
     * @param actBy the earliest reading of the deadline; not before {@code from}
     * @param due the deadline; not before {@code actBy}
     * @throws IllegalArgumentException if the id is not accepted or the instants are out of order
     */
    public ErasureDuty {
        Ids.requireAccepted("duty to erase", id);
        Objects.requireNonNull(from, "from");
        if (actBy.isBefore(from) || due.isBefore(actBy)) {
            throw new IllegalArgumentException("duty to erase " + id
                    + " has its instants out of order; accepted are from, actBy and due, each not before the last");
        }
    }

    /**
     * The duty of an obligation; its id is the page and the kind of event, for example {@code joomag:OWNER_DELETION}.
     *
     * @param obligation what an event started
     * @return the duty
     * @throws IllegalArgumentException if the page's name is not accepted in an id
     */
    public static ErasureDuty of(Obligation obligation) {
        Deadline deadline = obligation.deadline();
        Instant due = deadline.end(DeadlineRule.WALL_CLOCK)
                .or(() -> deadline.end(DeadlineRule.EXACT))
                .orElseGet(deadline::actBy);
        return new ErasureDuty(
                obligation.policy() + ":" + obligation.event().kind(), obligation.deleteFrom(), deadline.actBy(), due);
    }
}
