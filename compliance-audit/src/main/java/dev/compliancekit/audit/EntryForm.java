package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an event: canonical JSON (RFC 8785), see {@code docs/formats/audit-entry.md}. What the caller
 * knows is written, and sealed, in the caller's thread; what the log adds is put in between when the entry gets its
 * place. Here is version 1, in which everything is in clear; {@link SealedForm} is version 2.
 *
 * @param tenant whose event it is
 * @param action what was done
 * @param version 1 or 2
 * @param head the bytes up to what the log adds; not changed any more
 * @param tail the bytes after it; not changed any more
 * @param mark tells whether it is the same event as another
 * @param refusal why it cannot be a new entry, if it cannot: then it is at most the double of one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EntryForm(
        TenantId tenant,
        Action action,
        int version,
        byte[] head,
        byte[] tail,
        EventMark mark,
        @Nullable String refusal) {

    /** The greatest number that every JSON reader holds exactly (RFC 7493 section 2.2). */
    static final long MAX_SEQUENCE = (1L << 53) - 1;

    /** Everything in clear. */
    static final int PLAIN = 1;

    /** Personal parts sealed. */
    static final int SEALED = 2;

    private static final Base64.Encoder PADDED = Base64.getEncoder();
    private static final Base64.Encoder UNPADDED = Base64.getUrlEncoder().withoutPadding();
    private static final int HASH_TEXT = 44;
    private static final int MAX_ADDED = ",\"prev\":\"\",\"recordedAt\":\"\",\"seq\":".length() + HASH_TEXT + 30 + 16;

    /** Writes what the caller knows, in version 1. */
    static EntryForm of(AuditEvent event) {
        EntryBytes head = new EntryBytes(512)
                .ascii("{\"action\":")
                .string(event.action().value())
                .ascii(",\"actor\":")
                .string(event.actor().toString())
                .ascii(",\"attributes\":")
                .attributes(event.attributes())
                .ascii(",\"occurredAt\":\"")
                .ascii(EntryText.longTime(event.occurredAt()))
                .ascii("\",\"outcome\":")
                .string(event.outcome().code());
        EntryBytes tail =
                new EntryBytes(128).ascii(",\"target\":").string(event.target()).ascii(ending(event.tenant(), PLAIN));
        return of(event, head.toByteArray(), tail.toByteArray()).requireSize();
    }

    private static EntryForm of(AuditEvent event, byte[] head, byte[] tail) {
        String eventId = event.attributes().getOrDefault(AuditEvent.EVENT_ID, "");
        EventMark mark = EventMark.NONE;
        if (!eventId.isEmpty()) {
            MessageDigest sha = EntryText.sha256();
            sha.update(head);
            Bytes whole = Bytes.copyOf(sha.digest(tail));
            mark = new EventMark(eventId, whole, whole, null);
        }
        return new EntryForm(event.tenant(), event.action(), PLAIN, head, tail, mark, null);
    }

    /** Refuses what is larger than an entry may be, before it is queued. */
    EntryForm requireSize() {
        if (maxBytes() > EntryBundle.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException("event takes up to " + maxBytes()
                    + " bytes as a log entry; accepted are at most " + EntryBundle.MAX_ENTRY_BYTES
                    + ": store the payload elsewhere and give its hash");
        }
        return this;
    }

    /** How every entry of a tenant ends, and no other entry of that version. */
    static String ending(TenantId tenant, int version) {
        return ",\"tenant\":\"" + tenant + "\",\"v\":" + version + "}";
    }

    String eventId() {
        return mark.eventId();
    }

    int maxBytes() {
        return head.length + MAX_ADDED + tail.length;
    }

    /** A time of recording, as entries of this version have it. */
    String time(Instant recordedAt) {
        return version == PLAIN ? EntryText.longTime(recordedAt) : EntryText.shortTime(recordedAt);
    }

    /** The whole entry, once its place among the tenant's entries is known. */
    byte[] entry(TenantHead place, Instant recordedAt) {
        return entry(place, time(recordedAt));
    }

    /** The same, with the time as {@link #time} has it. */
    byte[] entry(TenantHead place, String recordedAt) {
        String previous = "";
        if (place.nextSequence() > 0) {
            Base64.Encoder encoder = version == PLAIN ? PADDED : UNPADDED;
            previous = ",\"prev\":\"" + encoder.encodeToString(place.lastLeaf().toByteArray()) + "\"";
        }
        String added = previous + ",\"recordedAt\":\"" + recordedAt + "\",\"seq\":" + place.nextSequence();
        byte[] entry = Arrays.copyOf(head, head.length + added.length() + tail.length);
        System.arraycopy(added.getBytes(StandardCharsets.ISO_8859_1), 0, entry, head.length, added.length());
        System.arraycopy(tail, 0, entry, head.length + added.length(), tail.length);
        return entry;
    }

    /**
     * Reads an entry of either version.
     *
     * @throws IllegalArgumentException if it is not in exactly the form that {@link #entry} writes
     */
    static StoredEvent read(byte[] entry) {
        EntryReader in = new EntryReader(entry);
        StoredEvent stored = in.endsWith(",\"v\":2}") ? SealedForm.read(in) : readPlain(in);
        requireCanonical(stored, entry);
        return stored;
    }

    private static StoredEvent readPlain(EntryReader in) {
        in.expect("{\"action\":");
        Action action = new Action(in.text());
        in.expect(",\"actor\":");
        Actor actor = Actor.parse(in.text());
        in.expect(",\"attributes\":");
        SortedMap<String, String> attributes = EntryText.readAttributes(in);
        in.expect(",\"occurredAt\":");
        Instant occurredAt = EntryText.readTime(in.text());
        in.expect(",\"outcome\":");
        Outcome outcome = Outcome.parse(in.text());
        Added added = Added.read(in, Base64.getDecoder());
        in.expect(",\"target\":");
        String target = in.text();
        in.expect(",\"tenant\":");
        TenantId tenant = new TenantId(in.text());
        in.expect(",\"v\":1}");
        in.expectEnd();
        AuditEvent event = new AuditEvent(tenant, actor, action, target, outcome, occurredAt, attributes);
        return new StoredEvent(event, added.place(), added.recordedAt());
    }

    /** What the log added. */
    record Added(TenantHead place, Instant recordedAt) {

        static Added read(EntryReader in, Base64.Decoder decoder) {
            Bytes previous = Bytes.copyOf(new byte[0]);
            if (in.startsWith(",\"prev\":")) {
                in.expect(",\"prev\":");
                previous = EntryText.readBase64("prev", decoder, in.text());
            }
            in.expect(",\"recordedAt\":");
            Instant recordedAt = EntryText.readTime(in.text());
            in.expect(",\"seq\":");
            return new Added(new TenantHead(in.number(), previous), recordedAt);
        }
    }

    /** Whatever the reading let pass, only one sequence of bytes says it. */
    private static void requireCanonical(StoredEvent stored, byte[] entry) {
        int at = Arrays.mismatch(stored.form().entry(stored.place(), stored.recordedAt()), entry);
        if (at >= 0) {
            throw new IllegalArgumentException("entry is not canonical from byte " + at + " on");
        }
    }
}
