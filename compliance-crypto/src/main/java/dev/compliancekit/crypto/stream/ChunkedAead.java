package dev.compliancekit.crypto.stream;

import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.internal.engine.CipherSource;
import dev.compliancekit.crypto.internal.engine.CipherWarmth;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Authenticated encryption of messages of up to 4 PiB under one key: C2SP chunked-encryption with AES-256-GCM and
 * SHA-512, also called Cobblestone-256. The message is cut into chunks of 16 KiB that are encrypted and authenticated
 * one by one, so that streams need little memory and any part can be read by itself. The header commits to key and
 * context. A ciphertext is 56 bytes and 16 bytes a chunk longer than its plaintext; the last chunk is always shorter
 * than 16 KiB, which is how a cut is found. The bytes are described in {@code docs/formats/chunked.md}.
 *
 * <p>Whatever does not open is a {@link DecryptionException}, which is unchecked: a stream that is read throws it, not
 * an {@link IOException}, so that no reader takes tampering for the end of the data or for a fault that goes away. No
 * byte of plaintext is handed out before its chunk was authenticated; but what a stream handed out before it failed is
 * only the beginning of a message, and the reader must discard it.
 *
 * <p><em>Thread-safe</em>; the streams and channels that it makes are not.
 */
public final class ChunkedAead {

    static final int KEY_BYTES = 32;

    /** Some virtual machines refuse arrays of the last few sizes. */
    private static final int MAX_ARRAY_BYTES = 2_147_483_000;

    private final byte[] prefix;
    private final byte[] key;
    private final SecureRandom random;
    private final CipherSource ciphers;
    private final ChunkLayout layout;

    private ChunkedAead(byte[] prefix, SecretBytes key, SecureRandom random, CipherSource ciphers) {
        if (key.size() != KEY_BYTES) {
            throw new IllegalArgumentException("key has " + key.size() + " bytes; accepted are " + KEY_BYTES);
        }
        this.prefix = prefix;
        this.key = key.toByteArray();
        this.random = Objects.requireNonNull(random, "random");
        this.ciphers = ciphers;
        this.layout = new ChunkLayout(prefix.length);
    }

    /**
     * The pure format, for messages whose key is known without looking at them. Encrypts with the JDK's own provider.
     *
     * @param key 32 random bytes; copied
     * @param random where the salts come from
     * @return the primitive
     * @throws IllegalArgumentException if the key does not have 32 bytes
     */
    public static ChunkedAead aes256Gcm(SecretBytes key, SecureRandom random) {
        return new ChunkedAead(new byte[0], key, random, CipherSource.jdk());
    }

    /**
     * The same key with its id in front of every message: {@code 01} and the id, 4 bytes, big endian, as in Tink. The
     * key to open a message can be found with it; see {@link SealedPrefix}. The id is not authenticated by itself: a
     * changed one names another key, or none.
     *
     * @param keyId the id to write, and the only one accepted when decrypting
     * @return a primitive for messages with this prefix only
     */
    public ChunkedAead withKeyId(KeyId keyId) {
        return copy(new SealedPrefix(keyId).toByteArray(), ciphers);
    }

    /**
     * The same key with the ciphers of another provider, for example Amazon Corretto Crypto Provider. It need not be
     * registered.
     *
     * @param provider one that has {@code AES/GCM/NoPadding}
     * @return a primitive that reads and writes the same messages
     * @throws IllegalArgumentException if it is Bouncy Castle, whose AES in Java is some 20 times slower
     * @throws IllegalStateException if it has no AES-GCM
     */
    public ChunkedAead withProvider(Provider provider) {
        return copy(prefix, CipherSource.of(provider));
    }

    private ChunkedAead copy(byte[] newPrefix, CipherSource newCiphers) {
        try (SecretBytes copied = SecretBytes.copyOf(key)) {
            return new ChunkedAead(newPrefix, copied, random, newCiphers);
        }
    }

    /**
     * Brings this process past the slow start of the JDK's cipher, at the cost of about 0.2 seconds of one processor,
     * once. Without it the first streams do the same on the way: the first 6 MiB that are encrypted in small pieces,
     * and some 0.1 seconds when a process has decrypted its first 8 MiB.
     *
     * @param executor where to do it, for example in the background while an application starts
     */
    public static void warmUp(Executor executor) {
        executor.execute(CipherWarmth.ofThisJvm()::warmUp);
    }

    /**
     * How long the ciphertext is.
     *
     * @param plaintextBytes the length of the plaintext, 0 to 2^52 - 1
     * @return the length of prefix, header and all chunks
     * @throws IllegalArgumentException if no message can be so long
     */
    public long ciphertextBytes(long plaintextBytes) {
        return layout.ciphertextBytes(plaintextBytes);
    }

    /**
     * How long the plaintext is, if the length of the ciphertext is true; that it is shows only when the end was
     * authenticated.
     *
     * @param ciphertextBytes the length of prefix, header and all chunks
     * @return the length of the plaintext
     * @throws DecryptionException if no ciphertext has this length
     */
    public long plaintextBytes(long ciphertextBytes) {
        return layout.plaintextBytes(ciphertextBytes);
    }

    /**
     * Encrypts a value that fits in memory.
     *
     * @param plaintext up to 2,145,000,000 bytes; read, not kept
     * @param context bound to the message, not stored; may be empty; read, not kept
     * @return the ciphertext, a new array
     * @throws IllegalArgumentException if the ciphertext would be too long for an array
     */
    public byte[] encrypt(byte[] plaintext, byte[] context) {
        long size = layout.ciphertextBytes(plaintext.length);
        if (size > MAX_ARRAY_BYTES) {
            throw new IllegalArgumentException("plaintext has " + plaintext.length
                    + " bytes, which is too long for an array once encrypted; use a stream");
        }
        MessageKey message = newMessage(context);
        byte[] out = Arrays.copyOf(message.header(), (int) size);
        ChunkCipher cipher = newCipher(message);
        int last = (int) ChunkLayout.lastChunk(plaintext.length);
        cipher.encryptFull(0, last, plaintext, 0, out, layout.headerBytes());
        int done = last * ChunkLayout.CHUNK_BYTES;
        cipher.encrypt(last, plaintext, done, plaintext.length - done, out, (int) layout.chunkAt(last));
        return out;
    }

    /**
     * Decrypts what {@link #encrypt} or a stream made for the same context. Nothing is returned before all of it is
     * authenticated.
     *
     * @param ciphertext read, not kept
     * @param context the same bytes as when encrypting; read, not kept
     * @return the plaintext, a new array
     * @throws DecryptionException if it does not open, whatever the reason
     */
    public byte[] decrypt(byte[] ciphertext, byte[] context) {
        int size = (int) layout.plaintextBytes(ciphertext.length);
        ChunkCipher cipher = newCipher(openHeader(Arrays.copyOf(ciphertext, layout.headerBytes()), context));
        cipher.expect(size);
        byte[] out = new byte[size];
        int last = (int) ChunkLayout.lastChunk(size);
        int lastAt = (int) layout.chunkAt(last);
        cipher.decryptFull(0, last, ciphertext, layout.headerBytes(), out, 0);
        cipher.decrypt(last, ciphertext, lastAt, ciphertext.length - lastAt, out, last * ChunkLayout.CHUNK_BYTES);
        return out;
    }

    /**
     * Encrypts what is written. The message ends when the stream is closed; one that was not closed, or whose target
     * failed, leaves something that does not open. Closing is how it is known that the plaintext is complete: where it
     * comes from something that can fail, prefer {@link #encrypting(InputStream, byte[])} and its {@code transferTo},
     * which never end a message early.
     *
     * @param target where the ciphertext goes, in writes of up to 16 KiB; closed with the stream
     * @param context bound to the message, not stored; may be empty; read, not kept
     * @return the stream; {@code flush} cannot bring out a chunk that is not full
     */
    public OutputStream encrypting(OutputStream target, byte[] context) {
        return new EncryptingOutput(Objects.requireNonNull(target, "target"), this, context);
    }

    /**
     * Encrypts what another stream has, as it is read. Fails if that stream fails, and then never ends the message.
     *
     * @param plaintext read to its end; closed with the stream
     * @param context bound to the message, not stored; may be empty; read, not kept
     * @return the ciphertext
     */
    public InputStream encrypting(InputStream plaintext, byte[] context) {
        return new EncryptingInput(Objects.requireNonNull(plaintext, "plaintext"), this, context);
    }

    /**
     * Decrypts what is written. That the message is complete is only known when the stream is closed: until then, and
     * whenever {@code write} or {@code close} throws, what reached the target must not be used. Both throw
     * {@link DecryptionException} for what does not open.
     *
     * @param target where the plaintext goes, in writes of up to 16 KiB; closed with the stream
     * @param context the same bytes as when encrypting; copied
     * @return the stream
     */
    public OutputStream decrypting(OutputStream target, byte[] context) {
        return new DecryptingOutput(Objects.requireNonNull(target, "target"), this, context.clone());
    }

    /**
     * Decrypts what another stream has, as it is read. Its {@code read} throws {@link DecryptionException} for what
     * does not open, and does so again if it is called again. The message is complete when the end was reached.
     *
     * @param ciphertext read to its end; closed with the stream
     * @param context the same bytes as when encrypting; copied
     * @return the plaintext
     */
    public InputStream decrypting(InputStream ciphertext, byte[] context) {
        return new DecryptingInput(Objects.requireNonNull(ciphertext, "ciphertext"), this, context.clone());
    }

    /**
     * Opens a message for reading at any place. Header and end are authenticated at once, so that its length is known
     * to be true; every chunk is authenticated when it is read. A chunk that does not open throws
     * {@link DecryptionException} from {@code read}.
     *
     * @param ciphertext holds the message and nothing else, and does not change meanwhile; its position is moved;
     *     closed with the channel
     * @param context the same bytes as when encrypting; read, not kept
     * @return the plaintext, to be read only
     * @throws IOException if the ciphertext cannot be read
     * @throws DecryptionException if it does not open, whatever the reason
     */
    public SeekableByteChannel decrypting(SeekableByteChannel ciphertext, byte[] context) throws IOException {
        return DecryptingChannel.open(ciphertext, this, context);
    }

    /**
     * Plans to read a part of a message that can only be fetched by ranges of bytes.
     *
     * @param plaintext the part to read, within the plaintext
     * @param ciphertextBytes how long the whole ciphertext is
     * @return which ranges to fetch
     * @throws DecryptionException if no ciphertext has this length
     * @throws IllegalArgumentException if the part does not lie within the plaintext, or is too long for an array
     */
    public RangeRead planRead(ByteRange plaintext, long ciphertextBytes) {
        return RangeRead.plan(plaintext, ciphertextBytes, layout);
    }

    /**
     * Decrypts the ranges that were fetched. What lies outside of them is not looked at; that the message is complete
     * is known only if the part reaches its end.
     *
     * @param plan what was to be fetched
     * @param fetched the bytes of {@link RangeRead#ranges}, in the same order; read, not kept
     * @param context the same bytes as when encrypting; read, not kept
     * @return the part of the plaintext, a new array
     * @throws DecryptionException if it does not open, whatever the reason
     * @throws IllegalArgumentException if the plan is for messages with another prefix
     */
    public byte[] decrypt(RangeRead plan, List<byte[]> fetched, byte[] context) {
        return plan.open(fetched, this, context);
    }

    ChunkLayout layout() {
        return layout;
    }

    /** What a new message is encrypted with. */
    MessageKey newMessage(byte[] context) {
        byte[] salt = new byte[ChunkLayout.SALT_BYTES];
        random.nextBytes(salt);
        return MessageKey.derive(key, prefix, salt, context);
    }

    /** What the message with this header is decrypted with. */
    MessageKey openHeader(byte[] header, byte[] context) {
        int commitmentAt = prefix.length + ChunkLayout.SALT_BYTES;
        byte[] salt = Arrays.copyOfRange(header, prefix.length, commitmentAt);
        MessageKey message = MessageKey.derive(key, prefix, salt, context);
        if (!MessageDigest.isEqual(message.header(), header)) {
            throw new DecryptionException();
        }
        return message;
    }

    ChunkCipher newCipher(MessageKey message) {
        return new ChunkCipher(message, ciphers);
    }
}
