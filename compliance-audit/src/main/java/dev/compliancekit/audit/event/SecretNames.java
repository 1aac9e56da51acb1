package dev.compliancekit.audit.event;

import java.util.Locale;
import java.util.Set;

/**
 * Tells by its name that something holds a secret: by the last word, or the last two, of {@code dbPassword} and the
 * like.
 */
final class SecretNames {

    private static final int MAX_LENGTH = 64;

    private static final Set<String> WORDS = Set.of(
            "authorization",
            "cookie",
            "credential",
            "credentials",
            "csc",
            "cvc",
            "cvv",
            "jwt",
            "otp",
            "passcode",
            "passphrase",
            "passwd",
            "password",
            "pin",
            "pwd",
            "secret",
            "token");

    private static final Set<String> PAIRS = Set.of(
            "accesskey",
            "apikey",
            "authkey",
            "encryptionkey",
            "passphrase",
            "password",
            "privatekey",
            "secretkey",
            "securitycode",
            "sessionid",
            "signingkey");

    private SecretNames() {}

    /** Whether the name says so; a longer one than any attribute may have says nothing. */
    static boolean isSecret(String name) {
        if (name.length() > MAX_LENGTH) {
            return false;
        }
        int end = endOfWord(name, name.length());
        int start = startOfWord(name, end);
        String last = name.substring(start, end).toLowerCase(Locale.ROOT);
        if (WORDS.contains(last) || PAIRS.contains(last)) {
            return true;
        }
        int endBefore = endOfWord(name, start);
        String before = name.substring(startOfWord(name, endBefore), endBefore);
        return PAIRS.contains(before.toLowerCase(Locale.ROOT) + last);
    }

    /** Digits and signs part words. */
    private static int endOfWord(String name, int from) {
        int end = from;
        while (end > 0 && !isLetter(name.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** A capital after a small letter begins a word. */
    private static int startOfWord(String name, int end) {
        int start = end;
        while (start > 0 && isLetter(name.charAt(start - 1))) {
            start--;
            boolean hump = start > 0
                    && isCapital(name.charAt(start))
                    && !isCapital(name.charAt(start - 1))
                    && isLetter(name.charAt(start - 1));
            if (hump) {
                break;
            }
        }
        return start;
    }

    /** Names are ASCII: an attribute's by the event's own check, one inside a text by what is taken for a name. */
    private static boolean isLetter(char c) {
        return isCapital(c) || (c >= 'a' && c <= 'z');
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
