package dev.compliancekit.audit.event;

import static dev.compliancekit.core.AuditEvent.ADDRESS;
import static dev.compliancekit.core.AuditEvent.DEVICE_TYPE;
import static dev.compliancekit.core.AuditEvent.PURPOSE;
import static dev.compliancekit.core.AuditEvent.REASON;
import static dev.compliancekit.core.AuditEvent.USER_AGENT;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Classification;
import java.util.Arrays;
import java.util.List;

/** What the events of the pages' claims must say; {@code docs/formats/event-vocabulary.md} is the same as a table. */
final class Vocabulary {

    private static final AttributeForm NAME = AttributeForm.text(256);
    private static final AttributeForm WORDS = AttributeForm.text(4096);
    private static final AttributeForm ANYTHING = AttributeForm.of("any text", value -> true);
    private static final AttributeForm TIME = AttributeForm.instant();
    private static final AttributeForm NUMBER = AttributeForm.wholeNumber();
    private static final AttributeForm ADDRESSES = AttributeForm.address();
    private static final AttributeForm DEVICES = AttributeForm.oneOf(
            Arrays.stream(DeviceType.values()).map(DeviceType::code).toList());
    private static final AttributeForm FACTOR_NAMES = AttributeForm.of(
            "1 to 8 names of RFC 8176 such as \"pwd otp\", separated by single blanks", Vocabulary::areFactors);
    private static final AttributeForm SECOND_FACTORS = AttributeForm.oneOf(List.of("present", "absent"));
    private static final AttributeForm CLASSES = AttributeForm.oneOf(
            Arrays.stream(Classification.values()).map(Enum::name).toList());
    private static final AttributeForm ACTORS = AttributeForm.of("an actor such as staff:s-17", Vocabulary::isActor);
    private static final AttributeForm SEVERITIES = AttributeForm.oneOf(List.of("low", "medium", "high", "critical"));
    private static final AttributeForm FOUND = AttributeForm.oneOf(List.of("new", "whole", "cut"));
    private static final AttributeForm DIGEST = AttributeForm.of(
            "64 hexadecimal digits in lower case",
            value -> value.length() == 64
                    && value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')));
    private static final AttributeForm DISPOSITIONS =
            AttributeForm.oneOf(List.of("retain", "on-hold", "due", "unscheduled"));

    private Vocabulary() {}

    static List<EventRule> rules() {
        return List.of(
                client(Action.SIGN_IN)
                        .require(ADDRESS, ADDRESSES)
                        .require(DEVICE_TYPE, DEVICES)
                        .optional(Attributes.FACTORS, FACTOR_NAMES)
                        .optional(Attributes.SECOND_FACTOR, SECOND_FACTORS)
                        .optional(REASON, WORDS)
                        .build(),
                client(Action.SIGN_OUT).build(),
                client(Action.SESSION_EXPIRED)
                        .require(Attributes.TIMEOUT, AttributeForm.oneOf(List.of("idle", "absolute")))
                        .build(),
                rule(Action.INACTIVITY_EXPIRED)
                        .require(Attributes.LAST_ACTIVITY, TIME)
                        .build(),
                rule(Action.ACCOUNT_STATE).require(REASON, WORDS).build(),
                client(Action.ACCESS)
                        .require(PURPOSE, WORDS)
                        .optional(Attributes.ROLE, NAME)
                        .optional(Attributes.CLASSIFICATION, CLASSES)
                        .optional(Attributes.SECOND_FACTOR, SECOND_FACTORS)
                        .optional(Attributes.GRANT, NAME)
                        .optional(REASON, WORDS)
                        .build(),
                rule(Action.GRANT_GIVEN)
                        .require(REASON, WORDS)
                        .requireOnSuccess(Attributes.HOLDER, ACTORS)
                        .requireOnSuccess(Attributes.FROM, TIME)
                        .requireOnSuccess(Attributes.TO_EXCLUSIVE, TIME)
                        .optional(PURPOSE, WORDS)
                        .optional(Attributes.ROLE, NAME)
                        .build(),
                rule(Action.GRANT_REVOKED).require(REASON, WORDS).build(),
                rule(Action.STORE_WRITE)
                        .require(Attributes.USE, NAME)
                        .require(Attributes.RECORD_CLASS, NAME)
                        .require(Attributes.CLASSIFICATION, CLASSES)
                        .build(),
                rule(Action.EXPORT)
                        .requireOneOf(List.of(Attributes.FORMAT, PURPOSE, Attributes.USE), WORDS)
                        .optional(Attributes.RECORD_CLASS, NAME)
                        .optional(Attributes.CLASSIFICATION, CLASSES)
                        .build(),
                key(Action.KEY_CREATED).build(),
                key(Action.KEY_DESTROYED).build(),
                rule(Action.KEY_EXPORTED)
                        .require(Attributes.KEY_ID, NAME)
                        .require(REASON, WORDS)
                        .build(),
                rule(Action.HOLD_PLACED)
                        .require(REASON, WORDS)
                        .optional(Attributes.AUTHORITY, NAME)
                        .build(),
                rule(Action.HOLD_RELEASED).require(REASON, WORDS).build(),
                rule(Action.ERASURE_REQUESTED)
                        .require(REASON, WORDS)
                        .optional(Attributes.SUBJECT, NAME)
                        .optional(Attributes.DUE, TIME)
                        .build(),
                rule(Action.ERASURE_COMPLETED)
                        .require(Attributes.CERTIFICATE, NAME)
                        .require(Attributes.AUTHORITY, WORDS)
                        .require(Attributes.REQUESTED_AT, TIME)
                        .require(Attributes.DUE, TIME)
                        .optional(Attributes.SUBJECT, NAME)
                        .build(),
                rule(Action.DISPOSITION_DECIDED)
                        .require(Attributes.DISPOSITION, DISPOSITIONS)
                        .require(Attributes.RECORD_CLASS, NAME)
                        .require(REASON, WORDS)
                        .optional(Attributes.AUTHORITY, WORDS)
                        .optional(Attributes.DUE, TIME)
                        .build(),
                rule(Action.CONFIGURATION_CHANGED)
                        .require(REASON, WORDS)
                        .optional(Attributes.OLD_VALUE, ANYTHING)
                        .optional(Attributes.NEW_VALUE, ANYTHING)
                        .build(),
                rule(Action.BACKUP_MADE).optional(Attributes.FILES, NUMBER).build(),
                rule(Action.BACKUP_MISSED).require(REASON, WORDS).build(),
                rule(Action.INCIDENT_OPENED)
                        .require(REASON, WORDS)
                        .require(Attributes.SEVERITY, SEVERITIES)
                        .optional(Attributes.KNOWN_AT, TIME)
                        .build(),
                rule(Action.INCIDENT_SCOPED)
                        .require(Attributes.QUERY, WORDS)
                        .require(Attributes.CHECKPOINT_SIZE, NUMBER)
                        .require(Attributes.ROOT, DIGEST)
                        .require(Attributes.DIGEST, DIGEST)
                        .require(Attributes.ENTRIES, NUMBER)
                        .require(Attributes.TENANTS, NUMBER)
                        .build(),
                rule(Action.INCIDENT_NOTIFIED)
                        .requireOnSuccess(Attributes.RECEIPT, NAME)
                        .requireOnSuccess(Attributes.DELIVERED_AT, TIME)
                        .optional(REASON, WORDS)
                        .build(),
                rule(Action.INCIDENT_CLOSED)
                        .require(REASON, WORDS)
                        .require(Attributes.PUBLICATION, WORDS)
                        .build(),
                rule(Action.LOG_STARTED)
                        .optional(Attributes.ENTRIES, NUMBER)
                        .optional(Attributes.FOUND, FOUND)
                        .optional(Attributes.LIBRARY_VERSION, NAME)
                        .build(),
                rule(Action.LOG_STOPPED).require(REASON, WORDS).build(),
                rule(Action.LOG_RECOVERED)
                        .require(Attributes.CUT_AT_BYTE, NUMBER)
                        .require(Attributes.CUT_BYTES, NUMBER)
                        .build(),
                rule(Action.LOG_VERIFIED)
                        .require(Attributes.ENTRIES, NUMBER)
                        .require(Attributes.FINDINGS, NUMBER)
                        .optional(Attributes.CHECKPOINT_SIZE, NUMBER)
                        .optional(Attributes.ROOT, DIGEST)
                        .optional(REASON, WORDS)
                        .build(),
                rule(Action.LOG_PRUNED)
                        .require(Attributes.FROM_INDEX, NUMBER)
                        .require(Attributes.MINIMUM_INDEX, NUMBER)
                        .require(Attributes.ENTRIES, NUMBER)
                        .require(Attributes.ROOT, DIGEST)
                        .require(Attributes.HEADS, DIGEST)
                        .require(Attributes.NEWEST, TIME)
                        .require(Attributes.POLICY, WORDS)
                        .optional(REASON, WORDS)
                        .build(),
                rule(Action.ALERT_RAISED)
                        .require(REASON, WORDS)
                        .optional(Attributes.SEVERITY, SEVERITIES)
                        .build(),
                rule(Action.ALERT_DELIVERED).optional(REASON, WORDS).build(),
                rule(Action.ALERT_REVIEWED).require(REASON, WORDS).build());
    }

    private static EventRule.Builder rule(Action action) {
        return EventRule.builder(action);
    }

    /** Somebody on a connection: whatever is said of it has the same forms. */
    private static EventRule.Builder client(Action action) {
        return rule(action)
                .optional(ADDRESS, ADDRESSES)
                .optional(Attributes.PEER_ADDRESS, ADDRESSES)
                .optional(Attributes.CLAIMED_ADDRESS, ADDRESSES)
                .optional(DEVICE_TYPE, DEVICES)
                .optional(USER_AGENT, ANYTHING)
                .optional(Attributes.SESSION, NAME);
    }

    private static EventRule.Builder key(Action action) {
        return rule(action)
                .requireOneOf(List.of(Attributes.KEY_ID, Attributes.EPOCH), NAME)
                .optional(REASON, WORDS);
    }

    private static boolean areFactors(String value) {
        String[] names = value.split(" ", -1);
        return value.length() <= 256
                && names.length <= 8
                && Arrays.stream(names)
                        .allMatch(name -> !name.isEmpty()
                                && name.chars()
                                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'));
    }

    private static boolean isActor(String value) {
        try {
            Actor.parse(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
