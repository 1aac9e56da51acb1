package dev.compliancekit.audit.view;

import java.util.Locale;

/** Which characters are commands to terminals, editors and spreadsheets rather than text. */
final class VisibleText {

    private VisibleText() {}

    /**
     * Whether a character steers: controls (C0, DEL, C1), line and paragraph separators, and those that change the
     * direction of what follows or show nothing (Unicode TR 36, section 3.2 and CVE-2021-42574).
     */
    static boolean isSteering(char c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x206f)
                || c == 0x061c
                || c == 0xfeff
                || (c >= 0xfff9 && c <= 0xfffb);
    }

    /** A character as six visible ones. */
    static String escape(char c) {
        return String.format(Locale.ROOT, "\\u%04x", (int) c);
    }

    /** Writes a JSON string with its quotes. */
    static void writeJson(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (isSteering(c)) {
                json.append(escape(c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
