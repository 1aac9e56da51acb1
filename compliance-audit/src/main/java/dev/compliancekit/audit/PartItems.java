package dev.compliancekit.audit;

import dev.compliancekit.core.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is inside a sealed part: an actor's id, a target, attributes; each with a code, its length and its text.
 * {@code docs/formats/audit-entry.md} has every byte. <em>Not thread-safe.</em>
 */
final class PartItems {

    private static final int NAMED = 0;
    private static final int ACTOR_ID = 1;
    private static final int TARGET = 2;
    private static final int FIRST_KNOWN = 3;

    /** Their places are part of the format: more may be added at the end. */
    private static final List<String> KNOWN = List.of(
            "address",
            "peerAddress",
            "claimedAddress",
            "userAgent",
            "session",
            "reason",
            "purpose",
            "role",
            "grant",
            "holder",
            "subject",
            "lastActivity",
            "from",
            "toExclusive",
            "oldValue",
            "newValue",
            "authority");

    private static final int PACKED_ADDRESS = 64;
    private static final int PACKED_USER_AGENT = 65;

    private @Nullable String actorId;
    private @Nullable String target;
    private final SortedMap<String, String> attributes = new TreeMap<>();

    void actorId(String id) {
        actorId = id;
    }

    void target(String what) {
        target = what;
    }

    void attribute(String name, String value) {
        attributes.put(name, value);
    }

    void addAll(PartItems more) {
        actorId = more.actorId == null ? actorId : more.actorId;
        target = more.target == null ? target : more.target;
        attributes.putAll(more.attributes);
    }

    boolean isEmpty() {
        return actorId == null && target == null && attributes.isEmpty();
    }

    @Nullable
    String actorId() {
        return actorId;
    }

    @Nullable
    String target() {
        return target;
    }

    SortedMap<String, String> attributes() {
        return attributes;
    }

    byte[] toByteArray() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(192);
        if (actorId != null) {
            out.write(ACTOR_ID);
            writeText(out, actorId);
        }
        if (target != null) {
            out.write(TARGET);
            writeText(out, target);
        }
        attributes.forEach((name, value) -> writeAttribute(out, name, value));
        return out.toByteArray();
    }

    private static void writeAttribute(ByteArrayOutputStream out, String name, String value) {
        Optional<byte[]> packed = Optional.empty();
        if (name.equals(AuditEvent.ADDRESS)) {
            packed = PackedText.address(value);
        } else if (name.equals(AuditEvent.USER_AGENT)) {
            packed = PackedText.userAgent(value);
        }
        if (packed.isPresent()) {
            out.write(name.equals(AuditEvent.ADDRESS) ? PACKED_ADDRESS : PACKED_USER_AGENT);
            BoxReader.writeBytes(out, packed.get());
            return;
        }
        int known = KNOWN.indexOf(name);
        if (known < 0) {
            out.write(NAMED);
            writeText(out, name);
        } else {
            out.write(FIRST_KNOWN + known);
        }
        writeText(out, value);
    }

    private static void writeText(ByteArrayOutputStream out, String text) {
        BoxReader.writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #toByteArray} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static PartItems read(byte[] plaintext) {
        PartItems items = new PartItems();
        BoxReader in = new BoxReader(plaintext);
        while (in.hasMore()) {
            int code = in.one();
            if (code == ACTOR_ID) {
                requireFirst(items.actorId == null);
                items.actorId = in.text();
            } else if (code == TARGET) {
                requireFirst(items.target == null);
                items.target = in.text();
            } else if (code == NAMED) {
                requireFirst(items.attributes.put(in.text(), in.text()) == null);
            } else if (code == PACKED_ADDRESS) {
                requireFirst(items.attributes.put(AuditEvent.ADDRESS, PackedText.address(in.bytes())) == null);
            } else if (code == PACKED_USER_AGENT) {
                requireFirst(items.attributes.put(AuditEvent.USER_AGENT, PackedText.userAgent(in.bytes())) == null);
            } else if (code - FIRST_KNOWN < KNOWN.size()) {
                requireFirst(items.attributes.put(KNOWN.get(code - FIRST_KNOWN), in.text()) == null);
            } else {
                throw new IllegalArgumentException("a part has an item of the unknown kind " + code);
            }
        }
        return items;
    }

    private static void requireFirst(boolean first) {
        if (!first) {
            throw new IllegalArgumentException("a part has an item twice");
        }
    }
}
