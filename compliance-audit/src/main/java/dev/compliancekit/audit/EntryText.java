package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pieces that entries of all versions are made of. */
final class EntryText {

    private static final Instant MIN_TIME = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private EntryText() {}

    /** Always with nine digits of a second. */
    static String longTime(Instant instant) {
        requireYears(instant);
        return EntryTime.format(instant);
    }

    /** With none, three, six or nine digits of a second, as few as say it. */
    static String shortTime(Instant instant) {
        requireYears(instant);
        return EntryTime.shortest(instant);
    }

    private static void requireYears(Instant instant) {
        if (instant.isBefore(MIN_TIME) || instant.isAfter(MAX_TIME)) {
            throw new IllegalArgumentException("a time lies outside the years 0000 to 9999");
        }
    }

    static Instant readTime(String text) {
        try {
            return EntryTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a time is not accepted; accepted is UTC such as 2026-01-01T00:00:00Z", e);
        }
    }

    /** With the braces around them. */
    static SortedMap<String, String> readAttributes(EntryReader in) {
        SortedMap<String, String> attributes = new TreeMap<>();
        in.expect("{");
        while (!in.startsWith("}")) {
            if (!attributes.isEmpty()) {
                in.expect(",");
            }
            String name = in.text();
            in.expect(":");
            attributes.put(name, in.text());
        }
        in.expect("}");
        return attributes;
    }

    static Bytes readBase64(String what, Base64.Decoder decoder, String text) {
        try {
            return Bytes.copyOf(decoder.decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " is not Base64", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }
}
