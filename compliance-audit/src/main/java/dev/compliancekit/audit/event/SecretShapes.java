package dev.compliancekit.audit.event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;

/**
 * Finds in text what looks like a secret: tokens with a known beginning, what follows {@code Bearer} and {@code Basic}
 * (RFC 6750 section 2.1, RFC 7617 section 2), JSON Web Tokens (RFC 7519), private keys in PEM (RFC 7468 section 10),
 * {@code password=...}, {@code "password":"..."}, and the password in an address of the form
 * {@code scheme://user:password@host} (RFC 3986 section 3.2.1). No regular expression: every character is looked at a
 * bounded number of times.
 */
final class SecretShapes {

    /** What stands in place of a secret. */
    static final String MASK = "***";

    private static final int MAX_NAME = 64;
    private static final int MAX_USER = 256;
    private static final int MAX_ROUNDS = 8;
    private static final int MIN_BEARER = 16;
    private static final int MIN_TOKEN = 20;
    private static final String PEM = "-----BEGIN ";
    private static final String BEARER = "Bearer";
    private static final String BASIC = "Basic";

    /** Which ASCII characters {@link #isToken(char, String)} takes, without more. */
    private static final boolean[] IN_TOKEN = new boolean[128];

    static {
        for (char c = 0; c < IN_TOKEN.length; c++) {
            IN_TOKEN[c] = isToken(c, "");
        }
    }

    /** How a token begins, and how many characters it has at least. */
    private record Beginning(String text, int minLength) {}

    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("AKIA", 20),
            new Beginning("ASIA", 20),
            new Beginning("AGE-SECRET-KEY-1", 40),
            new Beginning("AIza", 39),
            new Beginning("gho_", 40),
            new Beginning("ghp_", 40),
            new Beginning("ghr_", 40),
            new Beginning("ghs_", 40),
            new Beginning("ghu_", 40),
            new Beginning("github_pat_", 40),
            new Beginning("glpat-", 26),
            new Beginning("hvs.", 24),
            new Beginning("rk_live_", 20),
            new Beginning("sk_live_", 20),
            new Beginning("xoxa-", 20),
            new Beginning("xoxb-", 20),
            new Beginning("xoxp-", 20),
            new Beginning("xoxr-", 20),
            new Beginning("xoxs-", 20));

    private final String text;
    private final BitSet secret = new BitSet();

    private SecretShapes(String text) {
        this.text = text;
    }

    /**
     * The text with every secret replaced by {@link #MASK}. What is masked may show the next secret around it; a text
     * that goes on like that is masked as a whole.
     */
    static String masked(String text) {
        return mayHoldSecret(text) ? maskedByAll(text) : text;
    }

    /** The same, looking for everything. */
    static String maskedByAll(String text) {
        String before = text;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            String after = maskedOnce(before);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        return MASK;
    }

    /** Most texts are done with here: they have none of the signs without which nothing below finds anything. */
    static boolean mayHoldSecret(String text) {
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < IN_TOKEN.length && IN_TOKEN[c]) {
                if (++word == MIN_TOKEN || (c == '-' && text.startsWith(PEM, i))) {
                    return true;
                }
            } else {
                boolean announces = c == ' ' && isScheme(text, i - word, word);
                if (announces || c == '=' || (c == ':' && (text.startsWith("://", i) || isQuote(text, i - 1)))) {
                    return true;
                }
                word = 0;
            }
        }
        return false;
    }

    private static boolean isScheme(String text, int from, int length) {
        return (length == BEARER.length() && text.regionMatches(true, from, BEARER, 0, length))
                || (length == BASIC.length() && text.regionMatches(true, from, BASIC, 0, length));
    }

    private static boolean isQuote(String text, int at) {
        return at >= 0 && text.charAt(at) == '"';
    }

    private static String maskedOnce(String text) {
        SecretShapes shapes = new SecretShapes(text);
        shapes.findTokens();
        shapes.findPem();
        shapes.findValues();
        shapes.findUserInfo();
        return shapes.masked();
    }

    private String masked() {
        if (secret.isEmpty()) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder();
        int at = 0;
        for (int from = secret.nextSetBit(0); from >= 0; from = secret.nextSetBit(at)) {
            cleaned.append(text, at, from).append(MASK);
            at = secret.nextClearBit(from);
        }
        return cleaned.append(text, at, text.length()).toString();
    }

    /** Goes from word to word; a word that is no token may announce one. */
    private void findTokens() {
        int before = 0;
        int i = 0;
        while (i < text.length()) {
            int end = endOfWord(i, "");
            if (end > i) {
                if (end - i >= MIN_TOKEN && isToken(text.substring(i, end))) {
                    secret.set(i, end);
                } else if (i > 0 && text.charAt(i - 1) == ' ') {
                    findAnnounced(before, i);
                }
                before = i;
            }
            i = Math.max(end, i + 1);
        }
    }

    private void findAnnounced(int before, int from) {
        boolean bearer = announces(before, from - 1, BEARER);
        if (bearer || announces(before, from - 1, BASIC)) {
            int end = endOfWord(from, "/=");
            if (bearer ? end - from >= MIN_BEARER : isUserAndPassword(text.substring(from, end))) {
                secret.set(from, end);
            }
        }
    }

    private boolean announces(int from, int to, String scheme) {
        return to - from == scheme.length() && text.regionMatches(true, from, scheme, 0, scheme.length());
    }

    private static boolean isToken(String word) {
        return isJwt(word)
                || BEGINNINGS.stream()
                        .anyMatch(beginning ->
                                word.length() >= beginning.minLength() && word.startsWith(beginning.text()));
    }

    /** {@code eyJ} is how the Base64 of <code>{"</code> begins. */
    private static boolean isJwt(String word) {
        int first = word.indexOf('.');
        int second = word.indexOf('.', first + 1);
        return word.startsWith("eyJ") && first > 0 && second > first + 1;
    }

    private static boolean isUserAndPassword(String word) {
        try {
            return new String(Base64.getDecoder().decode(word), StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** From the first line of a private key to its last line, or to the end if there is none. */
    private void findPem() {
        for (int begin = text.indexOf(PEM); begin >= 0; begin = text.indexOf(PEM, begin + PEM.length())) {
            int label = begin + PEM.length();
            int labelEnd = text.indexOf("-----", label);
            if (labelEnd >= 0
                    && labelEnd - label <= MAX_NAME
                    && text.substring(label, labelEnd).endsWith("PRIVATE KEY")) {
                int last = text.indexOf("-----END ", labelEnd);
                int end = last < 0 ? -1 : text.indexOf("-----", last + "-----END ".length());
                secret.set(begin, end < 0 ? text.length() : end + "-----".length());
                begin = end < 0 ? text.length() : end;
            }
        }
    }

    /** Values after an equals sign, and after the colon of a JSON name, if the name is a secret's. */
    private void findValues() {
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            boolean quoted = text.charAt(i - 1) == '"';
            if ((c == '=' || (c == ':' && quoted)) && SecretNames.isSecret(nameBefore(quoted ? i - 1 : i))) {
                int from = i + 1;
                while (from < text.length() && isBlankOrQuote(text.charAt(from))) {
                    from++;
                }
                int to = from;
                while (to < text.length() && !isEndOfValue(text.charAt(to))) {
                    to++;
                }
                if (to > from && !text.substring(from, to).equals(MASK)) {
                    secret.set(from, to);
                }
                i = Math.max(i, to - 1);
            }
        }
    }

    private String nameBefore(int end) {
        int from = end;
        while (from > 0 && end - from <= MAX_NAME && isName(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, end);
    }

    /** The password before an at sign, after {@code ://} and a user. */
    private void findUserInfo() {
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int from = at + 3;
            int colon = -1;
            int i = from;
            while (i < text.length() && i - from < MAX_USER && "/?# \n\t".indexOf(text.charAt(i)) < 0) {
                char c = text.charAt(i);
                if (c == ':' && colon < 0) {
                    colon = i;
                } else if (c == '@' && colon >= 0) {
                    if (i > colon + 1 && !text.substring(colon + 1, i).equals(MASK)) {
                        secret.set(colon + 1, i);
                    }
                    break;
                }
                i++;
            }
        }
    }

    /** The characters of a bearer token (RFC 6750 section 2.1), those included that part words elsewhere. */
    private int endOfWord(int from, String more) {
        int end = from;
        while (end < text.length() && isToken(text.charAt(end), more)) {
            end++;
        }
        return end;
    }

    private static boolean isToken(char c, String more) {
        return isName(c) || c == '.' || c == '~' || c == '+' || more.indexOf(c) >= 0;
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static boolean isBlankOrQuote(char c) {
        return c == ' ' || c == '"' || c == '\'';
    }

    private static boolean isEndOfValue(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '&' || c == ';' || c == ',' || c == '}';
    }
}
