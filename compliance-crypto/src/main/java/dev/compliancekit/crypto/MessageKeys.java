package dev.compliancekit.crypto;

import javax.crypto.SecretKey;

/** Which AES-256-GCM key a message has, by the salt at the start of its nonce. Thread-safe. */
interface MessageKeys {

    /** How long the salt is; 0 if all messages have the same key. */
    int saltBytes();

    /** The key for the salt at {@code saltAt}. */
    SecretKey keyFor(byte[] nonce, int saltAt);
}
