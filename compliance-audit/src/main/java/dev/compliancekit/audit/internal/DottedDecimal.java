package dev.compliancekit.audit.internal;

import java.util.Optional;

/**
 * IPv4 addresses in their one usual text: most addresses are such, and no object need be made of each.
 * <em>Thread-safe.</em>
 */
public final class DottedDecimal {

    private static final int MAX_LENGTH = "255.255.255.255".length();
    private static final int MAX_BYTE = 255;

    private DottedDecimal() {}

    /**
     * Reads an address.
     *
     * @param text any text
     * @return its four bytes, or empty if it is not four numbers of 0 to 255 without leading zeros
     */
    public static Optional<byte[]> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] address = new byte[4];
        int at = 0;
        int number = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && number >= 0 && at < address.length - 1) {
                address[at++] = (byte) number;
                number = -1;
            } else if (c >= '0' && c <= '9' && number != 0) {
                number = Math.max(number, 0) * 10 + c - '0';
                if (number > MAX_BYTE) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        if (number < 0 || at < address.length - 1) {
            return Optional.empty();
        }
        address[at] = (byte) number;
        return Optional.of(address);
    }
}
