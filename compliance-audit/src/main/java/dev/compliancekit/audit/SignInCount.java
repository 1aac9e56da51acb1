package dev.compliancekit.audit;

import java.util.Objects;

/**
 * How many sign-ins a log holds from one type of device, for a chart. <em>Immutable.</em>
 *
 * @param deviceType the event's attribute {@code deviceType}; {@code not recorded} where it is missing
 * @param signIns how many, successful or not
 */
public record SignInCount(String deviceType, long signIns) {

    /**
     * Checks the number.
     *
     * @param deviceType the event's attribute
     * @param signIns how many, from 0
     * @throws IllegalArgumentException if the number is negative
     */
    public SignInCount {
        Objects.requireNonNull(deviceType, "deviceType");
        if (signIns < 0) {
            throw new IllegalArgumentException("signIns is " + signIns + "; accepted is 0 or more");
        }
    }
}
