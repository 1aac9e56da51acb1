package dev.compliancekit.audit;

/** Strings in the canonical form of RFC 8785 section 3.2.2.2. */
final class CanonicalText {

    private static final String HEX = "0123456789abcdef";

    private CanonicalText() {}

    /** Writes a string with its quotes; the caller has made sure that it is well-formed Unicode. */
    static void write(StringBuilder json, String text) {
        json.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append(text, written, i).append('\\').append(c);
                written = i + 1;
            } else if (c < ' ') {
                writeControl(json.append(text, written, i), c);
                written = i + 1;
            }
        }
        json.append(text, written, text.length()).append('"');
    }

    private static void writeControl(StringBuilder json, char c) {
        int at = "\b\t\n\f\r".indexOf(c);
        if (at >= 0) {
            json.append('\\').append("btnfr".charAt(at));
        } else {
            json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        }
    }
}
