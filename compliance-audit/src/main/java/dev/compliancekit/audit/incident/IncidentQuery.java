package dev.compliancekit.audit.incident;

import dev.compliancekit.audit.AuditEntry;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an incident is looked for by: a time window, and in it any of some actors, keys, credentials and addresses; or
 * everything in the window if none is named. An entry lies in the window if it happened there or was recorded there.
 * What was denied touched nothing and is left out. <em>Immutable.</em>
 */
public final class IncidentQuery {

    private static final int MAX_CLUES = 1000;
    private static final int MAX_TEXT = 256;
    private static final List<String> KEYS = List.of(Attributes.KEY_ID, Attributes.EPOCH);
    private static final List<String> CREDENTIALS = List.of(Attributes.SESSION, Attributes.GRANT);
    private static final List<String> ADDRESSES =
            List.of(AuditEvent.ADDRESS, Attributes.PEER_ADDRESS, Attributes.CLAIMED_ADDRESS);

    private final Instant from;
    private final Instant toExclusive;
    private final SortedSet<Clue> clues;

    /** What kind of trace somebody left. */
    private enum Kind {
        ACTOR("actors"),
        KEY("keys"),
        CREDENTIAL("credentials"),
        ADDRESS("addresses");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }
    }

    private record Clue(Kind kind, String value) implements Comparable<Clue> {

        @Override
        public int compareTo(Clue other) {
            return kind == other.kind ? value.compareTo(other.value) : kind.compareTo(other.kind);
        }
    }

    private IncidentQuery(Instant from, Instant toExclusive, SortedSet<Clue> clues) {
        this.from = from;
        this.toExclusive = toExclusive;
        this.clues = clues;
    }

    /**
     * Everything in a time window.
     *
     * @param from inclusive
     * @param toExclusive exclusive
     * @return the query
     * @throws IllegalArgumentException if nothing lies between the two
     */
    public static IncidentQuery between(Instant from, Instant toExclusive) {
        if (!toExclusive.isAfter(from)) {
            throw new IllegalArgumentException(
                    "window is from " + from + " to " + toExclusive + "; accepted is an end after the start");
        }
        return new IncidentQuery(from, toExclusive, new TreeSet<>());
    }

    /**
     * The same, for what an actor did as well.
     *
     * @param actor who
     * @return the changed copy
     * @throws IllegalArgumentException if there are 1,000 traces already
     */
    public IncidentQuery orActor(Actor actor) {
        return or(Kind.ACTOR, actor.toString());
    }

    /**
     * The same, for what names a key as well: its id or its epoch.
     *
     * @param keyId which
     * @return the changed copy
     * @throws IllegalArgumentException if there are 1,000 traces already, or it is blank or longer than 256 characters
     */
    public IncidentQuery orKey(String keyId) {
        return or(Kind.KEY, keyId);
    }

    /**
     * The same, for what was done with a credential as well: a session or a grant.
     *
     * @param credential as the log names it, which is never what opens it
     * @return the changed copy
     * @throws IllegalArgumentException if there are 1,000 traces already, or it is blank or longer than 256 characters
     */
    public IncidentQuery orCredential(String credential) {
        return or(Kind.CREDENTIAL, credential);
    }

    /**
     * The same, for what came from an address as well, whether it was vouched for or claimed.
     *
     * @param address in the text form that the log has
     * @return the changed copy
     * @throws IllegalArgumentException if there are 1,000 traces already, or it is blank or longer than 256 characters
     */
    public IncidentQuery orAddress(String address) {
        return or(Kind.ADDRESS, address);
    }

    private IncidentQuery or(Kind kind, String value) {
        Incident.requireText(kind.name().toLowerCase(Locale.ROOT), value, MAX_TEXT);
        TreeSet<Clue> more = new TreeSet<>(clues);
        more.add(new Clue(kind, value));
        if (more.size() > MAX_CLUES) {
            throw new IllegalArgumentException(
                    "query has more than " + MAX_CLUES + " traces; accepted are at most that");
        }
        return new IncidentQuery(from, toExclusive, more);
    }

    boolean matches(AuditEntry entry) {
        AuditEvent event = entry.event();
        return event.outcome() != Outcome.DENIED
                && (isInWindow(entry.recordedAt()) || isInWindow(event.occurredAt()))
                && (clues.isEmpty() || clues.stream().anyMatch(clue -> isIn(clue, event)));
    }

    /** Whether a part that cannot be read any more could have held what is looked for. */
    boolean leavesOpen(AuditEntry entry) {
        return !clues.isEmpty()
                && !entry.isReadable()
                && entry.event().outcome() != Outcome.DENIED
                && (isInWindow(entry.recordedAt()) || isInWindow(entry.event().occurredAt()))
                && !matches(entry);
    }

    private boolean isInWindow(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(toExclusive);
    }

    private static boolean isIn(Clue clue, AuditEvent event) {
        return switch (clue.kind()) {
            case ACTOR -> event.actor().toString().equals(clue.value());
            case KEY -> hasOneOf(event, KEYS, clue.value());
            case CREDENTIAL -> hasOneOf(event, CREDENTIALS, clue.value());
            case ADDRESS -> hasOneOf(event, ADDRESSES, clue.value());
        };
    }

    private static boolean hasOneOf(AuditEvent event, List<String> names, String value) {
        return names.stream().anyMatch(name -> value.equals(event.attributes().get(name)));
    }

    /** Everything that was asked, in one order; may name persons. */
    String text() {
        StringBuilder text = new StringBuilder(window());
        clues.forEach(clue -> text.append('\n')
                .append(clue.kind().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(clue.value()));
        return text.toString();
    }

    private String window() {
        return "from " + from + " to " + toExclusive;
    }

    /** The window, and how many traces of which kind: for the log, without naming anybody. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(window());
        for (Kind kind : Kind.values()) {
            long count = clues.stream().filter(clue -> clue.kind() == kind).count();
            if (count > 0) {
                text.append(", ").append(count).append(' ').append(kind.plural);
            }
        }
        return text.toString();
    }
}
