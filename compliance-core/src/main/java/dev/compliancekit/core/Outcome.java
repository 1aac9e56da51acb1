package dev.compliancekit.core;

import java.util.Locale;

/** How an audited action ended. */
public enum Outcome {
    /** It was done. */
    SUCCESS,
    /** It was tried and failed, for example a wrong password or a store that did not answer. */
    FAILURE,
    /** A rule refused it. */
    DENIED;

    /**
     * The name in log entries: lower case.
     *
     * @return {@code success}, {@code failure} or {@code denied}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The outcome of a name as log entries write it.
     *
     * @param code {@code success}, {@code failure} or {@code denied}
     * @return the outcome
     * @throws IllegalArgumentException if it is none of the three
     */
    public static Outcome parse(String code) {
        for (Outcome outcome : values()) {
            if (outcome.code().equals(code)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("outcome is not known; accepted are success, failure and denied");
    }
}
