package dev.compliancekit.crypto;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticated encryption with associated data (RFC 5116) under one key. It hides the plaintext, not its length, and
 * refuses every change of ciphertext or associated data. It does not commit to the key: find the one key to try by its
 * id, and never try several. For values up to a few MiB; the plaintext is held in memory as a whole.
 *
 * <p>Ciphertexts have Tink's wire format, {@code docs/formats/ciphertext.md} byte by byte, so Tink opens them with the
 * same key. In the overloads that write into an array or buffer of the caller, output and input may overlap; it costs a
 * copy. Where decryption refuses, that output holds what it held before, or zeros.
 *
 * <p><em>Thread-safe.</em> Nobody waits for another thread, platform or virtual.
 */
public sealed interface Aead permits TinkAead {

    /**
     * C2SP XAES-256-GCM with {@link NonceMode#STRICT fresh random bytes} for every message: for keys that seal little,
     * such as other keys. {@link #builder} has the choice.
     *
     * @param keyId the id to write, and the only one accepted when decrypting
     * @param key 32 bytes; copied
     * @param random where the nonces come from
     * @return the primitive
     * @throws IllegalArgumentException if the key does not have 32 bytes
     */
    static Aead xaes256Gcm(KeyId keyId, SecretBytes key, SecureRandom random) {
        return new Builder(keyId, key, random, InstantSource.fixed(Instant.EPOCH))
                .nonces(NonceMode.STRICT)
                .build();
    }

    /**
     * C2SP XAES-256-GCM with a {@link NonceMode#SESSION nonce by session} and the JDK's own ciphers, unless the builder
     * is told otherwise.
     *
     * @param keyId the id to write, and the only one accepted when decrypting
     * @param key 32 bytes; copied by {@link Builder#build}, and not to be closed before
     * @param random where salts and nonces come from
     * @param clock tells when a session is too old
     * @return a builder
     */
    static Builder builder(KeyId keyId, SecretBytes key, SecureRandom random, InstantSource clock) {
        return new Builder(keyId, key, random, clock);
    }

    /**
     * The key id in front of a ciphertext, to find the one key to try. It is not authenticated by itself: a ciphertext
     * with a changed key id names another key, or none.
     *
     * @param ciphertext any bytes; read, not kept
     * @return the key id, or empty if the bytes are no ciphertext of any algorithm here
     */
    static Optional<KeyId> keyIdOf(byte[] ciphertext) {
        return TinkAead.isCandidate(ciphertext)
                ? Optional.of(new KeyId(TinkPrefix.readKeyId(ciphertext, 0)))
                : Optional.empty();
    }

    /**
     * Encrypts.
     *
     * @param plaintext any length up to 2,147,483,000 bytes; read, not kept
     * @param associatedData bound, not stored; may be empty; read, not kept
     * @return the ciphertext with key id, nonce and tag, a new array
     * @throws IllegalArgumentException if the plaintext is too long
     * @throws KeyExhaustedException if the key has sealed as much as it may
     */
    byte[] encrypt(byte[] plaintext, byte[] associatedData);

    /**
     * Encrypts into an array of the caller.
     *
     * @param plaintext any length up to 2,147,483,000 bytes; read, not kept
     * @param associatedData bound, not stored; may be empty; read, not kept
     * @param out receives the ciphertext with key id, nonce and tag
     * @param outAt where in {@code out} it starts, 0 or more
     * @return how many bytes were written, {@link #ciphertextBytes} of the plaintext's length
     * @throws IllegalArgumentException if the plaintext is too long or {@code out} has too little room
     * @throws KeyExhaustedException if the key has sealed as much as it may
     */
    int encrypt(byte[] plaintext, byte[] associatedData, byte[] out, int outAt);

    /**
     * Encrypts from buffer to buffer and moves both positions on. Buffers on the heap are used in place; a direct or
     * read-only one costs a copy.
     *
     * @param plaintext what remains of it is read, up to 2,147,483,000 bytes
     * @param associatedData bound, not stored; may be empty; read, not kept
     * @param out receives the ciphertext with key id, nonce and tag
     * @return how many bytes were written, {@link #ciphertextBytes} of the plaintext's length
     * @throws IllegalArgumentException if the plaintext is too long, or {@code out} has too little room or is
     *     read-only; no position moved
     * @throws KeyExhaustedException if the key has sealed as much as it may; no position moved
     */
    int encrypt(ByteBuffer plaintext, byte[] associatedData, ByteBuffer out);

    /**
     * Decrypts what {@link #encrypt} returned for the same associated data. No plaintext is released before all of it
     * is authenticated.
     *
     * @param ciphertext with key id, nonce and tag; read, not kept
     * @param associatedData the same bytes as when encrypting; read, not kept
     * @return the plaintext, a new array
     * @throws DecryptionException if it does not open, whatever the reason
     */
    byte[] decrypt(byte[] ciphertext, byte[] associatedData);

    /**
     * Decrypts into an array of the caller.
     *
     * @param ciphertext with key id, nonce and tag; read, not kept
     * @param associatedData the same bytes as when encrypting; read, not kept
     * @param out receives the plaintext, {@link #plaintextBytes} of the ciphertext's length
     * @param outAt where in {@code out} it starts, 0 or more
     * @return how many bytes were written
     * @throws DecryptionException if it does not open, whatever the reason
     * @throws IllegalArgumentException if {@code out} has too little room
     */
    int decrypt(byte[] ciphertext, byte[] associatedData, byte[] out, int outAt);

    /**
     * Decrypts from buffer to buffer and moves both positions on. Buffers on the heap are used in place; a direct or
     * read-only one costs a copy.
     *
     * @param ciphertext what remains of it is read: exactly one ciphertext with key id, nonce and tag
     * @param associatedData the same bytes as when encrypting; read, not kept
     * @param out receives the plaintext, {@link #plaintextBytes} of the ciphertext's length
     * @return how many bytes were written
     * @throws DecryptionException if it does not open, whatever the reason; no position moved
     * @throws IllegalArgumentException if {@code out} has too little room or is read-only; no position moved
     */
    int decrypt(ByteBuffer ciphertext, byte[] associatedData, ByteBuffer out);

    /**
     * Encrypts a text, as the bytes of its UTF-8 form.
     *
     * @param text well-formed Unicode
     * @param associatedData bound, not stored; may be empty; read, not kept
     * @return the ciphertext with key id, nonce and tag, a new array
     * @throws IllegalArgumentException if the text has a surrogate without its pair, or is too long
     * @throws KeyExhaustedException if the key has sealed as much as it may
     */
    byte[] encryptText(String text, byte[] associatedData);

    /**
     * Decrypts what {@link #encryptText} returned for the same associated data.
     *
     * @param ciphertext with key id, nonce and tag; read, not kept
     * @param associatedData the same bytes as when encrypting; read, not kept
     * @return the text
     * @throws DecryptionException if it does not open, whatever the reason
     * @throws IllegalArgumentException if it opens, but what was encrypted is not the UTF-8 form of a text
     */
    String decryptText(byte[] ciphertext, byte[] associatedData);

    /**
     * How long the ciphertext of a plaintext is.
     *
     * @param plaintextBytes 0 to 2,147,483,000
     * @return the length with key id, nonce and tag
     * @throws IllegalArgumentException if no plaintext may have that length
     */
    int ciphertextBytes(int plaintextBytes);

    /**
     * How long the plaintext of a ciphertext is, if it opens.
     *
     * @param ciphertextBytes any length
     * @return the length, 0 for ciphertexts that are too short to open
     */
    int plaintextBytes(int ciphertextBytes);

    /**
     * Ends all sessions at once: every message that starts after this call has a new session, on all threads. Call it
     * on every primitive when the process goes on from an image that may be used more than once (checkpoint and
     * restore, a cloned virtual machine), before anything else is encrypted; the copies would otherwise repeat nonces.
     * Fresh bytes of the operating system are mixed into the source of randomness first, so that the copies' sources
     * differ too. Does no harm at any other time, nor under {@link NonceMode#STRICT}, where only the source matters.
     */
    void renewSessions();

    /** Makes an {@link Aead}. <em>Not thread-safe: confine to one thread.</em> */
    final class Builder {

        final KeyId keyId;
        final SecretBytes key;
        final SecureRandom random;
        final InstantSource clock;
        KeyAlgorithm algorithm = KeyAlgorithm.XAES_256_GCM;
        NonceMode nonces = NonceMode.SESSION;

        @Nullable
        Provider provider;

        private Builder(KeyId keyId, SecretBytes key, SecureRandom random, InstantSource clock) {
            this.keyId = Objects.requireNonNull(keyId, "keyId");
            this.key = Objects.requireNonNull(key, "key");
            this.random = Objects.requireNonNull(random, "random");
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /**
         * Chooses the algorithm.
         *
         * @param choice {@link KeyAlgorithm#XAES_256_GCM}, the default, or {@link KeyAlgorithm#AES_256_GCM} for readers
         *     that know nothing else: 33 instead of 45 bytes longer than the plaintext, but good for 2^32 messages only
         * @return this
         * @throws IllegalArgumentException if it is another one
         */
        public Builder algorithm(KeyAlgorithm choice) {
            if (choice != KeyAlgorithm.XAES_256_GCM && choice != KeyAlgorithm.AES_256_GCM) {
                throw new IllegalArgumentException(
                        "algorithm is " + choice.code() + "; accepted are xaes-256-gcm and aes-256-gcm");
            }
            algorithm = choice;
            return this;
        }

        /**
         * Chooses how nonces are made.
         *
         * @param choice {@link NonceMode#SESSION} is the default
         * @return this
         */
        public Builder nonces(NonceMode choice) {
            nonces = Objects.requireNonNull(choice, "choice");
            return this;
        }

        /**
         * Chooses whose ciphers to use, whatever is registered in the process; SunJCE if this is not called.
         *
         * @param choice a provider with {@code AES/GCM/NoPadding}, such as Amazon Corretto Crypto Provider; need not be
         *     registered. If it has no {@code AES/ECB/NoPadding}, the JDK's derives the keys of messages
         * @return this
         */
        public Builder provider(Provider choice) {
            provider = Objects.requireNonNull(choice, "choice");
            return this;
        }

        /**
         * Makes the primitive.
         *
         * @return a new one, with its own sessions and limits
         * @throws IllegalArgumentException if the key does not have 32 bytes, or the provider is Bouncy Castle, whose
         *     AES is many times slower
         * @throws IllegalStateException if the provider has no AES-GCM, or none was chosen and there is no SunJCE
         */
        public Aead build() {
            return TinkAead.of(this);
        }
    }
}
