package dev.compliancekit.crypto.search;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which two texts are the same if they differ only in case, width, ligatures and blanks around them:
 * compatibility caseless matching (Unicode 13.0 section 3.13, D146), then without White_Space at both ends.
 */
final class CaselessText {

    private static final int ASCII = 0x80;
    private static final int CAPITAL_I_WITH_DOT = 0x130;
    private static final int DOTLESS_I = 0x131;
    private static final int CAPITAL_SHARP_S = 0x1e9e;

    private CaselessText() {}

    /** The form of a well-formed text. */
    static String of(String text) {
        String folded = isAscii(text)
                ? text.toLowerCase(Locale.ROOT)
                : compatible(folded(compatible(folded(normalized(text, Normalizer.Form.NFD)))));
        return stripped(folded);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < ASCII);
    }

    private static String compatible(String text) {
        return normalized(text, Normalizer.Form.NFKD);
    }

    /** Runs of known code points one by one; what is not known stands alone, like a letter without decomposition. */
    private static String normalized(String text, Normalizer.Form form) {
        StringBuilder out = new StringBuilder(text.length());
        StringBuilder run = new StringBuilder();
        for (int codePoint : text.codePoints().toArray()) {
            if (AssignedCodePoints.contains(codePoint)) {
                run.appendCodePoint(codePoint);
            } else {
                out.append(Normalizer.normalize(run, form)).appendCodePoint(codePoint);
                run.setLength(0);
            }
        }
        return out.append(Normalizer.normalize(run, form)).toString();
    }

    private static String folded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> appendFolded(codePoint, out));
        return out.toString();
    }

    /**
     * Full case folding (CaseFolding.txt, status C and F) from what the JDK has: upper case and back. The exceptions
     * are all there are; a test compares every code point.
     */
    private static void appendFolded(int codePoint, StringBuilder out) {
        if (codePoint == DOTLESS_I || !AssignedCodePoints.contains(codePoint)) {
            out.appendCodePoint(codePoint);
        } else if (codePoint == CAPITAL_I_WITH_DOT) {
            out.append("i\u0307");
        } else if (codePoint == CAPITAL_SHARP_S) {
            out.append("ss");
        } else {
            Character.toString(codePoint)
                    .toUpperCase(Locale.ROOT)
                    .codePoints()
                    .map(upper -> isCherokee(upper) ? upper : Character.toLowerCase(upper))
                    .forEach(out::appendCodePoint);
        }
    }

    /** Cherokee folds to its capitals, which were there first. */
    private static boolean isCherokee(int codePoint) {
        return codePoint >= 0x13a0 && codePoint <= 0x13f5;
    }

    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isWhiteSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isWhiteSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The property White_Space (PropList.txt), as far as a compatibility decomposition leaves any. */
    private static boolean isWhiteSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0x1680 || c == 0x2028 || c == 0x2029;
    }
}
