package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stored form of an event, version 1: canonical JSON (RFC 8785), see {@code docs/formats/audit-entry.md}. What the
 * caller knows is written in the caller's thread, what the log adds is put in between when the entry gets its place.
 *
 * @param tenant whose event it is
 * @param action what was done
 * @param head the bytes up to what the log adds
 * @param tail the bytes after it
 * @param eventId what the caller named the event, or empty
 */
record EntryForm(TenantId tenant, Action action, Bytes head, Bytes tail, String eventId) {

    /** The greatest number that every JSON reader holds exactly (RFC 7493 section 2.2). */
    static final long MAX_SEQUENCE = (1L << 53) - 1;

    private static final int HASH_TEXT = 44;
    private static final int MAX_ADDED = ",\"prev\":\"\",\"recordedAt\":\"\",\"seq\":".length() + HASH_TEXT + 30 + 16;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant MIN_TIME = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Writes what the caller knows. */
    static EntryForm of(AuditEvent event) {
        StringBuilder head = new StringBuilder(256);
        head.append("{\"action\":");
        CanonicalText.write(head, event.action().value());
        head.append(",\"actor\":");
        CanonicalText.write(head, event.actor().toString());
        head.append(",\"attributes\":{");
        String comma = "";
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            head.append(comma);
            CanonicalText.write(head, attribute.getKey());
            head.append(':');
            CanonicalText.write(head, attribute.getValue());
            comma = ",";
        }
        head.append("},\"occurredAt\":\"").append(time(event.occurredAt())).append("\",\"outcome\":");
        CanonicalText.write(head, event.outcome().code());
        StringBuilder tail = new StringBuilder(128);
        tail.append(",\"target\":");
        CanonicalText.write(tail, event.target());
        tail.append(ending(event.tenant()));
        EntryForm form = new EntryForm(
                event.tenant(),
                event.action(),
                utf8(head),
                utf8(tail),
                event.attributes().getOrDefault(AuditEvent.EVENT_ID, ""));
        if (form.maxBytes() > EntryBundle.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException("event takes up to " + form.maxBytes()
                    + " bytes as a log entry; accepted are at most " + EntryBundle.MAX_ENTRY_BYTES
                    + ": store the payload elsewhere and give its hash");
        }
        return form;
    }

    /** How every entry of a tenant ends, and no other entry. */
    static String ending(TenantId tenant) {
        return ",\"tenant\":\"" + tenant + "\",\"v\":1}";
    }

    /** Whether it is the same event, wherever it stands. */
    boolean saysTheSameAs(EntryForm other) {
        return head.equals(other.head) && tail.equals(other.tail);
    }

    int maxBytes() {
        return head.size() + MAX_ADDED + tail.size();
    }

    /** The whole entry, once its place among the tenant's entries is known. */
    byte[] entry(TenantHead place, Instant recordedAt) {
        StringBuilder added = new StringBuilder(MAX_ADDED);
        if (place.nextSequence() > 0) {
            added.append(",\"prev\":\"").append(base64(place.lastLeaf())).append('"');
        }
        added.append(",\"recordedAt\":\"")
                .append(time(recordedAt))
                .append("\",\"seq\":")
                .append(place.nextSequence());
        ByteArrayOutputStream entry = new ByteArrayOutputStream(maxBytes());
        entry.writeBytes(head.toByteArray());
        entry.writeBytes(added.toString().getBytes(StandardCharsets.UTF_8));
        entry.writeBytes(tail.toByteArray());
        return entry.toByteArray();
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if it is not in exactly the form that {@link #entry} writes
     */
    static StoredEvent read(byte[] entry) {
        EntryReader in = new EntryReader(entry);
        in.expect("{\"action\":");
        Action action = new Action(in.text());
        in.expect(",\"actor\":");
        Actor actor = Actor.parse(in.text());
        in.expect(",\"attributes\":{");
        SortedMap<String, String> attributes = readAttributes(in);
        in.expect("},\"occurredAt\":");
        Instant occurredAt = readTime(in.text());
        in.expect(",\"outcome\":");
        Outcome outcome = Outcome.parse(in.text());
        Bytes previous = Bytes.copyOf(new byte[0]);
        if (in.startsWith(",\"prev\":")) {
            in.expect(",\"prev\":");
            previous = readHash(in.text());
        }
        in.expect(",\"recordedAt\":");
        Instant recordedAt = readTime(in.text());
        in.expect(",\"seq\":");
        long sequence = in.number();
        in.expect(",\"target\":");
        String target = in.text();
        in.expect(",\"tenant\":");
        TenantId tenant = new TenantId(in.text());
        in.expect(",\"v\":1}");
        in.expectEnd();
        AuditEvent event = new AuditEvent(tenant, actor, action, target, outcome, occurredAt, attributes);
        StoredEvent stored = new StoredEvent(event, new TenantHead(sequence, previous), recordedAt);
        requireCanonical(stored, entry);
        return stored;
    }

    /** Whatever the reading let pass, only one sequence of bytes says it. */
    private static void requireCanonical(StoredEvent stored, byte[] entry) {
        int at = Arrays.mismatch(of(stored.event()).entry(stored.place(), stored.recordedAt()), entry);
        if (at >= 0) {
            throw new IllegalArgumentException("entry is not canonical from byte " + at + " on");
        }
    }

    private static SortedMap<String, String> readAttributes(EntryReader in) {
        SortedMap<String, String> attributes = new TreeMap<>();
        while (!in.startsWith("}")) {
            if (!attributes.isEmpty()) {
                in.expect(",");
            }
            String name = in.text();
            in.expect(":");
            attributes.put(name, in.text());
        }
        return attributes;
    }

    private static Bytes readHash(String text) {
        try {
            return Bytes.copyOf(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("prev is not Base64", e);
        }
    }

    private static Instant readTime(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a time is not accepted; accepted is UTC with nine digits of a second", e);
        }
    }

    private static String time(Instant instant) {
        if (instant.isBefore(MIN_TIME) || instant.isAfter(MAX_TIME)) {
            throw new IllegalArgumentException("a time lies outside the years 0000 to 9999");
        }
        return TIME.format(instant);
    }

    private static String base64(Bytes hash) {
        return Base64.getEncoder().encodeToString(hash.toByteArray());
    }

    private static Bytes utf8(StringBuilder text) {
        return Bytes.copyOf(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
