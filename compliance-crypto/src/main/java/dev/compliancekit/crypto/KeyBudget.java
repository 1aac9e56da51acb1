package dev.compliancekit.crypto;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What may still be sealed under one key, in messages and bytes; {@code docs/formats/ciphertext.md} has the reasons for
 * the limits. Engines take from it in large pieces ({@link Lease}), so that they do not meet here for every message.
 */
final class KeyBudget {

    private final KeyId keyId;
    private final KeyAlgorithm algorithm;
    private final AtomicLong messages;
    private final AtomicLong bytes;

    KeyBudget(KeyId keyId, KeyAlgorithm algorithm, long messages, long bytes) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.messages = new AtomicLong(messages);
        this.bytes = new AtomicLong(bytes);
    }

    /** All that one key of this algorithm may seal. */
    static KeyBudget of(KeyId keyId, KeyAlgorithm algorithm) {
        return algorithm == KeyAlgorithm.AES_256_GCM
                // SP 800-38D section 8.3: 2^32 random nonces; 2^46 blocks keep a block collision below 2^-36
                ? new KeyBudget(keyId, algorithm, 1L << 32, 1L << 50)
                // far below the 2^80 messages of XAES-256-GCM, whose messages share no key beyond a session
                : new KeyBudget(keyId, algorithm, 1L << 48, 1L << 60);
    }

    /** At most {@code wanted}, fewer near the end. */
    long takeMessages(long wanted) {
        return take(messages, wanted);
    }

    /** At most {@code wanted}, fewer near the end. */
    long takeBytes(long wanted) {
        return take(bytes, wanted);
    }

    void giveBack(long unusedMessages, long unusedBytes) {
        messages.addAndGet(unusedMessages);
        bytes.addAndGet(unusedBytes);
    }

    KeyExhaustedException exhausted() {
        return new KeyExhaustedException(keyId, algorithm);
    }

    private static long take(AtomicLong left, long wanted) {
        return Math.min(wanted, left.getAndUpdate(all -> all - Math.min(wanted, all)));
    }
}
