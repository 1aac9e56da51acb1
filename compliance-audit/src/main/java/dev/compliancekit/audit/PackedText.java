package dev.compliancekit.audit;

import com.google.common.net.InetAddresses;
import dev.compliancekit.audit.internal.DottedDecimal;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shorter forms of the texts that make up most of a sign-in: addresses as their 4 or 16 bytes, user agents with one
 * byte for each phrase that most browsers send. What does not fit is written as it is.
 */
final class PackedText {

    /** Their places, counted from 1, are part of the format; there is no room for more. */
    private static final List<String> PHRASES = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/",
            "Mozilla/5.0 (iPhone; CPU iPhone OS ",
            "Mozilla/5.0 (iPad; CPU OS ",
            " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:",
            "Mozilla/5.0 (X11; Linux x86_64; rv:",
            "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:",
            "Mozilla/5.0 (Android ",
            ") Gecko/20100101 Firefox/",
            "Mozilla/5.0 (",
            "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/",
            ".0.0.0 Safari/537.36",
            ".0.0.0 Mobile Safari/537.36",
            " Mobile/15E148 Safari/604.1",
            " Mobile/15E148",
            " Safari/605.1.15",
            "; Mobile; rv:",
            "Windows NT 10.0",
            "Linux; Android ",
            "Version/",
            " Build/",
            " CriOS/",
            " Safari/",
            " Edg/",
            " OPR/",
            ".0.0.0");

    private static final char FIRST_TEXT = 0x20;
    private static final char AFTER_ASCII = 0x7f;

    /** For each first character the codes of its phrases, the longest first. */
    private static final int[][] BY_FIRST = new int[AFTER_ASCII][];

    static {
        for (char c = 0; c < AFTER_ASCII; c++) {
            char first = c;
            BY_FIRST[c] = IntStream.rangeClosed(1, PHRASES.size())
                    .filter(code -> PHRASES.get(code - 1).charAt(0) == first)
                    .boxed()
                    .sorted(Comparator.comparingInt(
                            code -> -PHRASES.get(code - 1).length()))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private PackedText() {}

    /** The bytes of an address, if its text is the only one for them. */
    static Optional<byte[]> address(String text) {
        Optional<byte[]> dotted = DottedDecimal.parse(text);
        if (dotted.isPresent() || !InetAddresses.isInetAddress(text)) {
            return dotted;
        }
        InetAddress address = InetAddresses.forString(text);
        return InetAddresses.toAddrString(address).equals(text) ? Optional.of(address.getAddress()) : Optional.empty();
    }

    /** @throws IllegalArgumentException if these are not the bytes of an address */
    static String address(byte[] bytes) {
        try {
            return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address in a sealed part has neither 4 nor 16 bytes", e);
        }
    }

    /** The user agent with its phrases replaced, if it is printable ASCII. */
    static Optional<byte[]> userAgent(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < FIRST_TEXT || c >= AFTER_ASCII) {
                return Optional.empty();
            }
            int code = phraseAt(text, at, c);
            out.write(code > 0 ? code : c);
            at += code > 0 ? PHRASES.get(code - 1).length() : 1;
        }
        return Optional.of(out.toByteArray());
    }

    private static int phraseAt(String text, int at, char first) {
        for (int code : BY_FIRST[first]) {
            if (text.startsWith(PHRASES.get(code - 1), at)) {
                return code;
            }
        }
        return 0;
    }

    /** @throws IllegalArgumentException if it holds what {@link #userAgent(String)} does not write */
    static String userAgent(byte[] packed) {
        StringBuilder text = new StringBuilder(packed.length * 4);
        for (char c : new String(packed, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c == 0 || c >= AFTER_ASCII) {
                throw new IllegalArgumentException("a user agent in a sealed part has a byte that is not accepted");
            }
            if (c < FIRST_TEXT) {
                text.append(PHRASES.get(c - 1));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
