package dev.compliancekit.audit;

import dev.compliancekit.audit.AuditEntry.PartState;
import dev.compliancekit.audit.SealedParts.Member;
import dev.compliancekit.audit.SealedParts.Part;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Opens the personal parts of stored entries. <em>Thread-safe.</em>
 *
 * @param origin the log's name
 * @param operator the operator's tenant
 * @param sealing opens; a log without it has no sealed parts
 */
record EntryOpener(
        String origin, TenantId operator, @Nullable Sealing sealing) {

    /** Shows an entry with whatever of it can be read. */
    AuditEntry open(long index, Bytes leafHash, StoredEvent stored) {
        SealedParts sealed = stored.sealed();
        if (sealed == null) {
            return entry(index, leafHash, stored, stored.event(), PartState.READABLE, PartState.READABLE);
        }
        OpenedParts opened = open(stored, sealed);
        PartState actor = opened.state(Part.ACTOR);
        PartState subject = opened.state(Part.SUBJECT);
        try {
            AuditEvent event = event(stored.event(), sealed, opened.items(), actor, subject);
            return entry(index, leafHash, stored, event, actor, subject);
        } catch (IllegalArgumentException e) { // authentic, and yet no parts of an event
            AuditEvent event = event(stored.event(), sealed, new PartItems(), PartState.TAMPERED, PartState.TAMPERED);
            return entry(index, leafHash, stored, event, PartState.TAMPERED, PartState.TAMPERED);
        }
    }

    private static AuditEntry entry(
            long index, Bytes leafHash, StoredEvent stored, AuditEvent event, PartState actor, PartState subject) {
        return new AuditEntry(
                index, leafHash, stored.place().nextSequence(), stored.recordedAt(), event, actor, subject);
    }

    private OpenedParts open(StoredEvent stored, SealedParts sealed) {
        if (sealing == null) {
            throw new IllegalStateException("entry has sealed parts; accepted is a log that was given sealing");
        }
        OpenedParts opened = new OpenedParts(sealing);
        sealed.erased().forEach(part -> opened.add(part, PartState.ERASED));
        BoxPlace place = BoxPlace.of(SealedForm.binding(origin, stored.event(), sealed));
        Bytes box = sealed.box();
        Bytes operatorBox = sealed.operatorBox();
        if (operatorBox != null) {
            opened.openBox(place, operator, operatorBox, List.of(Part.ACTOR));
        }
        if (box != null) {
            boolean actorWithin = sealed.hides(Member.ACTOR_ID)
                    && operatorBox == null
                    && !sealed.erased().contains(Part.ACTOR);
            opened.openBox(
                    place,
                    stored.event().tenant(),
                    box,
                    actorWithin ? List.of(Part.ACTOR, Part.SUBJECT) : List.of(Part.SUBJECT));
        }
        opened.requireWhole(sealed);
        return opened;
    }

    /** Where a part cannot be read, its state and tag stand for it. */
    private static AuditEvent event(
            AuditEvent shown, SealedParts sealed, PartItems items, PartState actorState, PartState subjectState) {
        Actor actor = shown.actor();
        if (sealed.hides(Member.ACTOR_ID)) {
            actor = new Actor(actor.kind(), shown(items.actorId(), actorState, sealed.actorTag()));
        }
        String target = shown.target();
        if (sealed.hides(Member.TARGET)) {
            target = shown(items.target(), subjectState, sealed.targetTag());
        }
        SortedMap<String, String> attributes = new TreeMap<>(items.attributes());
        attributes.putAll(shown.attributes());
        return new AuditEvent(
                shown.tenant(), actor, shown.action(), target, shown.outcome(), shown.occurredAt(), attributes);
    }

    private static String shown(@Nullable String opened, PartState state, @Nullable Bytes tag) {
        if (opened != null) {
            return opened;
        }
        return tag == null ? state.code() : state.code() + ":" + tag.hex();
    }
}
