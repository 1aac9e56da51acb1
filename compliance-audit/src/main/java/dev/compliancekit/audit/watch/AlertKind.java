package dev.compliancekit.audit.watch;

import java.util.Locale;

/** What an alert is about. */
public enum AlertKind {
    /** Something happened at least twice as often as expected. */
    SPIKE,
    /** Something happened at most half as often as expected. */
    DIP,
    /** Something that was expected did not happen at all. */
    SILENCE,
    /** A measured value is out of the ordinary. */
    UNUSUAL_VALUE,
    /** One actor, or one network, failed to sign in again and again. */
    FAILED_SIGN_INS,
    /** Somebody signed in with a device that they had not used before. */
    NEW_DEVICE,
    /** Somebody signed in from a network that they had not used before. */
    NEW_ADDRESS,
    /** Somebody signed in to a user account that had expired. */
    SIGN_IN_AFTER_EXPIRY,
    /** A table is full: something is not watched that should be. */
    NOT_WATCHED,
    /** The watch itself did not run for a while, or its clock went back. */
    WATCH_INTERRUPTED,
    /** More alerts than anybody could read, of all tenants; the explanation says how many were held back. */
    MORE_ALERTS,
    /** A test of the channel, asked for by hand. */
    DRILL;

    /**
     * The name in log entries: lower case, words joined by hyphens.
     *
     * @return for example {@code new-device}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of a name as log entries write it.
     *
     * @param code for example {@code new-device}
     * @return the kind
     * @throws IllegalArgumentException if no kind has that name
     */
    public static AlertKind parse(String code) {
        for (AlertKind kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "kind of alert is not known; accepted are names such as spike and new-device");
    }
}
