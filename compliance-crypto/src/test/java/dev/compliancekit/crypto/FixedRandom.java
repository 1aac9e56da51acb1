package dev.compliancekit.crypto;

import java.security.SecureRandom;

/** Hands out given bytes once, to make a nonce known. */
final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private int at;

    FixedRandom(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
        System.arraycopy(bytes, at, out, 0, out.length);
        at += out.length;
    }
}
