package dev.compliancekit.audit.event;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The entries of a forwarding header, from right to left, which is from the nearest proxy to the client. They are
 * parted from right to left too: proxies append, so a quotation mark that a client left open cannot swallow what was
 * written after it.
 */
final class ForwardedList {

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_HOPS = 64;

    private final List<Optional<InetAddress>> fromRight;

    private ForwardedList(List<Optional<InetAddress>> fromRight) {
        this.fromRight = fromRight;
    }

    static ForwardedList ofForwardedFor(List<String> headers) {
        return new ForwardedList(entries(headers).stream()
                .map(entry -> Addresses.parseNode(entry.strip()))
                .toList());
    }

    static ForwardedList ofForwarded(List<String> headers) {
        return new ForwardedList(
                entries(headers).stream().map(ForwardedList::nodeOf).toList());
    }

    /** Each entry's address; empty for {@code unknown}, obfuscated names (RFC 7239 section 6) and garbage. */
    List<Optional<InetAddress>> fromRight() {
        return fromRight;
    }

    private static List<String> entries(List<String> headers) {
        List<String> entries = new ArrayList<>();
        int left = MAX_LENGTH;
        for (int line = headers.size() - 1; line >= 0 && left > 0 && entries.size() < MAX_HOPS; line--) {
            String header = headers.get(line);
            boolean whole = header.length() <= left;
            String part = whole ? header : header.substring(header.length() - left);
            List<String> found = partedFromRight(part, ',');
            // the first entry of a part may have lost its beginning
            entries.addAll(whole ? found : found.subList(0, found.size() - 1));
            left -= part.length() + 1;
        }
        return entries.subList(0, Math.min(entries.size(), MAX_HOPS));
    }

    /** Parts a text at separators outside of quoted strings (RFC 9110 section 5.6.4). */
    private static List<String> partedFromRight(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int end = text.length();
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"' && !isEscaped(text, i)) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.add(text.substring(0, end));
        return parts;
    }

    private static boolean isEscaped(String text, int quote) {
        return quote > 0 && text.charAt(quote - 1) == '\\';
    }

    /** The one {@code for} of an entry such as {@code for="[2001:db8::1]:4711";proto=https}. */
    private static Optional<InetAddress> nodeOf(String entry) {
        Optional<InetAddress> node = Optional.empty();
        int found = 0;
        for (String pair : partedFromRight(entry, ';')) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && pair.substring(0, equals)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals("for")) {
                node = nodeOfValue(pair.substring(equals + 1).strip());
                found++;
            }
        }
        return found == 1 ? node : Optional.empty();
    }

    /** Quoted or, as some proxies write it against RFC 7239 section 4, not; no address needs an escape. */
    private static Optional<InetAddress> nodeOfValue(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return Addresses.parseNode(quoted ? value.substring(1, value.length() - 1) : value);
    }
}
