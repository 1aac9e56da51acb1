package dev.compliancekit.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TrustedProxiesProperties {

    private static final TrustedProxies OURS = TrustedProxies.of(List.of("10.0.0.0/8", "fd00::/8"));

    @Property
    void whatAClientWritesNeverChangesItsAddress(
            @ForAll("garbage") List<String> forged,
            @ForAll("outside") String client,
            @ForAll("inside") List<String> proxies) {
        List<String> chain = new ArrayList<>(forged);
        chain.add(client);
        chain.addAll(proxies.subList(1, proxies.size()));
        assertThat(OURS.byForwardedFor(proxies.get(0), List.of(String.join(", ", chain)))
                        .address())
                .isEqualTo(client);
        assertThat(OURS.byForwardedFor(proxies.get(0), chain).address()).isEqualTo(client);
    }

    @Property
    void theSameForTheStandardHeader(
            @ForAll String forged, @ForAll("outside") String client, @ForAll("inside") List<String> proxies) {
        StringBuilder header = new StringBuilder(forged).append(", for=").append(quoted(client));
        proxies.stream()
                .skip(1)
                .forEach(proxy -> header.append(", for=").append(quoted(proxy)).append(";proto=https"));
        assertThat(OURS.byForwarded(proxies.get(0), List.of(header.toString())).address())
                .isEqualTo(client);
    }

    @Property
    void anyHeaderIsTakenAndGivesAnAddress(@ForAll List<String> headers) {
        for (ClientAddress client :
                List.of(OURS.byForwardedFor("10.0.0.1", headers), OURS.byForwarded("10.0.0.1", headers))) {
            assertThat(InetAddresses.isInetAddress(client.address())).isTrue();
            assertThat(client.claimed().map(InetAddresses::isInetAddress).orElse(true))
                    .isTrue();
        }
    }

    private static String quoted(String address) {
        return address.contains(":") ? "\"[" + address + "]:443\"" : address;
    }

    @Provide
    Arbitrary<List<String>> garbage() {
        Arbitrary<String> entries = Arbitraries.oneOf(
                Arbitraries.of("unknown", "_x", "", "10.0.0.1", "198.51.100.7", "\"", "::1", "for=1.2.3.4"),
                Arbitraries.strings().ascii().ofMaxLength(20));
        return entries.list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> outside() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 254).map(i -> "203.0.113." + i),
                Arbitraries.integers().between(1, 0xfff).map(i -> "2001:db8::" + Integer.toHexString(i)));
    }

    @Provide
    Arbitrary<List<String>> inside() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 254).map(i -> "10.20.30." + i),
                        Arbitraries.integers().between(1, 0xfff).map(i -> "fd00::" + Integer.toHexString(i)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
