package dev.compliancekit.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final TrustedProxies OURS = TrustedProxies.of(List.of("10.0.0.0/8", "2001:db8:1::/48", "192.0.2.7"));

    private static ClientAddress forwardedFor(String peer, String... headers) {
        return OURS.byForwardedFor(peer, List.of(headers));
    }

    private static ClientAddress forwarded(String peer, String... headers) {
        return OURS.byForwarded(peer, List.of(headers));
    }

    @Test
    void withoutAProxyTheConnectionIsTheClient() {
        ClientAddress client = forwardedFor("203.0.113.9");
        assertThat(client.address()).isEqualTo("203.0.113.9");
        assertThat(client.peer()).isEmpty();
        assertThat(client.claimed()).isEmpty();
        assertThat(client).isEqualTo(ClientAddress.direct("203.0.113.9"));
    }

    @Test
    void aClientThatIsNoProxyIsNotBelievedAndKept() {
        ClientAddress client = forwardedFor("203.0.113.9", "198.51.100.1, 10.0.0.5");
        assertThat(client.address()).isEqualTo("203.0.113.9");
        assertThat(client.peer()).isEmpty();
        assertThat(client.claimed()).contains("198.51.100.1");
    }

    @Test
    void trustedProxiesAreFollowedFromRightToLeft() {
        ClientAddress client = forwardedFor("10.0.0.1", "198.51.100.1, 203.0.113.9", "10.1.2.3, 192.0.2.7");
        assertThat(client.address()).isEqualTo("203.0.113.9");
        assertThat(client.peer()).contains("10.0.0.1");
        assertThat(client.claimed()).contains("198.51.100.1");
    }

    @Test
    void ifAllAreTrustedTheFarthestIsTheClient() {
        assertThat(forwardedFor("10.0.0.1", "10.9.9.9,10.0.0.2")).hasToString("10.9.9.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9:4711 | 203.0.113.9",
                "[2001:db8::9] | 2001:db8::9",
                "[2001:db8::9]:4711 | 2001:db8::9",
                "2001:DB8:0::9 | 2001:db8::9",
                "::ffff:203.0.113.9 | 203.0.113.9",
                "[::ffff:203.0.113.9]:1 | 203.0.113.9"
            })
    void addressesAreReadInEveryFormThatProxiesWrite(String entry, String address) {
        assertThat(forwardedFor("10.0.0.1", entry)).hasToString(address);
        assertThat(forwarded("10.0.0.1", "proto=https;For=\"" + entry + "\";by=_us"))
                .hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "example.com",
                "localhost",
                "203.0.113.256",
                "203.0.113",
                "0203.0.113.9",
                "3405803785",
                "203.0.113.9:",
                "203.0.113.9:http",
                "203.0.113.9:123456",
                "[203.0.113.9]",
                "[2001:db8::9",
                "[2001:db8::9]x",
                "2001:db8::9%eth0",
                "::1::",
                "1e400",
                "203.0.113.9\n",
                "\u0662\u0660\u0663.0.113.9"
            })
    void garbageEndsTheWalkAtTheLastProxy(String entry) {
        // a blank around an entry is no garbage, but within one it is
        String hostile = entry.endsWith("\n") ? "x" + entry : entry;
        ClientAddress client = forwardedFor("10.0.0.1", "198.51.100.1, " + hostile + ", 10.0.0.2");
        assertThat(client.address()).isEqualTo("10.0.0.2");
        assertThat(client.claimed()).contains("198.51.100.1");
        assertThat(forwarded("10.0.0.1", "for=\"" + hostile + "\", for=10.0.0.2")
                        .address())
                .isEqualTo("10.0.0.2");
    }

    /** RFC 7239 sections 4 and 7.4. */
    @Test
    void readsTheExamplesOfTheStandard() {
        TrustedProxies all = TrustedProxies.of(List.of("10.0.0.1", "198.51.100.17"));
        assertThat(all.byForwarded("10.0.0.1", List.of("For=\"[2001:db8:cafe::17]:4711\"")))
                .hasToString("2001:db8:cafe::17");
        assertThat(all.byForwarded("10.0.0.1", List.of("for=192.0.2.60;proto=http;by=203.0.113.43")))
                .hasToString("192.0.2.60");
        assertThat(all.byForwarded("10.0.0.1", List.of("for=192.0.2.43, for=198.51.100.17")))
                .hasToString("192.0.2.43");
        assertThat(all.byForwarded("10.0.0.1", List.of("for=_SEVKISEK"))).hasToString("10.0.0.1");
        assertThat(all.byForwarded(
                        "10.0.0.1",
                        List.of("for=192.0.2.43, for=198.51.100.17;by=203.0.113.60;proto=http;host=example.com")))
                .hasToString("192.0.2.43");
        assertThat(all.byForwarded("10.0.0.1", List.of("for=192.0.2.43", "for=198.51.100.17")))
                .hasToString("192.0.2.43");
    }

    @Test
    void anOpenQuotationMarkOfTheClientSwallowsNothing() {
        assertThat(forwarded("10.0.0.1", "for=\"198.51.100.1, for=203.0.113.9")).hasToString("203.0.113.9");
        assertThat(forwarded("10.0.0.1", "for=\"x\\\", for=203.0.113.9")).hasToString("203.0.113.9");
        assertThat(forwarded("10.0.0.1", "\", for=203.0.113.9;by=\"_a,b\"")).hasToString("203.0.113.9");
    }

    @Test
    void anEntryThatNamesTwoClientsNamesNone() {
        assertThat(forwarded("10.0.0.1", "for=203.0.113.9;for=198.51.100.1")).hasToString("10.0.0.1");
        assertThat(forwarded("10.0.0.1", "proto=https")).hasToString("10.0.0.1");
    }

    @Test
    void aZoneOfTheConnectionIsDropped() {
        assertThat(ClientAddress.direct("fe80::1%eth0")).hasToString("fe80::1");
        assertThat(ClientAddress.direct("::ffff:10.0.0.1")).hasToString("10.0.0.1");
    }

    @Test
    void aMappedConnectionIsInTheRangeOfItsAddress() {
        assertThat(forwardedFor("::ffff:10.0.0.1", "203.0.113.9")).hasToString("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "unknown", "203.0.113.9:80", "1.2.3"})
    void aPeerThatIsNoAddressIsRefused(String peer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forwardedFor(peer, "203.0.113.9"))
                .withMessage("peer is not an address; accepted is an IPv4 or IPv6 address without a port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "x/8",
                "2001:db8::/129",
                "10.0.0.0/8/8",
                "10.0.0.0/ 8"
            })
    void rangesThatAreNoneAreRefused(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(List.of(range)))
                .withMessageContaining("accepted is for example 10.0.0.0/8 or 2001:db8::/32");
    }

    @Test
    void aRangeEndsWhereItsPrefixSays() {
        TrustedProxies odd = TrustedProxies.of(List.of("172.16.0.0/12"));
        List<String> header = List.of("203.0.113.9");
        assertThat(odd.byForwardedFor("172.31.255.255", header)).hasToString("203.0.113.9");
        assertThat(odd.byForwardedFor("172.32.0.0", header)).hasToString("172.32.0.0");
        assertThat(TrustedProxies.of(List.of("0.0.0.0/0")).byForwardedFor("8.8.8.8", header))
                .hasToString("203.0.113.9");
        assertThat(TrustedProxies.of(List.of("0.0.0.0/0")).byForwardedFor("2001:db8::1", header))
                .hasToString("2001:db8::1");
    }

    @Test
    void longHeadersAreReadFromTheRightOnlyAndInTime() {
        String flood = "198.51.100.1,".repeat(500_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(forwardedFor("10.0.0.1", flood + "203.0.113.9").address())
                    .isEqualTo("203.0.113.9");
            assertThat(forwarded("10.0.0.1", "\"".repeat(1_000_000)).address()).isEqualTo("10.0.0.1");
            assertThat(forwardedFor("10.0.0.1", "10.0.0.2,".repeat(500_000) + "10.0.0.2")
                            .address())
                    .isEqualTo("10.0.0.2");
        });
    }
}
