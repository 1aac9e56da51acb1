package dev.compliancekit.core.promise;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One claim of a security page: what is promised, who can answer for it, and which control does. <em>Immutable.</em>
 *
 * @param id the short name of the claim, unique among the pages of one report, for example {@code J23}
 * @param claim what is promised, in the words of whoever keeps the register
 * @param kind who can answer
 * @param control the name of the check that answers, for example {@code erasure-deadline}; {@link #ATTESTATION} where
 *     only people answer, {@link #NO_CONTROL} for a statement
 * @param parameters what the claim fixes, by name, for example {@code within} to {@code P30D}; copied, in the given
 *     order, unmodifiable
 */
public record Promise(String id, String claim, PromiseKind kind, String control, Map<String, String> parameters) {

    /** The control of a promise that an {@link Attestation} answers. */
    public static final String ATTESTATION = "attestation";

    /** The control of a {@link PromiseKind#STATEMENT}, which nothing needs to answer. */
    public static final String NO_CONTROL = "none";

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,31}");
    private static final Pattern CONTROL = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PARAMETER = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final int MAX_NAME_LENGTH = 64;

    /**
     * Checks the parts and that kind and control fit each other.
     *
     * @param id a letter, then letters, digits, dots and hyphens, at most 32 in all
     * @param claim text, not blank
     * @param kind who can answer
     * @param control lower-case letters, digits and single inner hyphens, at most 64 in all
     * @param parameters names of letters and digits starting in lower case, at most 64 in all, to text that is not
     *     blank
     * @throws IllegalArgumentException if a part is not as described; if kind and control contradict each other: a
     *     statement has {@link #NO_CONTROL} and nothing else has, an organisational promise has {@link #ATTESTATION}
     *     and one kept by code has not
     */
    public Promise {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("promise id is not accepted; accepted is a letter followed by letters, "
                    + "digits, dots and hyphens, at most 32 in all");
        }
        Texts.requireText("promise " + id, "claim", claim);
        if (control.length() > MAX_NAME_LENGTH || !CONTROL.matcher(control).matches()) {
            throw new IllegalArgumentException("promise " + id + " has a control name that is not accepted; accepted "
                    + "are a-z, 0-9 and single hyphens between them, at most " + MAX_NAME_LENGTH + " in all");
        }
        requireFit(id, kind, control);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        parameters.forEach((name, value) -> requireParameter(id, name, value));
    }

    private static void requireFit(String id, PromiseKind kind, String control) {
        boolean fits = switch (kind) {
            case BY_CODE -> !control.equals(ATTESTATION) && !control.equals(NO_CONTROL);
            case PARTLY -> !control.equals(NO_CONTROL);
            case ORGANISATIONAL -> control.equals(ATTESTATION);
            case STATEMENT -> control.equals(NO_CONTROL);
        };
        if (!fits) {
            throw new IllegalArgumentException("promise " + id + " has a control that does not fit its kind; accepted "
                    + "is attestation for an organisational promise, none for a statement, the name of a check for one "
                    + "kept by code, and a check or attestation for one kept partly by code");
        }
    }

    private static void requireParameter(String id, String name, String value) {
        if (name.length() > MAX_NAME_LENGTH || !PARAMETER.matcher(name).matches()) {
            throw new IllegalArgumentException("promise " + id + " has a parameter name that is not accepted; accepted "
                    + "are letters and digits starting in lower case, at most " + MAX_NAME_LENGTH + " in all");
        }
        Texts.requireText("promise " + id, "parameter " + name, value);
    }

    /**
     * A parameter that may be absent.
     *
     * @param name the name
     * @return its text, or empty if the promise does not fix it
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * A parameter that the control cannot do without.
     *
     * @param name the name
     * @return its text
     * @throws IllegalArgumentException if the promise does not fix it
     */
    public String requireParameter(String name) {
        return parameter(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "promise " + id + " has no parameter " + name + "; its control " + control + " needs one"));
    }
}
