package dev.compliancekit.audit.event;

import dev.compliancekit.core.AuditEvent;
import java.util.Objects;

/**
 * Where somebody signs in from and with what device. A user agent is cut to 1,024 characters and made well-formed,
 * since the client chose it: it must not be able to keep its sign-in out of the log. <em>Immutable.</em>
 */
public final class Client {

    /** The most characters of a user agent that are logged. */
    public static final int MAX_USER_AGENT = 1024;

    private final ClientAddress address;
    private final DeviceType deviceType;
    private final String userAgent;

    private Client(ClientAddress address, DeviceType deviceType, String userAgent) {
        this.address = Objects.requireNonNull(address, "address");
        this.deviceType = Objects.requireNonNull(deviceType, "deviceType");
        this.userAgent = userAgent;
    }

    /**
     * A client that sent no user agent.
     *
     * @param address where it is
     * @param deviceType what it is, {@link DeviceType#OTHER} if it cannot be told
     * @return the client
     */
    public static Client of(ClientAddress address, DeviceType deviceType) {
        return new Client(address, deviceType, "");
    }

    /**
     * The same client with the user agent that it sent.
     *
     * @param sent any text; cut and mended
     * @return a client
     */
    public Client withUserAgent(String sent) {
        return new Client(address, deviceType, wellFormed(sent.substring(0, Math.min(sent.length(), MAX_USER_AGENT))));
    }

    /** What an event says of the client. */
    AuditEvent.Builder describe(AuditEvent.Builder event) {
        event.attribute(AuditEvent.ADDRESS, address.address()).attribute(AuditEvent.DEVICE_TYPE, deviceType.code());
        address.peer().ifPresent(peer -> event.attribute(Attributes.PEER_ADDRESS, peer));
        address.claimed().ifPresent(claimed -> event.attribute(Attributes.CLAIMED_ADDRESS, claimed));
        return userAgent.isEmpty() ? event : event.attribute(AuditEvent.USER_AGENT, userAgent);
    }

    /** Lone surrogates become the replacement character. */
    private static String wellFormed(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints().forEach(c -> mended.appendCodePoint(isLoneSurrogate(c) ? 0xFFFD : c));
        return mended.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** The address and the type of the device. */
    @Override
    public String toString() {
        return address + " " + deviceType.code();
    }
}
