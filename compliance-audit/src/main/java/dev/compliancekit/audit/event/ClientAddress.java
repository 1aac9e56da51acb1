package dev.compliancekit.audit.event;

import java.util.List;
import java.util.Optional;

/**
 * Where a client is, as far as trusted proxies vouch for it; and, where they differ, where the connection came from and
 * what the client claimed. Made by {@link TrustedProxies}. <em>Immutable.</em>
 */
public final class ClientAddress {

    private final String address;
    private final String peer;
    private final String claimed;

    ClientAddress(String address, String peer, String claimed) {
        this.address = address;
        this.peer = peer;
        this.claimed = claimed;
    }

    /**
     * The address of a connection without proxies.
     *
     * @param peer the address at the other end of the connection, in text form
     * @return the address
     * @throws IllegalArgumentException if the peer is not an IPv4 or IPv6 address
     */
    public static ClientAddress direct(String peer) {
        return TrustedProxies.none().byForwardedFor(peer, List.of());
    }

    /**
     * The address that a trusted proxy, or the connection itself, vouches for.
     *
     * @return an IPv4 or IPv6 address in text form (RFC 5952)
     */
    public String address() {
        return address;
    }

    /**
     * The other end of the connection, if that is somebody else: a proxy.
     *
     * @return an address in text form, empty if it is {@link #address}
     */
    public Optional<String> peer() {
        return Optional.of(peer).filter(other -> !other.equals(address));
    }

    /**
     * What the header says of the client beyond what trusted proxies vouch for: its leftmost address.
     *
     * @return an address in text form, empty if there is no other
     */
    public Optional<String> claimed() {
        return Optional.of(claimed).filter(other -> !other.equals(address));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientAddress that
                && address.equals(that.address)
                && peer.equals(that.peer)
                && claimed.equals(that.claimed);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * address.hashCode() + peer.hashCode()) + claimed.hashCode();
    }

    /** The address. */
    @Override
    public String toString() {
        return address;
    }
}
