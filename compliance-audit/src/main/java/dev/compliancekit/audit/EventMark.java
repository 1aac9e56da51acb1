package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What tells an event that is appended a second time from another one with the same id. What was read from the log has
 * no hash of personal parts but their tag, and a tenant whose keys were destroyed has no tags either.
 *
 * @param eventId what the caller named the event, or empty
 * @param whole SHA-256 over all that the event says; missing if parts of it are sealed, in what was read from the log
 * @param clear SHA-256 over what stands in clear
 * @param tag the tag of all that the event says, if there is one
 */
record EventMark(
        String eventId,
        @Nullable Bytes whole,
        Bytes clear,
        @Nullable Bytes tag) {

    private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

    /** Of an event without an id, which is never another one's double. */
    static final EventMark NONE = new EventMark("", null, NOTHING, null);

    /** Whether it is the same event, as far as can still be told. */
    boolean saysTheSameAs(EventMark other) {
        if (whole != null && other.whole != null) {
            return whole.equals(other.whole);
        }
        if (tag != null && other.tag != null) {
            return tag.equals(other.tag);
        }
        return clear.equals(other.clear);
    }
}
