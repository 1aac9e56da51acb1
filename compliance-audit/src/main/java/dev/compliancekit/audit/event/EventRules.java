package dev.compliancekit.audit.event;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What every event must say and none may hold before the log takes it: a pure function from an event to the event that
 * is stored, or a refusal in one sentence. Actions without a rule are only searched for card numbers and secrets.
 *
 * <p>Applying the rules to what they let pass changes nothing. <em>Immutable.</em>
 */
public final class EventRules {

    private final Map<Action, EventRule> rules;
    private final SecretRule secrets;

    private EventRules(Map<Action, EventRule> rules, SecretRule secrets) {
        this.rules = Map.copyOf(rules);
        this.secrets = secrets;
    }

    /**
     * The rules of the vocabulary, see {@code docs/formats/event-vocabulary.md}, with {@link SecretRule#standard}.
     *
     * @return the rules that a log has if nothing else is said
     */
    public static EventRules vocabulary() {
        EventRules rules = new EventRules(Map.of(), SecretRule.standard());
        for (EventRule rule : Vocabulary.rules()) {
            rules = rules.with(rule);
        }
        return rules;
    }

    /**
     * No rules: every event is taken as it is. For logs that are fed from elsewhere and must show what came.
     *
     * @return rules that change and refuse nothing
     */
    public static EventRules none() {
        return new EventRules(Map.of(), new SecretRule(SecretRule.Treatment.KEEP, SecretRule.Treatment.KEEP));
    }

    /**
     * These rules with one more, for an action of the application's own, or in place of the rule for that action.
     *
     * @param rule what events of its action must say
     * @return new rules
     */
    public EventRules with(EventRule rule) {
        Map<Action, EventRule> more = new HashMap<>(rules);
        more.put(rule.action(), rule);
        return new EventRules(more, secrets);
    }

    /**
     * These rules with another treatment of card numbers and secrets.
     *
     * @param rule what happens to them
     * @return new rules
     */
    public EventRules with(SecretRule rule) {
        return new EventRules(rules, Objects.requireNonNull(rule, "rule"));
    }

    /**
     * The rule for an action.
     *
     * @param action the action
     * @return its rule, empty if every event of that action is taken
     */
    public Optional<EventRule> rule(Action action) {
        return Optional.ofNullable(rules.get(action));
    }

    /**
     * What the log stores for an event.
     *
     * @param event what happened
     * @return the same event, or a copy with card numbers and secrets masked
     * @throws IllegalArgumentException if the event lacks what its action needs, says it in another form, or holds what
     *     a log must not; the message says in one sentence which, and never repeats a value
     */
    public AuditEvent apply(AuditEvent event) {
        EventRule rule = rules.get(event.action());
        if (rule != null) {
            rule.check(event);
        }
        return secrets.apply(event);
    }
}
