package dev.compliancekit.audit.event;

import java.util.Locale;

/** What kind of device somebody signed in with, as far as its user agent tells. */
public enum DeviceType {
    /** A telephone. */
    PHONE,
    /** A tablet. */
    TABLET,
    /** A desktop or portable computer. */
    DESKTOP,
    /** A program that nobody sits in front of. */
    BOT,
    /** Anything else, or not to be told. */
    OTHER;

    /**
     * The name in log entries: lower case.
     *
     * @return {@code phone}, {@code tablet}, {@code desktop}, {@code bot} or {@code other}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of a name as log entries write it.
     *
     * @param code {@code phone}, {@code tablet}, {@code desktop}, {@code bot} or {@code other}
     * @return the type
     * @throws IllegalArgumentException if it is none of the five
     */
    public static DeviceType parse(String code) {
        for (DeviceType type : values()) {
            if (type.code().equals(code)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "device type is not known; accepted are phone, tablet, desktop, bot and other");
    }
}
