package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A certificate as an audit event and back. One attribute per store keeps every value short. */
final class CertificateEvent {

    /** Leaves room for the other attributes of an event. */
    static final int MAX_TARGETS = 40;

    private static final String STORE = "store";

    private CertificateEvent() {}

    static AuditEvent of(ErasureCertificate certificate, Actor actor) {
        ErasureOrder order = certificate.order();
        AuditEvent.Builder event = AuditEvent.builder(
                        order.scope().tenant(),
                        actor,
                        Action.ERASURE_COMPLETED,
                        outcome(certificate),
                        certificate.readBackAt())
                .target("erasure/" + order.id())
                .attribute("certificate", certificate.id())
                .attribute("authority", order.authority())
                .attribute("stores", order.stores().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .attribute("requestedAt", order.requestedAt().toString())
                .attribute("executeFrom", order.executeFrom().toString())
                .attribute("due", order.due().toString())
                .attribute("begunAt", certificate.begunAt().toString())
                .attribute("inTime", String.valueOf(certificate.isInTime()))
                .attribute("ledgerSize", String.valueOf(certificate.ledgerSize()));
        if (order.scope() instanceof Scope.OneSubject one) {
            event.attribute("subject", one.subject().value());
        }
        int i = 0;
        for (TargetResult result : certificate.results()) {
            event.attribute(storeAttribute(i++), text(result));
        }
        return event.build();
    }

    private static Outcome outcome(ErasureCertificate certificate) {
        if (certificate.isComplete()) {
            return Outcome.SUCCESS;
        }
        return certificate.isHeld() ? Outcome.DENIED : Outcome.FAILURE;
    }

    private static String storeAttribute(int i) {
        return STORE + String.format(Locale.ROOT, "%02d", i);
    }

    private static String text(TargetResult result) {
        String prefix = result.target() + " " + result.kind() + " ";
        if (result instanceof TargetResult.Held held) {
            return prefix + "held " + held.reason();
        }
        ReadBack readBack = ((TargetResult.Answered) result).readBack();
        if (readBack instanceof ReadBack.Present present) {
            return prefix + "present " + present.records();
        }
        if (readBack instanceof ReadBack.Marked marked) {
            return prefix + "marked " + marked.records() + " " + marked.goneBy();
        }
        if (readBack instanceof ReadBack.Unreachable unreachable) {
            return prefix + "unreachable " + unreachable.reason();
        }
        if (readBack instanceof ReadBack.Unverified unverified) {
            return prefix + "unverified " + unverified.reason();
        }
        return prefix + "absent";
    }

    static ErasureCertificate parse(AuditEvent event) {
        Map<String, String> attributes = event.attributes();
        try {
            return new ErasureCertificate(
                    order(event),
                    results(attributes),
                    Instant.parse(required(attributes, "begunAt")),
                    event.occurredAt(),
                    Long.parseLong(required(attributes, "ledgerSize")));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "event is no erasure certificate; accepted are events that an erasure run appended", e);
        }
    }

    private static ErasureOrder order(AuditEvent event) {
        Map<String, String> attributes = event.attributes();
        @Nullable String subject = attributes.get("subject");
        Set<StoreKind> stores = EnumSet.noneOf(StoreKind.class);
        for (String store : required(attributes, "stores").split(" ", -1)) {
            stores.add(StoreKind.valueOf(store));
        }
        if (!event.target().startsWith("erasure/")) {
            throw new IllegalArgumentException("target is not an erasure");
        }
        return new ErasureOrder(
                event.target().substring("erasure/".length()),
                subject == null ? Scope.of(event.tenant()) : Scope.of(event.tenant(), new SubjectId(subject)),
                stores,
                required(attributes, "authority"),
                Instant.parse(required(attributes, "requestedAt")),
                Instant.parse(required(attributes, "executeFrom")),
                Instant.parse(required(attributes, "due")));
    }

    private static List<TargetResult> results(Map<String, String> attributes) {
        List<TargetResult> results = new ArrayList<>();
        for (int i = 0; i < MAX_TARGETS; i++) {
            @Nullable String text = attributes.get(storeAttribute(i));
            if (text == null) {
                break;
            }
            results.add(result(text.split(" ", 4)));
        }
        return results;
    }

    private static TargetResult result(String[] parts) {
        if (parts.length < 3) {
            throw new IllegalArgumentException("store has no answer");
        }
        String target = parts[0];
        StoreKind kind = StoreKind.valueOf(parts[1]);
        String detail = parts.length > 3 ? parts[3] : "";
        return switch (parts[2]) {
            case "absent" -> new TargetResult.Answered(target, kind, new ReadBack.Absent());
            case "present" -> new TargetResult.Answered(target, kind, new ReadBack.Present(Long.parseLong(detail)));
            case "marked" -> new TargetResult.Answered(target, kind, marked(detail));
            case "unreachable" -> new TargetResult.Answered(target, kind, new ReadBack.Unreachable(detail));
            case "unverified" -> new TargetResult.Answered(target, kind, new ReadBack.Unverified(detail));
            case "held" -> new TargetResult.Held(target, kind, detail);
            default -> throw new IllegalArgumentException("store has an unknown answer");
        };
    }

    private static ReadBack marked(String detail) {
        String[] parts = detail.split(" ", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("mark has no end");
        }
        return new ReadBack.Marked(Long.parseLong(parts[0]), Instant.parse(parts[1]));
    }

    private static String required(Map<String, String> attributes, String name) {
        @Nullable String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException("attribute " + name + " is missing");
        }
        return value;
    }
}
