package dev.compliancekit.crypto.search;

/**
 * What counts as equal when an encrypted column is searched. The rules are fixed for ever and do not depend on the JDK;
 * {@code docs/formats/blind-index.md} has them exactly. A rule that changes gets a new name, and with it other indexes.
 */
public enum Normalization {
    /** Every code point counts. For identifiers that a machine wrote. */
    EXACT("exact-v1"),
    /**
     * Case, width, ligatures and blanks around the text do not count, accents do: Unicode compatibility caseless
     * matching. For e-mail addresses, names and what else people type.
     */
    CASELESS("caseless-v1"),
    /** Only decimal digits count, of any script. For telephone numbers; a leading {@code +} or {@code 00} is lost. */
    DIGITS("digits-v1"),
    /** Of {@link #CASELESS} only {@code a-z} and {@code 0-9} count. For IBANs, plates and other printed codes. */
    CODE("code-v1");

    /** The most UTF-16 units that a text may have. */
    static final int MAX_UNITS = 4096;

    private final String code;

    Normalization(String code) {
        this.code = code;
    }

    /**
     * The name that is bound into every index.
     *
     * @return lower-case letters, digits and hyphens, with the version of the rule
     */
    public String code() {
        return code;
    }

    /**
     * The form that is compared.
     *
     * @param text up to 4,096 UTF-16 units
     * @return the form, possibly empty; the form of a form is itself
     * @throws IllegalArgumentException if the text is longer, or has a lone surrogate
     */
    public String normalize(String text) {
        if (text.length() > MAX_UNITS) {
            throw new IllegalArgumentException(
                    "text to index has " + text.length() + " UTF-16 units; accepted are at most " + MAX_UNITS);
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
                throw new IllegalArgumentException(
                        "text to index has a lone surrogate at position " + i + "; accepted is well-formed Unicode");
            }
        }
        return switch (this) {
            case EXACT -> text;
            case CASELESS -> CaselessText.of(text);
            case DIGITS -> digits(text);
            case CODE -> lettersAndDigits(text);
        };
    }

    private static String digits(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(Normalization::isDigit).forEach(digit -> out.append(Character.digit(digit, 10)));
        return out.toString();
    }

    private static boolean isDigit(int codePoint) {
        return AssignedCodePoints.contains(codePoint) && Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER;
    }

    private static String lettersAndDigits(String text) {
        StringBuilder out = new StringBuilder(text.length());
        CaselessText.of(text)
                .chars()
                .filter(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
