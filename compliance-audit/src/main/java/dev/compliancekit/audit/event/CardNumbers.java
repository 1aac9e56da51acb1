package dev.compliancekit.audit.event;

import java.util.BitSet;

/**
 * Finds card numbers in text: 13 to 19 digits whose last is the check digit of the others (ISO/IEC 7812-1 annex B,
 * Luhn) and whose first is 2 to 6, the industries that issue payment cards (section 4.2). Digits may stand in groups of
 * 3 or more with one blank or hyphen between them. No part of a longer run of digits is taken for one, and no part of a
 * hexadecimal word.
 *
 * <p>Every start is followed for at most 19 digits, so the time is linear in the length of the text.
 */
final class CardNumbers {

    private static final int MIN_DIGITS = 13;
    private static final int MAX_DIGITS = 19;
    private static final int MIN_GROUP = 3;
    private static final int KEPT = 4;

    private final String text;
    private final BitSet starts = new BitSet();
    private final BitSet masked = new BitSet();

    private CardNumbers(String text) {
        this.text = text;
    }

    /** The text with all digits of card numbers but the last four replaced by asterisks. */
    static String masked(String text) {
        return hasEnoughDigits(text) ? new CardNumbers(text).masked() : text;
    }

    /** Most texts are done with here: so many digits with nothing but separators between are rare. */
    private static boolean hasEnoughDigits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < MIN_DIGITS; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits++;
            } else if (!isSeparator(c)) {
                digits = 0;
            }
        }
        return digits == MIN_DIGITS;
    }

    private String masked() {
        findStarts();
        for (int start = starts.nextSetBit(0); start >= 0; start = starts.nextSetBit(start + 1)) {
            mask(start);
        }
        if (masked.isEmpty()) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(text);
        masked.stream().forEach(i -> cleaned.setCharAt(i, '*'));
        return cleaned.toString();
    }

    /** Groups of digits begin where no digit stands before, outside of hexadecimal words. */
    private void findStarts() {
        int i = 0;
        while (i < text.length()) {
            int end = i;
            boolean hexadecimal = true;
            boolean letters = false;
            while (end < text.length() && isWord(text.charAt(end))) {
                char c = text.charAt(end++);
                hexadecimal &= isHex(c);
                letters |= !isDigit(c);
            }
            if (end > i && !(hexadecimal && letters)) {
                for (int at = i; at < end; at++) {
                    starts.set(at, isDigit(text.charAt(at)) && (at == i || !isDigit(text.charAt(at - 1))));
                }
            }
            i = Math.max(end, i + 1);
        }
    }

    /** Masks the longest card number that begins here; its last four digits may begin another one. */
    private void mask(int start) {
        int[] places = new int[MAX_DIGITS];
        int digits = 0;
        int card = 0;
        int group = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                if (digits == MAX_DIGITS) {
                    break;
                }
                places[digits++] = i;
                group++;
                if (endsGroup(i) && isCard(places, digits)) {
                    card = digits;
                }
            } else if (isSeparator(c) && group >= MIN_GROUP && startsGroup(i + 1)) {
                group = 0;
            } else {
                break;
            }
        }
        if (card > 0) {
            for (int digit = 0; digit < card - KEPT; digit++) {
                masked.set(places[digit]);
            }
            starts.set(places[card - KEPT]);
        }
    }

    private boolean isCard(int[] places, int digits) {
        char first = text.charAt(places[0]);
        if (digits < MIN_DIGITS || first < '2' || first > '6') {
            return false;
        }
        int sum = 0;
        for (int digit = 0; digit < digits; digit++) {
            int value = text.charAt(places[digits - 1 - digit]) - '0';
            int twice = 2 * value;
            sum += digit % 2 == 0 ? value : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    private boolean endsGroup(int i) {
        return i + 1 == text.length() || !isDigit(text.charAt(i + 1));
    }

    private boolean startsGroup(int i) {
        return i < text.length() && starts.get(i);
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '\u00a0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isWord(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
