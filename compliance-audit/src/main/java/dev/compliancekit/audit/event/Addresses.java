package dev.compliancekit.audit.event;

import com.google.common.net.InetAddresses;
import dev.compliancekit.audit.internal.DottedDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Reads addresses without ever asking a name server. */
final class Addresses {

    /** An IPv6 address with the last four bytes as IPv4. */
    private static final int MAX_ADDRESS = 45;

    private static final int MAX_PORT_DIGITS = 5;
    private static final int MAPPED_PREFIX = 12;

    private Addresses() {}

    /** Whether {@link #parse} takes it. */
    static boolean isAddress(String text) {
        return DottedDecimal.parse(text).isPresent() || parse(text).isPresent();
    }

    /** An address in text form; an IPv4 address mapped into IPv6 (RFC 4291 section 2.5.5.2) is the IPv4 address. */
    static Optional<InetAddress> parse(String text) {
        boolean plain = text.length() <= MAX_ADDRESS && text.chars().allMatch(c -> c < 0x80 && c != '%');
        if (!plain || !InetAddresses.isInetAddress(text)) {
            return Optional.empty();
        }
        return Optional.of(unmapped(InetAddresses.forString(text)));
    }

    /** What proxies write: an address, or one with a port, an IPv6 address then in brackets. */
    static Optional<InetAddress> parseNode(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            boolean whole = end > 0 && (end == node.length() - 1 || isPort(node.substring(end + 1)));
            boolean six = node.indexOf(':') > 0 && node.indexOf(':') < end;
            return whole && six ? parse(node.substring(1, end)) : Optional.empty();
        }
        int colon = node.indexOf(':');
        boolean port = colon >= 0 && colon == node.lastIndexOf(':');
        if (port && !isPort(node.substring(colon))) {
            return Optional.empty();
        }
        return parse(port ? node.substring(0, colon) : node);
    }

    /** A zone (RFC 4007 section 11) names an interface of this machine and tells nothing of the client. */
    static String withoutZone(String address) {
        int percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }

    private static boolean isPort(String text) {
        return text.length() > 1
                && text.length() <= 1 + MAX_PORT_DIGITS
                && text.charAt(0) == ':'
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    private static InetAddress unmapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean mapped = bytes.length == 16
                && Arrays.equals(
                        bytes, 0, MAPPED_PREFIX, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 0, MAPPED_PREFIX);
        if (!mapped) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, MAPPED_PREFIX, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
