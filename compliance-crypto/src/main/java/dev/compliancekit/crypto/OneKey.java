package dev.compliancekit.crypto;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Plain AES-256-GCM: the key itself for every message. */
final class OneKey implements MessageKeys {

    private final SecretKey key;

    /** Copies the bytes. */
    OneKey(byte[] bytes) {
        key = new SecretKeySpec(bytes, "AES");
    }

    @Override
    public int saltBytes() {
        return 0;
    }

    @Override
    public SecretKey keyFor(byte[] nonce, int saltAt) {
        return key;
    }
}
