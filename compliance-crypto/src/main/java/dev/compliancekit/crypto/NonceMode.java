package dev.compliancekit.crypto;

/** How an {@link Aead} comes by a nonce for each message. Readers see no difference. */
public enum NonceMode {
    /**
     * Random once a session, counted within it. A session ends after 65,536 messages, 64 MiB or 10 minutes, and belongs
     * to one message at a time, so that nonces differ by construction within a session and by the random start between
     * sessions. Fast; a process image that is restored twice needs {@link Aead#renewSessions()}.
     */
    SESSION,
    /**
     * Fresh random bytes for every message. Nothing that a restored process image could repeat, as long as the source
     * of randomness does not.
     */
    STRICT
}
