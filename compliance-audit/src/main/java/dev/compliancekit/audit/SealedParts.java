package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of version 2 has instead of its personal parts.
 *
 * @param hidden which of the event's own members are sealed
 * @param actorTag the tag of the actor, if the id is sealed and the keys for tags were there
 * @param targetTag the same of the target
 * @param eventTag the tag of all that the event says, if it has an id
 * @param box sealed for the tenant, if anything is
 * @param operatorBox sealed for the operator, if anything is
 * @param erased the parts whose keys were destroyed before the entry was written
 */
record SealedParts(
        Set<Member> hidden,
        @Nullable Bytes actorTag,
        @Nullable Bytes targetTag,
        @Nullable Bytes eventTag,
        @Nullable Bytes box,
        @Nullable Bytes operatorBox,
        Set<Part> erased) {

    /** What can be sealed apart from attributes. */
    enum Member {
        ACTOR_ID,
        TARGET
    }

    /** Whom a sealed part is about. */
    enum Part {
        ACTOR("actor", 1),
        SUBJECT("subject", 2);

        private final String code;
        private final int bit;

        Part(String code, int bit) {
            this.code = code;
            this.bit = bit;
        }

        String code() {
            return code;
        }

        int bit() {
            return bit;
        }
    }

    SealedParts {
        hidden = Set.copyOf(hidden);
        erased = Set.copyOf(erased);
    }

    boolean hides(Member member) {
        return hidden.contains(member);
    }

    SealedParts with(@Nullable Bytes tenantBox, @Nullable Bytes boxOfOperator, Set<Part> erasedParts) {
        return new SealedParts(hidden, actorTag, targetTag, eventTag, tenantBox, boxOfOperator, erasedParts);
    }

    SealedParts withoutBoxes() {
        return new SealedParts(hidden, actorTag, targetTag, eventTag, null, null, Set.of());
    }

    SealedParts withoutTags() {
        return new SealedParts(hidden, null, null, null, box, operatorBox, erased);
    }

    /**
     * What is hidden must be somewhere.
     *
     * @throws IllegalArgumentException if it is not
     */
    void requireWhole() {
        boolean anyBox = box != null || operatorBox != null;
        if (hides(Member.ACTOR_ID) && !anyBox && !erased.contains(Part.ACTOR)) {
            throw new IllegalArgumentException("actor has neither an id nor a box nor was it erased");
        }
        if (hides(Member.TARGET) && box == null && !erased.contains(Part.SUBJECT)) {
            throw new IllegalArgumentException("target is neither in clear nor in the box nor was it erased");
        }
        if ((!hides(Member.ACTOR_ID) && actorTag != null) || (!hides(Member.TARGET) && targetTag != null)) {
            throw new IllegalArgumentException("a tag stands beside what it is the tag of; accepted is one of them");
        }
    }
}
