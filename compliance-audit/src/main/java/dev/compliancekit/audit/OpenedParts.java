package dev.compliancekit.audit;

import dev.compliancekit.audit.AuditEntry.PartState;
import dev.compliancekit.audit.SealedParts.Member;
import dev.compliancekit.audit.SealedParts.Part;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.SealBrokenException;
import dev.compliancekit.core.TenantId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** What came of opening the boxes of one entry. <em>Not thread-safe: for one entry.</em> */
final class OpenedParts {

    private static final byte[] NOTHING = new byte[0];

    private final Sealing sealing;
    private final PartItems items = new PartItems();
    private final Map<Part, PartState> states = new EnumMap<>(Part.class);

    OpenedParts(Sealing sealing) {
        this.sealing = sealing;
    }

    PartItems items() {
        return items;
    }

    PartState state(Part part) {
        return states.getOrDefault(part, PartState.READABLE);
    }

    /** The graver state stays. */
    void add(Part part, PartState state) {
        states.merge(part, state, PartState::or);
    }

    /** @param within the parts that are lost if the box does not open */
    void openBox(BoxPlace place, TenantId home, Bytes box, Collection<Part> within) {
        Content content = open(place.outer(home), box.toByteArray());
        if (content.state() != PartState.READABLE) {
            within.forEach(part -> add(part, content.state()));
            return;
        }
        try {
            for (BoxPart part : BoxPart.readAll(content.plaintext())) {
                openPart(place, home, part);
            }
        } catch (IllegalArgumentException e) { // authentic, and yet no box
            within.forEach(part -> add(part, PartState.TAMPERED));
        }
    }

    private void openPart(BoxPlace place, TenantId home, BoxPart part) {
        Content content = part.isSealed()
                ? open(part.path(place, home), part.content())
                : new Content(PartState.READABLE, part.content());
        if (content.state() == PartState.READABLE) {
            items.addAll(PartItems.read(content.plaintext()));
        } else {
            part.parts().forEach(each -> add(each, content.state()));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // lives within one call
    private record Content(PartState state, byte[] plaintext) {}

    private Content open(FieldPath path, byte[] sealed) {
        Opened opened;
        try {
            opened = sealing.sealer().open(path, sealed);
        } catch (SealBrokenException e) {
            return new Content(PartState.TAMPERED, NOTHING);
        }
        if (opened instanceof Opened.Plaintext plaintext) {
            return new Content(PartState.READABLE, plaintext.plaintext());
        }
        return new Content(opened instanceof Opened.Erased ? PartState.ERASED : PartState.KEY_MISSING, NOTHING);
    }

    /** What is hidden must have been in a box that opened. */
    void requireWhole(SealedParts sealed) {
        if (sealed.hides(Member.ACTOR_ID) && state(Part.ACTOR) == PartState.READABLE && items.actorId() == null) {
            add(Part.ACTOR, PartState.TAMPERED);
        }
        if (sealed.hides(Member.TARGET) && state(Part.SUBJECT) == PartState.READABLE && items.target() == null) {
            add(Part.SUBJECT, PartState.TAMPERED);
        }
    }
}
