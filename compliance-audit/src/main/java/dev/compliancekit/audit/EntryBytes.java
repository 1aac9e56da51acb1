package dev.compliancekit.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;

/** Canonical JSON as it is written, in UTF-8. <em>Not thread-safe.</em> */
final class EntryBytes {

    private byte[] bytes;
    private int length;

    EntryBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** Writes the syntax around values, which is ASCII. */
    @SuppressWarnings("deprecation") // drops the high byte of each character, which in ASCII is 0
    EntryBytes ascii(String text) {
        int count = text.length();
        reserve(count);
        text.getBytes(0, count, bytes, length);
        length += count;
        return this;
    }

    /** Writes a string with its quotes; the caller has made sure that it is well-formed Unicode. */
    EntryBytes string(String text) {
        if (isPlain(text)) {
            return ascii("\"").ascii(text).ascii("\"");
        }
        StringBuilder json = new StringBuilder(text.length() + 16);
        CanonicalText.write(json, text);
        return raw(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a member with its comma before it and a string that needs no escapes. */
    EntryBytes base64(String name, Base64.Encoder encoder, byte[] value) {
        return ascii(",\"")
                .ascii(name)
                .ascii("\":\"")
                .raw(encoder.encode(value))
                .ascii("\"");
    }

    EntryBytes attributes(SortedMap<String, String> attributes) {
        String before = "{";
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            ascii(before).string(attribute.getKey()).ascii(":").string(attribute.getValue());
            before = ",";
        }
        return ascii(attributes.isEmpty() ? "{}" : "}");
    }

    private EntryBytes raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** One byte for each character, and no escape. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
