package dev.compliancekit.audit.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What an attribute's value must look like. <em>Immutable,</em> if the test of {@link #of} is. */
public final class AttributeForm {

    private static final int MAX_NUMBER = 18;

    private final String accepted;
    private final Predicate<String> test;

    private AttributeForm(String accepted, Predicate<String> test) {
        this.accepted = accepted;
        this.test = test;
    }

    /**
     * A form of the caller's own.
     *
     * @param accepted what is accepted, in words that end the sentence "accepted is ..."
     * @param test whether a value has the form; is called with hostile values of up to 4,096 characters and from many
     *     threads
     * @return the form
     */
    public static AttributeForm of(String accepted, Predicate<String> test) {
        return new AttributeForm(Objects.requireNonNull(accepted, "accepted"), Objects.requireNonNull(test, "test"));
    }

    /**
     * Text that is not blank.
     *
     * @param maxLength the most characters, 1 to 4,096
     * @return the form
     * @throws IllegalArgumentException if the length is out of range
     */
    public static AttributeForm text(int maxLength) {
        if (maxLength < 1 || maxLength > 4096) {
            throw new IllegalArgumentException("maxLength is " + maxLength + "; accepted are 1 to 4,096 characters");
        }
        return of(
                "text of 1 to " + maxLength + " characters that is not blank",
                value -> value.length() <= maxLength && !value.isBlank());
    }

    /**
     * One of a few words.
     *
     * @param words at least one; copied
     * @return the form
     * @throws IllegalArgumentException if there is no word
     */
    public static AttributeForm oneOf(List<String> words) {
        List<String> known = List.copyOf(words);
        if (known.isEmpty()) {
            throw new IllegalArgumentException("words are none; accepted is at least one");
        }
        return of("one of " + String.join(", ", known), known::contains);
    }

    /**
     * An IPv4 or IPv6 address in text form, without a port, brackets or a zone.
     *
     * @return the form
     */
    public static AttributeForm address() {
        return of("an IPv4 or IPv6 address without a port", Addresses::isAddress);
    }

    /**
     * A time in UTC, for example {@code 2026-01-31T12:00:00Z}.
     *
     * @return the form
     */
    public static AttributeForm instant() {
        return of("a time such as 2026-01-31T12:00:00Z", AttributeForm::isInstant);
    }

    /**
     * A whole number that is not negative, in decimal digits.
     *
     * @return the form
     */
    public static AttributeForm wholeNumber() {
        return of(
                "a whole number of 1 to " + MAX_NUMBER + " digits",
                value -> !value.isEmpty()
                        && value.length() <= MAX_NUMBER
                        && value.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    /**
     * Whether a value has the form.
     *
     * @param value any text
     * @return whether it is accepted
     */
    public boolean accepts(String value) {
        return test.test(value);
    }

    /**
     * What is accepted, in words.
     *
     * @return the end of a sentence, without a full stop
     */
    public String accepted() {
        return accepted;
    }

    /** What is accepted, in words. */
    @Override
    public String toString() {
        return accepted;
    }

    private static boolean isInstant(String value) {
        try {
            Instant.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
