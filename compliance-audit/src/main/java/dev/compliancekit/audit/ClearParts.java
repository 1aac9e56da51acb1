package dev.compliancekit.audit;

import dev.compliancekit.audit.event.AttributeForm;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.event.DeviceType;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of an event stands in clear in a log with sealing: what statistics, controls and the history of keys need, and
 * only in a form that holds no person. Everything else is personal, also what is not known here. <em>Immutable.</em>
 */
final class ClearParts {

    /** Happens after keys are gone, or before there are any: these events must need none. */
    private static final Set<Action> OF_KEYS_AND_LOG = Set.of(
            Action.KEY_CREATED,
            Action.KEY_DESTROYED,
            Action.KEY_EXPORTED,
            Action.LOG_STARTED,
            Action.LOG_STOPPED,
            Action.LOG_RECOVERED,
            Action.LOG_VERIFIED,
            Action.LOG_PRUNED,
            Action.TENANT_HEADS);

    /**
     * Must be told, counted and verified when keys are gone; what they say is written by the operator, of no person.
     */
    private static final Set<Action> OF_INCIDENTS =
            Set.of(Action.INCIDENT_OPENED, Action.INCIDENT_SCOPED, Action.INCIDENT_NOTIFIED, Action.INCIDENT_CLOSED);

    private static final Set<String> WORDS_OF_INCIDENTS =
            Set.of(AuditEvent.REASON, Attributes.QUERY, Attributes.RECEIPT, Attributes.PUBLICATION);

    /** What of the client's side is about the actor; the rest is about the subject. */
    private static final Set<String> OF_ACTOR = Set.of(
            AuditEvent.ADDRESS,
            Attributes.PEER_ADDRESS,
            Attributes.CLAIMED_ADDRESS,
            AuditEvent.USER_AGENT,
            Attributes.SESSION);

    private static final AttributeForm WORD =
            AttributeForm.of("1 to 64 letters, digits and . _ : / + -", ClearParts::isWord);
    private static final AttributeForm WORDS = AttributeForm.of(
            "such words with single blanks between them",
            value -> Arrays.stream(value.split(" ", -1)).allMatch(ClearParts::isWord));
    private static final AttributeForm ANYTHING = AttributeForm.of("any text", value -> true);
    private static final Pattern STORE_RESULT = Pattern.compile("store[0-9]{2}");
    private static final int MAX_WORD = 64;

    private static final Map<String, AttributeForm> DEFAULT = Map.ofEntries(
            Map.entry(
                    AuditEvent.DEVICE_TYPE,
                    AttributeForm.oneOf(Arrays.stream(DeviceType.values())
                            .map(DeviceType::code)
                            .toList())),
            Map.entry(Attributes.FACTORS, WORDS),
            Map.entry(Attributes.SECOND_FACTOR, AttributeForm.oneOf(List.of("present", "absent"))),
            Map.entry(Attributes.TIMEOUT, AttributeForm.oneOf(List.of("idle", "absolute"))),
            Map.entry(Attributes.CLASSIFICATION, WORD),
            Map.entry(Attributes.RECORD_CLASS, WORD),
            Map.entry(Attributes.DISPOSITION, WORD),
            Map.entry(Attributes.SEVERITY, WORD),
            Map.entry(Attributes.FORMAT, WORD),
            Map.entry(Attributes.USE, WORD),
            Map.entry(Attributes.KEY_ID, WORD),
            Map.entry("keyPurpose", WORD),
            Map.entry("keySubject", AttributeForm.oneOf(List.of("account", "person"))),
            Map.entry("keyAlgorithm", WORD),
            Map.entry(Attributes.EPOCH, AttributeForm.wholeNumber()),
            Map.entry(Attributes.FILES, AttributeForm.wholeNumber()),
            Map.entry(Attributes.CUT_AT_BYTE, AttributeForm.wholeNumber()),
            Map.entry(Attributes.CUT_BYTES, AttributeForm.wholeNumber()),
            Map.entry(Attributes.ENTRIES, AttributeForm.wholeNumber()),
            Map.entry(Attributes.FOUND, WORD),
            Map.entry(Attributes.LIBRARY_VERSION, WORD),
            Map.entry(Attributes.FINDINGS, AttributeForm.wholeNumber()),
            Map.entry(Attributes.CHECKPOINT_SIZE, AttributeForm.wholeNumber()),
            Map.entry(Attributes.FROM_INDEX, AttributeForm.wholeNumber()),
            Map.entry(Attributes.MINIMUM_INDEX, AttributeForm.wholeNumber()),
            Map.entry(Attributes.TENANTS, AttributeForm.wholeNumber()),
            Map.entry(Attributes.ROOT, WORD),
            Map.entry(Attributes.HEADS, WORD),
            Map.entry(Attributes.DIGEST, WORD),
            Map.entry(Attributes.NEWEST, AttributeForm.instant()),
            Map.entry(Attributes.KNOWN_AT, AttributeForm.instant()),
            Map.entry(Attributes.DELIVERED_AT, AttributeForm.instant()),
            Map.entry("ledgerSize", AttributeForm.wholeNumber()),
            Map.entry("nextOffset", AttributeForm.wholeNumber()), // how far a queue is in the log
            Map.entry(Attributes.CERTIFICATE, WORD),
            Map.entry("stores", WORDS),
            Map.entry("inTime", WORD),
            Map.entry(Attributes.REQUESTED_AT, AttributeForm.instant()),
            Map.entry("executeFrom", AttributeForm.instant()),
            Map.entry("begunAt", AttributeForm.instant()),
            Map.entry(Attributes.DUE, AttributeForm.instant()));

    private final Map<String, AttributeForm> clear;

    private ClearParts(Map<String, AttributeForm> clear) {
        this.clear = Map.copyOf(clear);
    }

    /** What is in clear if nothing else is said, and more. */
    static ClearParts defaultAnd(Map<String, AttributeForm> more) {
        Map<String, AttributeForm> clear = new HashMap<>(DEFAULT);
        clear.putAll(more);
        return new ClearParts(clear);
    }

    /** Programs are no persons. */
    static boolean isActorClear(Actor actor) {
        return actor.kind() == Actor.Kind.SERVICE;
    }

    static boolean isTargetClear(AuditEvent event) {
        String target = event.target();
        return target.equals("log")
                || target.equals("account/" + event.tenant())
                || OF_KEYS_AND_LOG.contains(event.action())
                || OF_INCIDENTS.contains(event.action())
                || event.action().equals(Action.ERASURE_COMPLETED);
    }

    /** Whether an attribute stays as it is. */
    boolean isClear(Action action, String name, String value) {
        AttributeForm form = clear.get(name);
        boolean isWhy = name.equals(AuditEvent.REASON) || name.equals(Attributes.POLICY);
        if ((isWhy && OF_KEYS_AND_LOG.contains(action))
                || (OF_INCIDENTS.contains(action) && WORDS_OF_INCIDENTS.contains(name))
                || (action.equals(Action.ERASURE_COMPLETED) && isOfCertificate(name))) {
            form = ANYTHING;
        }
        return action.equals(Action.TENANT_HEADS) || (form != null && form.accepts(value));
    }

    private static boolean isOfCertificate(String name) {
        return name.equals(Attributes.AUTHORITY) || STORE_RESULT.matcher(name).matches();
    }

    /** Whether an attribute that does not stay is about the actor. */
    static boolean isOfActor(String name) {
        return OF_ACTOR.contains(name);
    }

    /** Whether it tells of an erasure, so that it must go in although keys are gone. */
    static boolean tellsOfErasure(Action action) {
        return action.equals(Action.KEY_DESTROYED) || action.equals(Action.ERASURE_COMPLETED);
    }

    private static boolean isWord(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_WORD
                && value.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "._:/+-".indexOf(c) >= 0);
    }
}
