package dev.compliancekit.crypto;

import java.security.SecureRandom;

/** The nonces of one sealing engine, which no other message under the key has; for one thread at a time. */
sealed interface NonceSource permits SessionNonces, StrictNonces {

    /**
     * Moves on to the nonce of the next message.
     *
     * @return whether the salt, which is the part that the message key depends on, may have changed
     * @throws KeyExhaustedException if the key has sealed as much as it may
     */
    boolean advance(int plaintextBytes);

    /** The current nonce, always in the same array: salt, then the 12 bytes for GCM. */
    byte[] nonce();

    /** Gives back what of the key's budget was not used. */
    void end();

    /** What all sources of one key share. */
    record Shared(KeyBudget budget, SecureRandom random, int nonceBytes) {}
}
