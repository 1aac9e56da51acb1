package dev.compliancekit.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the pieces of an entry from left to right, without recursion. <em>Not thread-safe.</em> */
final class EntryReader {

    private final String json;
    private final boolean escapes;
    private int position;

    EntryReader(byte[] entry) {
        try {
            this.json = isAscii(entry)
                    ? new String(entry, StandardCharsets.ISO_8859_1)
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(entry))
                            .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("entry is not UTF-8", e);
        }
        this.escapes = json.indexOf('\\') >= 0;
    }

    private static boolean isAscii(byte[] entry) {
        int bits = 0;
        for (byte each : entry) {
            bits |= each;
        }
        return bits >= 0;
    }

    boolean startsWith(String expected) {
        return json.startsWith(expected, position);
    }

    boolean endsWith(String expected) {
        return json.endsWith(expected);
    }

    /** Goes on behind what is expected, if it is there. */
    boolean skip(String expected) {
        boolean found = startsWith(expected);
        position += found ? expected.length() : 0;
        return found;
    }

    void expect(String expected) {
        if (!startsWith(expected)) {
            throw new IllegalArgumentException(
                    "entry has something else at position " + position + "; accepted is " + expected);
        }
        position += expected.length();
    }

    void expectEnd() {
        if (position != json.length()) {
            throw new IllegalArgumentException("entry goes on at position " + position + " after its end");
        }
    }

    /**
     * A name or value with its quotes; whether its escapes are the canonical ones is found when it is written again.
     */
    String text() {
        expect("\"");
        int end = json.indexOf('"', position);
        if (end >= 0 && !escapes) {
            String plain = json.substring(position, end);
            position = end + 1;
            return plain;
        }
        StringBuilder text = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            text.append(c == '\\' ? escaped() : c);
        }
        return text.toString();
    }

    long number() {
        int start = position;
        while (position < json.length() && Character.isDigit(json.charAt(position))) {
            position++;
        }
        try {
            return Long.parseLong(json.substring(start, position));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("entry has no whole number at position " + start, e);
        }
    }

    private char escaped() {
        char c = next();
        int at = "btnfr\"\\".indexOf(c);
        if (at >= 0) {
            return "\b\t\n\f\r\"\\".charAt(at);
        }
        if (c != 'u' || position + 4 > json.length()) {
            throw new IllegalArgumentException("entry has an escape at position " + position + " that is not accepted");
        }
        position += 4;
        try {
            return (char) Integer.parseInt(json, position - 4, position, 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("entry has no hexadecimal digits before position " + position, e);
        }
    }

    private char next() {
        if (position == json.length()) {
            throw new IllegalArgumentException("entry ends inside a string");
        }
        return json.charAt(position++);
    }
}
