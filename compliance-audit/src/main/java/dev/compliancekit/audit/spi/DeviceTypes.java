package dev.compliancekit.audit.spi;

import dev.compliancekit.audit.event.DeviceType;

/**
 * Tells the type of a device from the user agent that its program sent. A user agent is what the client says of itself:
 * good for an account owner who looks for a sign-in that was not theirs, never for a decision about access.
 *
 * <p>An implementation is thread-safe. It takes any text, the empty one and hostile ones of any length included, and
 * answers in bounded time: it never throws for what a text says. It answers the same for the same text.
 */
@FunctionalInterface
public interface DeviceTypes {

    /**
     * The type of the device.
     *
     * @param userAgent the user agent as it was sent, of any length; empty if none was sent
     * @return the type, {@link DeviceType#OTHER} if it cannot be told
     */
    DeviceType typeOf(String userAgent);
}
