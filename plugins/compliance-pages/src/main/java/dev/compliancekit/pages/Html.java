package dev.compliancekit.pages;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML whose elements are always closed in order and whose texts and attribute values are always escaped, so
 * that text from outside can never become markup.
 */
final class Html {

    /** HTML elements without content; SVG elements are closed like all others. */
    private static final Set<String> VOID = Set.of("meta", "br");

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    @CanIgnoreReturnValue
    Html open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        if (!VOID.contains(element)) {
            open.push(element);
        }
        return this;
    }

    @CanIgnoreReturnValue
    Html text(String text) {
        escape(text);
        return this;
    }

    /** Closes the element opened last. */
    @CanIgnoreReturnValue
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the element opened last and begins a new line, to keep the file readable. */
    @CanIgnoreReturnValue
    Html closeLine() {
        close();
        out.append('\n');
        return this;
    }

    @CanIgnoreReturnValue
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Our own text as it is: the style sheet and the document type. */
    @CanIgnoreReturnValue
    Html verbatim(String ours) {
        out.append(ours);
        return this;
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isShown(c) ? c : 0xFFFD);
            }
        });
    }

    /** Not controls, not halves of characters, and nothing that turns the direction of the text around it. */
    private static boolean isShown(int c) {
        if (c == '\n' || c == '\t') {
            return true;
        }
        int type = Character.getType(c);
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
        return !turns && type != Character.CONTROL && type != Character.SURROGATE && (c & 0xFFFE) != 0xFFFE;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements are still open: " + open);
        }
        return out.toString();
    }
}
