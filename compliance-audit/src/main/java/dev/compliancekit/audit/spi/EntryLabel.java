package dev.compliancekit.audit.spi;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What stands in clear in an entry of every version, for those who move entries without reading them: its account,
 * action and time. Nothing else of the entry is looked at, see {@code docs/formats/audit-entry.md}. <em>Immutable.</em>
 *
 * @param tenant whose event it is
 * @param action what was done
 * @param recordedAt when the log took it, by the log's clock
 */
public record EntryLabel(TenantId tenant, Action action, Instant recordedAt) {

    /**
     * Checks that nothing is missing.
     *
     * @param tenant whose event it is
     * @param action what was done
     * @param recordedAt when the log took it
     */
    public EntryLabel {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(recordedAt, "recordedAt");
    }

    /**
     * Reads the label of an entry.
     *
     * @param entry the stored bytes: one canonical JSON object; read, not kept
     * @return its label
     * @throws IllegalArgumentException if it is no such object, or lacks a part of the label
     */
    public static EntryLabel read(byte[] entry) {
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(entry))
                    .toString();
            Map<String, String> members = new Scanner(json).members();
            return new EntryLabel(
                    new TenantId(member(members, "tenant")),
                    new Action(member(members, "action")),
                    Instant.parse(member(members, "recordedAt")));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("entry is not UTF-8", e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("recordedAt of the entry is not a time", e);
        }
    }

    private static String member(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("entry has no text " + name);
        }
        return value;
    }

    /** Walks over the outermost members of an object, without recursion. */
    private static final class Scanner {

        private final String json;
        private int position;

        Scanner(String json) {
            this.json = json;
        }

        /** The members that are texts. */
        Map<String, String> members() {
            Map<String, String> members = new HashMap<>();
            expect('{');
            for (char c = ','; c == ','; c = next()) {
                String name = text();
                expect(':');
                if (peek() == '"') {
                    members.put(name, text());
                } else {
                    skip();
                }
            }
            if (json.charAt(position - 1) != '}' || position != json.length()) {
                throw malformed();
            }
            return members;
        }

        /** A number, a word, an object or an array. */
        private void skip() {
            int depth = 0;
            while (depth > 0 || (peek() != ',' && peek() != '}')) {
                switch (peek()) {
                    case '"' -> text();
                    case '{', '[' -> {
                        depth++;
                        position++;
                    }
                    case '}', ']' -> {
                        depth--;
                        position++;
                    }
                    default -> position++;
                }
            }
        }

        private String text() {
            expect('"');
            StringBuilder text = new StringBuilder();
            for (char c = next(); c != '"'; c = next()) {
                text.append(c == '\\' ? escaped() : c);
            }
            return text.toString();
        }

        private char escaped() {
            char c = next();
            int at = "btnfr\"\\".indexOf(c);
            if (at >= 0) {
                return "\b\t\n\f\r\"\\".charAt(at);
            }
            if (c != 'u' || position + 4 > json.length()) {
                throw malformed();
            }
            position += 4;
            try {
                return (char) Integer.parseInt(json, position - 4, position, 16);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(malformed().getMessage(), e);
            }
        }

        private void expect(char expected) {
            if (next() != expected) {
                throw malformed();
            }
        }

        private char peek() {
            if (position >= json.length()) {
                throw malformed();
            }
            return json.charAt(position);
        }

        private char next() {
            char c = peek();
            position++;
            return c;
        }

        private IllegalArgumentException malformed() {
            return new IllegalArgumentException("entry is not a canonical JSON object at position " + position);
        }
    }
}
