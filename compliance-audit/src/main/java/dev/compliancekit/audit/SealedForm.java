package dev.compliancekit.audit;

import dev.compliancekit.audit.SealedParts.Member;
import dev.compliancekit.audit.SealedParts.Part;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.LookupTags;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON of version 2, in which personal parts are boxes; {@code docs/formats/audit-entry.md} has every byte. */
final class SealedForm {

    /** Stands in {@link StoredEvent#event} for an actor's id or a target that is not in clear. */
    static final String SEALED = "sealed";

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private SealedForm() {}

    /**
     * The form of an event of which the parts are sealed already.
     *
     * @param event what is in clear, {@link #SEALED} for what is not
     * @param parts what is not
     */
    static EntryForm of(AuditEvent event, SealedParts parts) {
        String eventId = event.attributes().getOrDefault(AuditEvent.EVENT_ID, "");
        EventMark mark = eventId.isEmpty()
                ? EventMark.NONE
                : new EventMark(eventId, null, clearHash(event, parts), parts.eventTag());
        return of(event, parts, mark);
    }

    static EntryForm of(AuditEvent event, SealedParts parts, EventMark mark) {
        return new EntryForm(
                event.tenant(), event.action(), EntryForm.SEALED, head(event, parts), tail(event, parts), mark, null);
    }

    /** What the boxes are bound to: origin, and all that the caller knows and is in clear, but for the boxes. */
    static Bytes binding(String origin, AuditEvent event, SealedParts parts) {
        MessageDigest sha = EntryText.sha256();
        sha.update((origin + "\n").getBytes(StandardCharsets.UTF_8));
        return hash(sha, event, parts.withoutBoxes());
    }

    /** Of what is in clear whatever became of the keys. */
    static Bytes clearHash(AuditEvent event, SealedParts parts) {
        return hash(EntryText.sha256(), event, parts.withoutBoxes().withoutTags());
    }

    private static Bytes hash(MessageDigest sha, AuditEvent event, SealedParts parts) {
        sha.update(head(event, parts));
        return Bytes.copyOf(sha.digest(tail(event, parts)));
    }

    private static byte[] head(AuditEvent event, SealedParts parts) {
        EntryBytes json = new EntryBytes(512)
                .ascii("{\"action\":")
                .string(event.action().value())
                .ascii(",\"actor\":")
                .string(
                        parts.hides(Member.ACTOR_ID)
                                ? kind(event.actor().kind())
                                : event.actor().toString());
        write(json, "actorTag", parts.actorTag());
        if (!event.attributes().isEmpty()) {
            json.ascii(",\"attributes\":").attributes(event.attributes());
        }
        write(json, "box", parts.box());
        if (!parts.erased().isEmpty()) {
            json.ascii(",\"erased\":\"").ascii(erased(parts.erased())).ascii("\"");
        }
        write(json, "eventTag", parts.eventTag());
        json.ascii(",\"occurredAt\":\"")
                .ascii(EntryText.shortTime(event.occurredAt()))
                .ascii("\"");
        write(json, "operatorBox", parts.operatorBox());
        if (event.outcome() != Outcome.SUCCESS) {
            json.ascii(",\"outcome\":\"").ascii(event.outcome().code()).ascii("\"");
        }
        return json.toByteArray();
    }

    private static byte[] tail(AuditEvent event, SealedParts parts) {
        EntryBytes json = new EntryBytes(128);
        if (!parts.hides(Member.TARGET) && !event.target().equals(account(event.tenant()))) {
            json.ascii(",\"target\":").string(event.target());
        }
        write(json, "targetTag", parts.targetTag());
        return json.ascii(EntryForm.ending(event.tenant(), EntryForm.SEALED)).toByteArray();
    }

    private static void write(EntryBytes json, String name, @Nullable Bytes value) {
        if (value != null) {
            json.base64(name, ENCODER, value.toByteArray());
        }
    }

    /** The target of an event that names none. */
    private static String account(TenantId tenant) {
        return "account/" + tenant;
    }

    private static String kind(Actor.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String erased(Set<Part> parts) {
        if (parts.size() == Part.values().length) {
            return Part.ACTOR.code() + " " + Part.SUBJECT.code();
        }
        return parts.iterator().next().code();
    }

    /** Reads what {@link #of} and the log wrote; whether it is canonical is found when it is written again. */
    static StoredEvent read(EntryReader in) {
        Set<Member> hidden = EnumSet.noneOf(Member.class);
        in.expect("{\"action\":");
        Action action = new Action(in.text());
        in.expect(",\"actor\":");
        Actor actor = actor(in.text(), hidden);
        @Nullable Bytes actorTag = tag(in, "actorTag");
        SortedMap<String, String> attributes =
                in.skip(",\"attributes\":") ? EntryText.readAttributes(in) : new TreeMap<>();
        @Nullable Bytes box = bytes(in, "box");
        Set<Part> erased = in.skip(",\"erased\":") ? erased(in.text()) : Set.of();
        @Nullable Bytes eventTag = tag(in, "eventTag");
        in.expect(",\"occurredAt\":");
        Instant occurredAt = EntryText.readTime(in.text());
        @Nullable Bytes operatorBox = bytes(in, "operatorBox");
        Outcome outcome = in.skip(",\"outcome\":") ? Outcome.parse(in.text()) : Outcome.SUCCESS;
        EntryForm.Added added = EntryForm.Added.read(in, DECODER);
        @Nullable String shown = in.skip(",\"target\":") ? in.text() : null;
        @Nullable Bytes targetTag = tag(in, "targetTag");
        in.expect(",\"tenant\":");
        TenantId tenant = new TenantId(in.text());
        in.expect(",\"v\":2}");
        in.expectEnd();
        String target = shown == null ? account(tenant) : shown;
        if (targetTag != null || (shown == null && erased.contains(Part.SUBJECT))) {
            hidden.add(Member.TARGET);
            target = SEALED;
        }
        AuditEvent event = new AuditEvent(tenant, actor, action, target, outcome, occurredAt, attributes);
        SealedParts parts = new SealedParts(hidden, actorTag, targetTag, eventTag, box, operatorBox, erased);
        parts.requireWhole();
        return new StoredEvent(event, added.place(), added.recordedAt(), parts);
    }

    private static Actor actor(String text, Set<Member> hidden) {
        if (text.indexOf(':') < 0) {
            hidden.add(Member.ACTOR_ID);
            return Actor.parse(text + ":" + SEALED);
        }
        return Actor.parse(text);
    }

    private static @Nullable Bytes tag(EntryReader in, String name) {
        Bytes tag = bytes(in, name);
        if (tag != null && tag.size() != LookupTags.BYTES) {
            throw new IllegalArgumentException(
                    name + " has " + tag.size() + " bytes; accepted are " + LookupTags.BYTES);
        }
        return tag;
    }

    private static @Nullable Bytes bytes(EntryReader in, String name) {
        return in.skip(",\"" + name + "\":") ? EntryText.readBase64(name, DECODER, in.text()) : null;
    }

    private static Set<Part> erased(String text) {
        Set<Part> erased = EnumSet.noneOf(Part.class);
        for (String code : text.split(" ", -1)) {
            for (Part part : Part.values()) {
                if (part.code().equals(code)) {
                    erased.add(part);
                }
            }
        }
        if (erased.isEmpty()) {
            throw new IllegalArgumentException("erased names no part; accepted are actor, subject, or both");
        }
        return erased;
    }
}
