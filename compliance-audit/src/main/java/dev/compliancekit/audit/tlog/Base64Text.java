package dev.compliancekit.audit.tlog;

import java.util.Base64;

/** Standard Base64 with padding (RFC 4648 section 4), of which only the one canonical form is read. */
final class Base64Text {

    private Base64Text() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String what, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    what + " is not Base64; accepted is the standard alphabet with padding", e);
        }
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException(
                    what + " is not canonical Base64; accepted is the form with padding and no stray bits");
        }
        return bytes;
    }
}
