package dev.compliancekit.audit;

import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The receipts of the last events that bear an id, so that an event that is appended again, as callers do when an
 * answer was lost, is no second entry. Bounded; the oldest go first. <em>Not thread-safe.</em>
 */
final class EventWindow {

    private final int limit;
    private final Map<Name, Known> events = new LinkedHashMap<>();

    private record Name(TenantId tenant, String eventId) {}

    private record Known(AuditReceipt receipt, EventMark mark) {}

    /** @param limit how many events, 0 or more */
    EventWindow(int limit) {
        this.limit = limit;
    }

    /**
     * Refuses the events of a request if one bears the id of another event, in the log or among them, or can be no new
     * entry and is none that is known.
     *
     * @throws IllegalArgumentException naming the place of the other event, if it has one; or why it can be none
     */
    void requireOwnIds(List<EntryForm> forms) {
        Map<Name, EntryForm> mine = new HashMap<>();
        for (EntryForm form : forms) {
            if (form.eventId().isEmpty()) {
                continue;
            }
            Name name = new Name(form.tenant(), form.eventId());
            Known known = events.get(name);
            String refusal = form.refusal();
            if (known == null && refusal != null) {
                throw new IllegalArgumentException(refusal);
            }
            if (known != null && !known.mark().saysTheSameAs(form.mark())) {
                throw new IllegalArgumentException("the eventId of an event is that of entry "
                        + known.receipt().index() + ", which says something else; accepted is an id of its own");
            }
            EntryForm other = mine.putIfAbsent(name, form);
            if (other != null && !other.mark().saysTheSameAs(form.mark())) {
                throw new IllegalArgumentException(
                        "two events of one call have the same eventId and say different things; accepted is an id for each");
            }
        }
    }

    /** The receipt of the event, if it is in the log already. */
    Optional<AuditReceipt> find(EntryForm form) {
        return form.eventId().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(events.get(new Name(form.tenant(), form.eventId())))
                        .map(Known::receipt);
    }

    void add(EntryForm form, AuditReceipt receipt) {
        if (form.eventId().isEmpty() || limit == 0) {
            return;
        }
        events.put(new Name(form.tenant(), form.eventId()), new Known(receipt, form.mark()));
        if (events.size() > limit) {
            events.remove(events.keySet().iterator().next());
        }
    }
}
