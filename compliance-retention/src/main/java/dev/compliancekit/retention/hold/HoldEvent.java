package dev.compliancekit.retention.hold;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A hold as an audit event and back. */
final class HoldEvent {

    private static final String TARGET = "hold/";
    private static final String SUBJECT = "subject";
    private static final String CLASSES = "recordClasses";
    private static final String CUSTODIANS = "custodians";
    private static final String PLACED_AT = "placedAt";
    private static final String RELEASED_AT = "releasedAt";
    private static final String DELAY = "delay";

    private HoldEvent() {}

    static AuditEvent placed(LegalHold hold, Actor by) {
        AuditEvent.Builder event = about(hold, by, Action.HOLD_PLACED, hold.placedAt())
                .attribute(AuditEvent.REASON, hold.reason())
                .attribute(PLACED_AT, hold.placedAt().toString())
                .attribute(DELAY, hold.delay().toString());
        if (hold.scope() instanceof Scope.OneSubject one) {
            event.attribute(SUBJECT, one.subject().value());
        }
        if (!hold.recordClasses().isEmpty()) {
            event.attribute(CLASSES, joined(hold.recordClasses()));
        }
        if (!hold.custodians().isEmpty()) {
            event.attribute(CUSTODIANS, joined(hold.custodians()));
        }
        return event.build();
    }

    static AuditEvent released(LegalHold hold, Instant at, Actor by, String reason) {
        return about(hold, by, Action.HOLD_RELEASED, at)
                .attribute(AuditEvent.REASON, reason)
                .attribute(RELEASED_AT, at.toString())
                .build();
    }

    private static AuditEvent.Builder about(LegalHold hold, Actor by, Action action, Instant at) {
        return AuditEvent.builder(hold.scope().tenant(), by, action, Outcome.SUCCESS, at)
                .target(TARGET + hold.id());
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    static String idOf(AuditEvent event) {
        if (!event.target().startsWith(TARGET)) {
            throw notAHold(null);
        }
        return event.target().substring(TARGET.length());
    }

    static LegalHold parse(AuditEvent event) {
        Map<String, String> attributes = event.attributes();
        try {
            @Nullable String subject = attributes.get(SUBJECT);
            Scope scope = subject == null ? Scope.of(event.tenant()) : Scope.of(event.tenant(), new SubjectId(subject));
            LegalHold hold = LegalHold.place(
                            idOf(event),
                            scope,
                            required(attributes, AuditEvent.REASON),
                            Instant.parse(required(attributes, PLACED_AT)))
                    .withDelay(Duration.parse(required(attributes, DELAY)));
            List<RecordClass> classes = split(attributes, CLASSES, RecordClass::new);
            List<Custodian> custodians = split(attributes, CUSTODIANS, Custodian::new);
            hold = classes.isEmpty() ? hold : hold.onlyFor(classes);
            return custodians.isEmpty() ? hold : hold.onlyKeptBy(custodians);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw notAHold(e);
        }
    }

    static Instant releasedAt(AuditEvent event) {
        try {
            return Instant.parse(required(event.attributes(), RELEASED_AT));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw notAHold(e);
        }
    }

    private static <T> List<T> split(Map<String, String> attributes, String name, Function<String, T> parse) {
        @Nullable String text = attributes.get(name);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(parse).toList();
    }

    private static String required(Map<String, String> attributes, String name) {
        @Nullable String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException("attribute " + name + " is missing");
        }
        return value;
    }

    private static IllegalArgumentException notAHold(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "event is no legal hold; accepted are events that a register of holds appended", cause);
    }
}
