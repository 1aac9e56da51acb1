package dev.compliancekit.pages;

/**
 * How many sign-ins came from a type of device. <em>Immutable.</em>
 *
 * @param deviceType the type of device
 * @param count how many
 */
public record DeviceSignIns(String deviceType, long count) {

    /**
     * Checks the parts.
     *
     * @param deviceType text, not blank
     * @param count 0 or more
     * @throws IllegalArgumentException if a part is not as described
     */
    public DeviceSignIns {
        Checks.text("device type", deviceType);
        Checks.notNegative("count of sign-ins", count);
    }
}
