package dev.compliancekit.audit;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import java.time.Instant;
import java.util.Objects;

/**
 * An event as it stands in the log. Of a personal part that cannot be read nothing is shown: in place of an actor's id
 * and of a target stand the part's state and the tag that equal ones have, for example {@code erased:} and 32
 * hexadecimal digits, and attributes are left out. <em>Immutable.</em>
 *
 * @param index the entry's index in the log, from 0
 * @param leafHash the entry's leaf hash (RFC 9162 section 2.1.1), 32 bytes
 * @param tenantSequence the entry's number among those of its tenant, from 0, without gaps
 * @param recordedAt when the log took it, by the log's clock
 * @param event what happened, as far as it can be read
 * @param actorState whether the actor's part can be read: the id, addresses, user agent, session
 * @param subjectState whether the part about the subject can be read: the target and most other attributes
 */
public record AuditEntry(
        long index,
        Bytes leafHash,
        long tenantSequence,
        Instant recordedAt,
        AuditEvent event,
        PartState actorState,
        PartState subjectState) {

    /**
     * Checks that nothing is missing.
     *
     * @param index the entry's index in the log, from 0
     * @param leafHash the entry's leaf hash, 32 bytes
     * @param tenantSequence the entry's number among those of its tenant, from 0
     * @param recordedAt when the log took it
     * @param event what happened, as far as it can be read
     * @param actorState whether the actor's part can be read
     * @param subjectState whether the part about the subject can be read
     * @throws IllegalArgumentException if a number is negative
     */
    public AuditEntry {
        Objects.requireNonNull(leafHash, "leafHash");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(actorState, "actorState");
        Objects.requireNonNull(subjectState, "subjectState");
        if (index < 0 || tenantSequence < 0) {
            throw new IllegalArgumentException("index and tenantSequence start at 0");
        }
    }

    /**
     * Whether the event is all there.
     *
     * @return true if both parts can be read
     */
    public boolean isReadable() {
        return actorState == PartState.READABLE && subjectState == PartState.READABLE;
    }

    /**
     * Whether a personal part of an entry can be read. In an entry without sealed parts every part is
     * {@link #READABLE}.
     *
     * <p>The states are in the order of their gravity.
     */
    public enum PartState {
        /** The part is there. */
        READABLE("readable"),
        /** The key of the person or of the tenant was destroyed on purpose: nobody can read the part again. */
        ERASED("erased"),
        /** The key is not in the key store, and was not destroyed on purpose: raise an alarm. */
        KEY_MISSING("key-missing"),
        /** The part does not authenticate at its place: it was altered, or comes from elsewhere. */
        TAMPERED("tampered");

        private final String code;

        PartState(String code) {
            this.code = code;
        }

        /**
         * The name in what is shown instead of the part: lower case.
         *
         * @return {@code readable}, {@code erased}, {@code key-missing} or {@code tampered}
         */
        public String code() {
            return code;
        }

        /** The graver one. */
        PartState or(PartState other) {
            return compareTo(other) < 0 ? other : this;
        }
    }
}
