package dev.compliancekit.audit;

import dev.compliancekit.audit.SealedParts.Member;
import dev.compliancekit.audit.SealedParts.Part;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.ShreddedException;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the entry of one event with its personal parts sealed. <em>Not thread-safe: for one event.</em> */
final class EntrySealer {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final String origin;
    private final TenantId operator;
    private final Sealing sealing;
    private final AuditEvent event;
    private final TenantId actorHome;
    private final Set<Member> hidden = EnumSet.noneOf(Member.class);
    private final SortedMap<String, String> clear = new TreeMap<>();
    private final PartItems ofActor = new PartItems();
    private final PartItems ofSubject = new PartItems();
    private final Set<Part> erased = EnumSet.noneOf(Part.class);
    private @Nullable Bytes whole;

    EntrySealer(String origin, TenantId operator, Sealing sealing, AuditEvent event) {
        this.origin = origin;
        this.operator = operator;
        this.sealing = sealing;
        this.event = event;
        this.actorHome = EntryTags.homeOf(event.actor(), event.tenant(), operator);
    }

    EntryForm form() {
        split();
        SealedParts tagged = tagged();
        noteErased(tagged);
        AuditEvent shown = shown();
        BoxPlace place = BoxPlace.of(SealedForm.binding(origin, shown, tagged));
        List<Personal> personal = personal();
        Bytes box = box(place, event.tenant(), personal);
        Bytes operatorBox = event.tenant().equals(operator) ? null : box(place, operator, personal);
        SealedParts parts = tagged.with(box, operatorBox, erased);
        EventMark mark = mark(shown, parts);
        boolean refused = !erased.isEmpty() && !ClearParts.tellsOfErasure(event.action());
        return refused ? refused(mark) : SealedForm.of(shown, parts, mark).requireSize();
    }

    /** Without keys for tags there are none to seal with. */
    private void noteErased(SealedParts tagged) {
        if (hidden.contains(Member.ACTOR_ID) && tagged.actorTag() == null) {
            erased.add(Part.ACTOR);
        }
        if (hidden.contains(Member.TARGET) && tagged.targetTag() == null) {
            erased.add(Part.SUBJECT);
        }
    }

    /** At most the double of an event from before the keys were destroyed. */
    private EntryForm refused(EventMark mark) {
        String refusal = "the event holds personal parts of a tenant or person whose keys were destroyed, for whom "
                + "nothing is sealed any more; accepted are events without such parts, and those that tell of the erasure";
        if (mark.eventId().isEmpty()) {
            throw new IllegalArgumentException(refusal);
        }
        byte[] nothing = new byte[0];
        return new EntryForm(event.tenant(), event.action(), EntryForm.SEALED, nothing, nothing, mark, refusal);
    }

    /** Everything is personal but what is known not to be. */
    private void split() {
        if (!ClearParts.isActorClear(event.actor())) {
            hidden.add(Member.ACTOR_ID);
            ofActor.actorId(event.actor().id());
        }
        if (!ClearParts.isTargetClear(event)) {
            hidden.add(Member.TARGET);
            ofSubject.target(event.target());
        }
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            String name = attribute.getKey();
            String value = attribute.getValue();
            if (name.equals(AuditEvent.EVENT_ID)) {
                requireUuid(value);
                clear.put(name, value);
            } else if (sealing.clear().isClear(event.action(), name, value)) {
                clear.put(name, value);
            } else if (ClearParts.isOfActor(name) && hidden.contains(Member.ACTOR_ID)) {
                ofActor.attribute(name, value);
            } else {
                ofSubject.attribute(name, value);
            }
        }
    }

    /** The id stays in clear, so that an event is known again when keys are gone: it must not be a name. */
    private static void requireUuid(String eventId) {
        if (!UUID.matcher(eventId).matches()) {
            throw new IllegalArgumentException(
                    "eventId is not accepted in a log with sealing, where it stays in clear; accepted is a UUID in lower case");
        }
    }

    private AuditEvent shown() {
        Actor actor =
                hidden.contains(Member.ACTOR_ID) ? new Actor(event.actor().kind(), SealedForm.SEALED) : event.actor();
        String target = hidden.contains(Member.TARGET) ? SealedForm.SEALED : event.target();
        return new AuditEvent(
                event.tenant(), actor, event.action(), target, event.outcome(), event.occurredAt(), clear);
    }

    private SealedParts tagged() {
        EntryTags tags = new EntryTags(operator, sealing);
        return new SealedParts(
                hidden,
                hidden.contains(Member.ACTOR_ID) ? tags.ofActor(event.tenant(), event.actor()) : null,
                hidden.contains(Member.TARGET) ? tags.ofTarget(event.tenant(), event.target()) : null,
                clear.containsKey(AuditEvent.EVENT_ID) ? tags.ofEvent(event.tenant(), whole()) : null,
                null,
                null,
                Set.of());
    }

    /** What says the same in version 1 has the same hash. */
    private Bytes whole() {
        if (whole == null) {
            whole = Objects.requireNonNull(EntryForm.of(event).mark().whole());
        }
        return whole;
    }

    private EventMark mark(AuditEvent shown, SealedParts parts) {
        String eventId = clear.getOrDefault(AuditEvent.EVENT_ID, "");
        return eventId.isEmpty()
                ? EventMark.NONE
                : new EventMark(eventId, whole(), SealedForm.clearHash(shown, parts), parts.eventTag());
    }

    /** What one key seals. */
    private record Personal(Set<Part> parts, TenantId home, SubjectId subject, PartItems items) {}

    private List<Personal> personal() {
        List<Personal> personal = new ArrayList<>(2);
        if (!ofActor.isEmpty() && !erased.contains(Part.ACTOR)) {
            personal.add(new Personal(EnumSet.of(Part.ACTOR), actorHome, sealing.actorSubject(event), ofActor));
        }
        if (!ofSubject.isEmpty() && !erased.contains(Part.SUBJECT)) {
            SubjectId subject = sealing.dataSubject(event);
            Personal first = personal.isEmpty() ? null : personal.get(0);
            if (first != null
                    && first.home().equals(event.tenant())
                    && first.subject().equals(subject)) {
                ofActor.addAll(ofSubject);
                return List.of(new Personal(EnumSet.allOf(Part.class), first.home(), subject, ofActor));
            }
            personal.add(new Personal(EnumSet.of(Part.SUBJECT), event.tenant(), subject, ofSubject));
        }
        return personal;
    }

    private @Nullable Bytes box(BoxPlace place, TenantId home, List<Personal> personal) {
        ByteArrayOutputStream box = new ByteArrayOutputStream(256);
        Set<Part> within = EnumSet.noneOf(Part.class);
        for (Personal each : personal) {
            if (each.home().equals(home) && add(box, place, each)) {
                within.addAll(each.parts());
            }
        }
        if (within.isEmpty()) {
            return null;
        }
        try {
            return Bytes.copyOf(sealing.sealer().seal(place.outer(home), box.toByteArray()));
        } catch (ShreddedException e) {
            erased.addAll(within);
            return null;
        }
    }

    /** Whether it could be sealed. */
    private boolean add(ByteArrayOutputStream box, BoxPlace place, Personal each) {
        BoxPart plain = new BoxPart(each.parts(), each.subject(), each.items().toByteArray());
        if (!plain.isSealed()) {
            plain.write(box);
            return true;
        }
        try {
            byte[] sealed = sealing.sealer().seal(plain.path(place, each.home()), plain.content());
            new BoxPart(each.parts(), each.subject(), sealed).write(box);
            return true;
        } catch (ShreddedException e) {
            erased.addAll(each.parts());
            return false;
        }
    }
}
