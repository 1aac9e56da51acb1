package dev.compliancekit.audit.event;

import dev.compliancekit.core.Bytes;
import java.net.InetAddress;
import java.util.Optional;

/** All addresses that share their first bits. */
record AddressRange(Bytes prefix, int bits) {

    private static final String ACCEPTED = "; accepted is for example 10.0.0.0/8 or 2001:db8::/32";

    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> first = Addresses.parse(slash < 0 ? text : text.substring(0, slash));
        if (first.isEmpty()) {
            throw new IllegalArgumentException("range of proxies does not begin with an address" + ACCEPTED);
        }
        byte[] address = first.get().getAddress();
        int all = address.length * Byte.SIZE;
        int bits = slash < 0 ? all : bits(text.substring(slash + 1), all);
        for (int bit = bits; bit < all; bit++) {
            if (isSet(address, bit)) {
                throw new IllegalArgumentException("range of proxies has bits beyond its prefix" + ACCEPTED);
            }
        }
        return new AddressRange(Bytes.copyOf(address), bits);
    }

    private static int bits(String text, int all) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int bits = digits ? Integer.parseInt(text) : -1;
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("range of proxies has a prefix that is not 0 to " + all + ACCEPTED);
        }
        return bits;
    }

    boolean contains(InetAddress other) {
        byte[] mine = prefix.toByteArray();
        byte[] address = other.getAddress();
        if (address.length != mine.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (isSet(mine, bit) != isSet(address, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] address, int bit) {
        return (address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) != 0;
    }
}
