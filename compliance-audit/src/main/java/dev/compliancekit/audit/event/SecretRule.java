package dev.compliancekit.audit.event;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happens to card numbers and secrets that an event would carry into the log: in values of attributes, in the
 * target, and in the id of an actor of the kind {@link Actor.Kind#OTHER}, which is whatever somebody typed. The
 * pseudonyms of other actors and the ids of events are the application's own and left alone.
 *
 * <p>What the client sent - its user agent, what it typed as a name - is masked at most, never refused: else a client
 * could keep its sign-in out of the log. <em>Immutable.</em>
 *
 * @param cards what happens to card numbers: 13 to 19 digits beginning with 2 to 6, of which the last is the check
 *     digit (ISO/IEC 7812-1), in one piece or in groups of 3 or more with a blank or hyphen between them
 * @param secrets what happens to secrets: attributes whose name says that they hold one, such as {@code password} or
 *     {@code apiKey}, and values that look like a bearer token, a JSON Web Token, a private key in PEM, an access key
 *     of a cloud, {@code password=...} and the like
 */
public record SecretRule(Treatment cards, Treatment secrets) {

    /** What happens to something found. */
    public enum Treatment {
        /** It is stored as it is. */
        KEEP,
        /** It is made unreadable and the event is stored; a card number keeps its last four digits. */
        MASK,
        /** The event is refused. */
        REFUSE
    }

    private static final String TARGET = "Target";
    private static final String ACTOR = "Actor";

    /**
     * Checks that both are given.
     *
     * @param cards what happens to card numbers
     * @param secrets what happens to secrets
     */
    public SecretRule {
        Objects.requireNonNull(cards, "cards");
        Objects.requireNonNull(secrets, "secrets");
    }

    /**
     * Card numbers are masked to the last four digits (PCI DSS 3.4.1), secrets are refused.
     *
     * @return the rule that a log has if nothing else is said
     */
    public static SecretRule standard() {
        return new SecretRule(Treatment.MASK, Treatment.REFUSE);
    }

    /** The event as it may be stored; the same object if nothing was found. */
    AuditEvent apply(AuditEvent event) {
        SortedMap<String, String> changed = new TreeMap<>();
        event.attributes().forEach((name, value) -> {
            String cleaned = attribute(name, value);
            if (!cleaned.equals(value)) {
                changed.put(name, cleaned);
            }
        });
        String target = cleaned(TARGET, event.target(), cards, secrets);
        Actor actor = event.actor();
        if (actor.kind() == Actor.Kind.OTHER) {
            actor = new Actor(actor.kind(), cleaned(ACTOR, actor.id(), atMostMasked(cards), atMostMasked(secrets)));
        }
        if (changed.isEmpty() && target.equals(event.target()) && actor.equals(event.actor())) {
            return event;
        }
        SortedMap<String, String> attributes = new TreeMap<>(event.attributes());
        attributes.putAll(changed);
        return new AuditEvent(
                event.tenant(), actor, event.action(), target, event.outcome(), event.occurredAt(), attributes);
    }

    private String attribute(String name, String value) {
        if (name.equals(AuditEvent.EVENT_ID)) {
            return value;
        }
        if (name.equals(AuditEvent.USER_AGENT)) {
            return cleaned(name, value, atMostMasked(cards), atMostMasked(secrets));
        }
        if (secrets != Treatment.KEEP && SecretNames.isSecret(name) && !value.equals(SecretShapes.MASK)) {
            if (secrets == Treatment.REFUSE) {
                throw refusal("attribute " + name + " is by its name a secret", "secrets");
            }
            return SecretShapes.MASK;
        }
        return cleaned(name, value, cards, secrets);
    }

    private static String cleaned(String what, String text, Treatment cards, Treatment secrets) {
        String cleaned = text;
        if (secrets != Treatment.KEEP) {
            cleaned = SecretShapes.masked(text);
            if (secrets == Treatment.REFUSE && !cleaned.equals(text)) {
                throw refusal(called(what) + " looks like a secret", "secrets");
            }
        }
        if (cards != Treatment.KEEP) {
            String masked = CardNumbers.masked(cleaned);
            if (cards == Treatment.REFUSE && !masked.equals(cleaned)) {
                throw refusal(called(what) + " holds a card number", "card numbers");
            }
            cleaned = masked;
        }
        return cleaned;
    }

    /** No attribute can have the names of the other two: they begin with a capital. */
    private static String called(String what) {
        return what.equals(TARGET) || what.equals(ACTOR) ? what.toLowerCase(Locale.ROOT) : "attribute " + what;
    }

    private static Treatment atMostMasked(Treatment treatment) {
        return treatment == Treatment.REFUSE ? Treatment.MASK : treatment;
    }

    private static IllegalArgumentException refusal(String what, String without) {
        return new IllegalArgumentException(what + "; accepted are events without " + without);
    }
}
