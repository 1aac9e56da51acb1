package dev.compliancekit.audit.watch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Devices, networks and actors as numbers: 64 bits of SHA-256, so that nobody finds another text of the same number.
 */
final class Hashes {

    private static final Pattern VERSION = Pattern.compile("[0-9]+([._][0-9]+)*");

    private Hashes() {}

    static long of(String text) {
        return ByteBuffer.wrap(StateWriter.sha256(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** The user agent without version numbers, so that an update is no new device. */
    static long ofDevice(String userAgent) {
        return of(VERSION.matcher(userAgent).replaceAll(""));
    }

    /** The network of an address: the first 24 bits of IPv4, the first 64 of IPv6; any other text as it is. */
    static long ofNetwork(String address) {
        return of(network(address.strip().toLowerCase(Locale.ROOT)));
    }

    static String network(String address) {
        if (address.indexOf(':') < 0) {
            int host = address.lastIndexOf('.');
            return address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") ? address.substring(0, host) : address;
        }
        if (address.startsWith("::ffff:") && address.indexOf('.') > 0) {
            return network(address.substring("::ffff:".length()));
        }
        int zeros = address.indexOf("::");
        String head = zeros < 0 ? address : address.substring(0, zeros);
        StringBuilder network = new StringBuilder();
        String[] groups = head.split(":", -1);
        for (int i = 0; i < 4; i++) {
            String group = i < groups.length ? groups[i].replaceFirst("^0+", "") : "";
            network.append(group).append(':');
        }
        return network.toString();
    }
}
