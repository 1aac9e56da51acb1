package dev.compliancekit.audit.event;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an event of one action must say: the attributes it needs, and the forms of those it may have. Attributes that
 * the rule does not name are left alone. <em>Immutable.</em>
 */
public final class EventRule {

    private final Action action;
    private final SortedMap<String, AttributeForm> forms;
    private final Map<String, AttributeForm> byName;
    private final SortedSet<String> required;
    private final SortedSet<String> requiredOnSuccess;
    private final SortedSet<String> oneOf;

    private EventRule(Builder settings) {
        this.action = settings.action;
        this.forms = Collections.unmodifiableSortedMap(new TreeMap<>(settings.forms));
        this.byName = Map.copyOf(settings.forms);
        this.required = Collections.unmodifiableSortedSet(new TreeSet<>(settings.required));
        this.requiredOnSuccess = Collections.unmodifiableSortedSet(new TreeSet<>(settings.requiredOnSuccess));
        this.oneOf = Collections.unmodifiableSortedSet(new TreeSet<>(settings.oneOf));
    }

    /**
     * Starts a rule that asks for nothing yet.
     *
     * @param action whose events
     * @return a builder, not thread-safe
     */
    public static Builder builder(Action action) {
        return new Builder(Objects.requireNonNull(action, "action"));
    }

    /**
     * Whose events the rule is about.
     *
     * @return the action
     */
    public Action action() {
        return action;
    }

    /**
     * The forms of the attributes that the rule names.
     *
     * @return by name, unmodifiable
     */
    public SortedMap<String, AttributeForm> forms() {
        return forms;
    }

    /**
     * The attributes that every event of the action has.
     *
     * @return their names, unmodifiable
     */
    public SortedSet<String> required() {
        return required;
    }

    /**
     * The attributes that an event has if its outcome is {@link Outcome#SUCCESS}.
     *
     * @return their names, unmodifiable
     */
    public SortedSet<String> requiredOnSuccess() {
        return requiredOnSuccess;
    }

    /**
     * The attributes of which every event of the action has at least one.
     *
     * @return their names, unmodifiable; empty if the rule asks for none
     */
    public SortedSet<String> requiredOneOf() {
        return oneOf;
    }

    /** Checks an event of the rule's action. */
    void check(AuditEvent event) {
        Map<String, String> attributes = event.attributes();
        requireAll(required, attributes);
        if (event.outcome() == Outcome.SUCCESS) {
            requireAll(requiredOnSuccess, attributes);
        }
        if (!oneOf.isEmpty() && Collections.disjoint(oneOf, attributes.keySet())) {
            throw new IllegalArgumentException(
                    action + " has none of the attributes " + String.join(", ", oneOf) + "; accepted is at least one");
        }
        attributes.forEach((name, value) -> {
            AttributeForm form = byName.get(name);
            if (form != null && !form.accepts(value)) {
                throw new IllegalArgumentException(
                        "attribute " + name + " of " + action + " is not accepted; accepted is " + form.accepted());
            }
        });
    }

    private void requireAll(SortedSet<String> names, Map<String, String> attributes) {
        for (String name : names) {
            if (!attributes.containsKey(name)) {
                throw new IllegalArgumentException(action + " has no attribute " + name + "; accepted is "
                        + Objects.requireNonNull(forms.get(name)).accepted());
            }
        }
    }

    /** Collects what a rule asks for. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final Action action;
        private final TreeMap<String, AttributeForm> forms = new TreeMap<>();
        private final TreeSet<String> required = new TreeSet<>();
        private final TreeSet<String> requiredOnSuccess = new TreeSet<>();
        private final TreeSet<String> oneOf = new TreeSet<>();

        private Builder(Action action) {
            this.action = action;
        }

        /**
         * Every event has the attribute.
         *
         * @param name the attribute
         * @param form what its value must look like
         * @return this builder
         */
        public Builder require(String name, AttributeForm form) {
            required.add(name);
            return optional(name, form);
        }

        /**
         * An event whose outcome is {@link Outcome#SUCCESS} has the attribute; another may have it.
         *
         * @param name the attribute
         * @param form what its value must look like
         * @return this builder
         */
        public Builder requireOnSuccess(String name, AttributeForm form) {
            requiredOnSuccess.add(name);
            return optional(name, form);
        }

        /**
         * Every event has at least one of the attributes.
         *
         * @param names the attributes; copied
         * @param form what each one's value must look like
         * @return this builder
         */
        public Builder requireOneOf(List<String> names, AttributeForm form) {
            oneOf.addAll(names);
            names.forEach(name -> optional(name, form));
            return this;
        }

        /**
         * An event may have the attribute, and if it does, in this form.
         *
         * @param name the attribute
         * @param form what its value must look like
         * @return this builder
         */
        public Builder optional(String name, AttributeForm form) {
            forms.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(form, "form"));
            return this;
        }

        /**
         * The rule.
         *
         * @return an immutable rule
         */
        public EventRule build() {
            return new EventRule(this);
        }
    }
}
