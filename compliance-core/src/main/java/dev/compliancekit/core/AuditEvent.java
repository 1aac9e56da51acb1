package dev.compliancekit.core;

import dev.compliancekit.core.internal.Codes;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something that happened and must be provable later: who did what to what, how it ended and when, with attributes.
 * <em>Immutable.</em>
 *
 * @param tenant whose data or account it is about
 * @param actor who did it
 * @param action what was done
 * @param target what it was done to, 1 to 256 characters, for example {@code customer/1017}; a pseudonym, no personal
 *     data
 * @param outcome how it ended
 * @param occurredAt when it happened, by the caller's clock
 * @param attributes more about it, by name; sorted by name; at most 64; names of 1 to 64 letters and digits starting
 *     with a lower-case letter, values of at most 4,096 characters
 */
public record AuditEvent(
        TenantId tenant,
        Actor actor,
        Action action,
        String target,
        Outcome outcome,
        Instant occurredAt,
        SortedMap<String, String> attributes) {

    /** Attribute: the client's address, in text form without a port. */
    public static final String ADDRESS = "address";

    /** Attribute: the client's user agent as it was sent. */
    public static final String USER_AGENT = "userAgent";

    /** Attribute: {@code phone}, {@code tablet}, {@code desktop}, {@code bot} or {@code other}. */
    public static final String DEVICE_TYPE = "deviceType";

    /** Attribute: why, in words or as a rule's name. */
    public static final String REASON = "reason";

    /** Attribute: for what purpose data were accessed. */
    public static final String PURPOSE = "purpose";

    /**
     * The attribute for the caller's own id of the event, unique among those of the tenant, such as a UUID of version 7
     * (RFC 9562): a sink can tell by it that an event is appended a second time.
     */
    public static final String EVENT_ID = "eventId";

    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");
    private static final int MAX_TARGET = 256;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_ATTRIBUTE_LENGTH = 4096;

    /**
     * Checks every part and copies the attributes.
     *
     * @param tenant whose data or account it is about
     * @param actor who did it
     * @param action what was done
     * @param target what it was done to, 1 to 256 characters
     * @param outcome how it ended
     * @param occurredAt when it happened
     * @param attributes more about it; copied; names of 1 to 64 letters and digits starting with a lower-case letter,
     *     values of at most 4,096 characters
     * @throws IllegalArgumentException if the target, an attribute's name or value, or their number is not accepted
     */
    public AuditEvent {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Codes.requireText("target", target, MAX_TARGET);
        // not new TreeMap<>(attributes): that would keep the caller's order, and with it the caller's idea of equal
        // names
        TreeMap<String, String> copy = new TreeMap<>();
        copy.putAll(attributes);
        if (copy.size() > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "event has " + copy.size() + " attributes; accepted are at most " + MAX_ATTRIBUTES);
        }
        copy.forEach(AuditEvent::requireAttribute);
        attributes = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * Starts an event; the target is the tenant's account and there are no attributes until said otherwise.
     *
     * @param tenant whose data or account it is about
     * @param actor who did it
     * @param action what was done
     * @param outcome how it ended
     * @param occurredAt when it happened
     * @return a builder, not thread-safe
     */
    public static Builder builder(TenantId tenant, Actor actor, Action action, Outcome outcome, Instant occurredAt) {
        return new Builder(tenant, actor, action, outcome, occurredAt);
    }

    /** Whose, what, how it ended and when; on one line, without the parts that may hold personal or hostile text. */
    @Override
    public String toString() {
        return "AuditEvent[" + tenant + " " + action + " " + outcome.code() + " " + occurredAt + "]";
    }

    private static void requireAttribute(String name, String value) {
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "attribute name is not accepted; accepted are 1 to 64 letters and digits "
                            + "starting with a lower-case letter");
        }
        Objects.requireNonNull(value, name);
        if (value.length() > MAX_ATTRIBUTE_LENGTH) {
            throw new IllegalArgumentException("attribute " + name + " has " + value.length()
                    + " characters; accepted are at most " + MAX_ATTRIBUTE_LENGTH);
        }
        Codes.requireWellFormed("attribute " + name, value);
    }

    /** Collects the optional parts of an event. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final TenantId tenant;
        private final Actor actor;
        private final Action action;
        private final Outcome outcome;
        private final Instant occurredAt;
        private final TreeMap<String, String> attributes = new TreeMap<>();
        private String target;

        private Builder(TenantId tenant, Actor actor, Action action, Outcome outcome, Instant occurredAt) {
            this.tenant = tenant;
            this.actor = actor;
            this.action = action;
            this.outcome = outcome;
            this.occurredAt = occurredAt;
            this.target = "account/" + tenant;
        }

        /**
         * Says what it was done to.
         *
         * @param what 1 to 256 characters, no personal data
         * @return this builder
         */
        public Builder target(String what) {
            this.target = what;
            return this;
        }

        /**
         * Adds an attribute, or replaces the one of that name.
         *
         * @param name 1 to 64 letters and digits, for example {@link AuditEvent#ADDRESS}
         * @param value at most 4,096 characters
         * @return this builder
         */
        public Builder attribute(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        /**
         * Adds all attributes of a map.
         *
         * @param more names and values; read now, not kept
         * @return this builder
         */
        public Builder attributes(Map<String, String> more) {
            attributes.putAll(more);
            return this;
        }

        /**
         * The event.
         *
         * @return an immutable event
         * @throws IllegalArgumentException if a part is not accepted, see {@link AuditEvent}
         */
        public AuditEvent build() {
            return new AuditEvent(tenant, actor, action, target, outcome, occurredAt, attributes);
        }
    }
}
