package dev.compliancekit.audit;

import dev.compliancekit.audit.SealedParts.Member;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the index may hold for the actor and the target that a query wants: the mark of the text, and those of every tag
 * that an entry with sealed parts may have instead.
 *
 * @param actors none if any actor will do
 * @param targets none if any target will do
 */
record QueryMarks(Set<Integer> actors, Set<Integer> targets) {

    /** Of what is sealed without a tag: it may be anything. */
    private static final int UNKNOWN = 0;

    QueryMarks {
        actors = Set.copyOf(actors);
        targets = Set.copyOf(targets);
    }

    static QueryMarks of(AuditQuery query, EntryForms forms) {
        Optional<EntryTags> tags =
                Optional.ofNullable(forms.sealing()).map(sealing -> new EntryTags(forms.operator(), sealing));
        Set<Integer> actors = new HashSet<>();
        query.wantedActor()
                .ifPresent(actor -> addAll(
                        actors,
                        actor.toString(),
                        tags.map(each -> each.everyTagOfActor(query.tenant(), actor))
                                .orElse(List.of())));
        Set<Integer> targets = new HashSet<>();
        query.wantedTarget()
                .ifPresent(target -> addAll(
                        targets,
                        target,
                        tags.map(each -> each.everyTagOfTarget(query.tenant(), target))
                                .orElse(List.of())));
        return new QueryMarks(actors, targets);
    }

    /** The text itself, the tag that stands in its place where it cannot be read, and the tags. */
    private static void addAll(Set<Integer> marks, String text, List<Bytes> tags) {
        marks.add(UNKNOWN);
        marks.add(Postings.mark(text));
        marks.add(Postings.mark(text.substring(text.lastIndexOf(':') + 1)));
        tags.forEach(tag -> marks.add(Postings.mark(tag.hex())));
    }

    static int ofActor(StoredEvent stored) {
        SealedParts sealed = stored.sealed();
        Actor actor = stored.event().actor();
        return sealed != null && sealed.hides(Member.ACTOR_ID)
                ? ofTag(sealed.actorTag())
                : Postings.mark(actor.toString());
    }

    static int ofTarget(StoredEvent stored) {
        SealedParts sealed = stored.sealed();
        return sealed != null && sealed.hides(Member.TARGET)
                ? ofTag(sealed.targetTag())
                : Postings.mark(stored.event().target());
    }

    private static int ofTag(@Nullable Bytes tag) {
        return tag == null ? UNKNOWN : Postings.mark(tag.hex());
    }

    boolean mayMatch(Postings postings, int at) {
        return (actors.isEmpty() || actors.contains(postings.actorMark(at)))
                && (targets.isEmpty() || targets.contains(postings.targetMark(at)));
    }
}
