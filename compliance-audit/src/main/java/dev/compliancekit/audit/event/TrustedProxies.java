package dev.compliancekit.audit.event;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The proxies whose word on a client's address is taken, by address ranges, and the resolution of a client's address by
 * them: from the connection's other end, header entries are followed from right to left as long as the address they
 * came from is a trusted proxy. What a client writes into a header itself stands further to the left and is never
 * believed.
 *
 * <p>Only the header that the proxies really write may be given: whoever forwards the other one unchanged lets clients
 * choose their address. No name is ever looked up. At most the last 4,096 characters and 64 entries of a header are
 * read. <em>Immutable.</em>
 */
public final class TrustedProxies {

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * No proxy is trusted: the address is that of the connection.
     *
     * @return no proxies
     */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * The proxies of these ranges.
     *
     * @param ranges in the notation of RFC 4632 section 3.1 and RFC 4291 section 2.3, for example {@code 10.0.0.0/8} or
     *     {@code 2001:db8::/32}, or single addresses; read now, not kept
     * @return the proxies
     * @throws IllegalArgumentException if a range is not written so, or has bits beyond its prefix
     */
    public static TrustedProxies of(List<String> ranges) {
        return new TrustedProxies(ranges.stream().map(AddressRange::parse).toList());
    }

    /**
     * The client's address by the header {@code X-Forwarded-For}.
     *
     * @param peer the address at the other end of the connection, in text form
     * @param headers the values of all header lines of that name, in the order in which they came
     * @return the address
     * @throws IllegalArgumentException if the peer is not an IPv4 or IPv6 address
     */
    public ClientAddress byForwardedFor(String peer, List<String> headers) {
        return resolve(peer, ForwardedList.ofForwardedFor(headers));
    }

    /**
     * The client's address by the header {@code Forwarded} (RFC 7239).
     *
     * @param peer the address at the other end of the connection, in text form
     * @param headers the values of all header lines of that name, in the order in which they came
     * @return the address
     * @throws IllegalArgumentException if the peer is not an IPv4 or IPv6 address
     */
    public ClientAddress byForwarded(String peer, List<String> headers) {
        return resolve(peer, ForwardedList.ofForwarded(headers));
    }

    /** Garbage ends the walk: the proxy before it is the last of whom anything is known. */
    private ClientAddress resolve(String peer, ForwardedList hops) {
        Objects.requireNonNull(peer, "peer");
        InetAddress connected = Addresses.parse(Addresses.withoutZone(peer))
                .orElseThrow(() -> new IllegalArgumentException(
                        "peer is not an address; accepted is an IPv4 or IPv6 address without a port"));
        InetAddress client = connected;
        List<InetAddress> rest = new ArrayList<>();
        boolean walking = true;
        for (var hop : hops.fromRight()) {
            walking &= isTrusted(client) && hop.isPresent();
            if (walking) {
                client = hop.orElseThrow();
            } else {
                hop.ifPresent(rest::add);
            }
        }
        String address = InetAddresses.toAddrString(client);
        String claimed = rest.isEmpty() ? address : InetAddresses.toAddrString(rest.get(rest.size() - 1));
        return new ClientAddress(address, InetAddresses.toAddrString(connected), claimed);
    }

    private boolean isTrusted(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
