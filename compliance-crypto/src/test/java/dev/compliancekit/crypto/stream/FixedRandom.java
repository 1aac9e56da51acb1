package dev.compliancekit.crypto.stream;

import java.security.SecureRandom;

/** Hands out the same bytes every time, to make a salt known. */
final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    FixedRandom(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
        System.arraycopy(bytes, 0, out, 0, out.length);
    }
}
