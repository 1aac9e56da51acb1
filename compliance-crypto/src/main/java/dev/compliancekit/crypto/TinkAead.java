package dev.compliancekit.crypto;

import dev.compliancekit.crypto.internal.engine.CipherSource;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The wire format of Tink around the engines: prefix, key id, lengths, and the caller's arrays and buffers. */
final class TinkAead implements Aead {

    static final int KEY_BYTES = 32;

    /** Some virtual machines refuse arrays of the last few sizes. */
    static final int MAX_PLAINTEXT_BYTES = 2_147_483_000;

    /** The shortest ciphertext of any algorithm here: that of AES-256-GCM, without a salt. */
    private static final int MIN_CIPHERTEXT_BYTES = TinkPrefix.BYTES + AesGcm.NONCE_BYTES + AesGcm.TAG_BYTES;

    private static final int MIN_ENGINES = 4;
    private static final int MIN_OPENING_ENGINES = 16;
    private static final int MAX_ENGINES = 64;

    private final int keyId;
    private final int overheadBytes;
    private final SecureRandom random;
    private final AtomicInteger generation;
    private final SealingPool sealing;
    private final OpeningPool opening;

    private TinkAead(Builder with, KeyBudget budget, CipherSource ciphers, MessageKeys keys) {
        int nonceBytes = keys.saltBytes() + AesGcm.NONCE_BYTES;
        keyId = with.keyId.value();
        overheadBytes = TinkPrefix.BYTES + nonceBytes + AesGcm.TAG_BYTES;
        random = with.random;
        generation = new AtomicInteger();
        NonceSource.Shared shared = new NonceSource.Shared(budget, random, nonceBytes);
        Supplier<NonceSource> nonces = with.nonces == NonceMode.STRICT
                ? () -> new StrictNonces(shared)
                : () -> new SessionNonces(shared, with.clock, generation);
        int engines = enginesFor(Runtime.getRuntime().availableProcessors());
        sealing = new SealingPool(engines, () -> new SealingEngine(keys, nonces.get(), new AesGcm(ciphers)));
        opening = new OpeningPool(Math.max(engines, MIN_OPENING_ENGINES), keys, ciphers);
    }

    static Aead of(Builder with) {
        return of(with, KeyBudget.of(with.keyId, with.algorithm));
    }

    static Aead of(Builder with, KeyBudget budget) {
        if (with.key.size() != KEY_BYTES) {
            throw new IllegalArgumentException("key has " + with.key.size() + " bytes; accepted are " + KEY_BYTES);
        }
        CipherSource ciphers = with.provider == null ? CipherSource.jdk() : CipherSource.of(with.provider);
        byte[] bytes = with.key.toByteArray();
        try {
            MessageKeys keys =
                    with.algorithm == KeyAlgorithm.AES_256_GCM ? new OneKey(bytes) : new XaesKeys(bytes, ciphers);
            return new TinkAead(with, budget, ciphers, keys);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A power of two. */
    static int enginesFor(int processors) {
        int wanted = Integer.highestOneBit(2 * processors - 1);
        return Math.min(Math.max(wanted, MIN_ENGINES), MAX_ENGINES);
    }

    static boolean isCandidate(byte[] ciphertext) {
        return ciphertext.length >= MIN_CIPHERTEXT_BYTES && TinkPrefix.isPresent(ciphertext, 0);
    }

    @Override
    public int ciphertextBytes(int plaintextBytes) {
        if (plaintextBytes < 0 || plaintextBytes > MAX_PLAINTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "plaintext has " + plaintextBytes + " bytes; accepted are 0 to " + MAX_PLAINTEXT_BYTES);
        }
        return plaintextBytes + overheadBytes;
    }

    @Override
    public int plaintextBytes(int ciphertextBytes) {
        return Math.max(0, ciphertextBytes - overheadBytes);
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        byte[] out = new byte[ciphertextBytes(plaintext.length)];
        seal(plaintext, 0, plaintext.length, associatedData, out, 0);
        return out;
    }

    @Override
    public int encrypt(byte[] plaintext, byte[] associatedData, byte[] out, int outAt) {
        int written = ciphertextBytes(plaintext.length);
        Regions.requireNotNegative(outAt);
        Regions.requireRoom(out.length - outAt, written);
        // no array has room for the ciphertext of itself, so they are different ones
        seal(plaintext, 0, plaintext.length, associatedData, out, outAt);
        return written;
    }

    @Override
    public int encrypt(ByteBuffer plaintext, byte[] associatedData, ByteBuffer out) {
        int written = ciphertextBytes(plaintext.remaining());
        Regions.requireWritable(out);
        Regions.requireRoom(out.remaining(), written);
        if (!Regions.mayOverlap(plaintext, out, written)) {
            int from = plaintext.arrayOffset() + plaintext.position();
            int outAt = out.arrayOffset() + out.position();
            seal(plaintext.array(), from, plaintext.remaining(), associatedData, out.array(), outAt);
        } else {
            byte[] sealed = new byte[written];
            sealCopy(Regions.copyOf(plaintext), associatedData, sealed, 0);
            out.put(out.position(), sealed);
        }
        plaintext.position(plaintext.limit());
        out.position(out.position() + written);
        return written;
    }

    @Override
    public byte[] encryptText(String text, byte[] associatedData) {
        byte[] plaintext = Utf8.encode(text);
        byte[] out = new byte[ciphertextBytes(plaintext.length)];
        sealCopy(plaintext, associatedData, out, 0);
        return out;
    }

    /** Wipes the plaintext. */
    private void sealCopy(byte[] plaintext, byte[] associatedData, byte[] out, int outAt) {
        try {
            seal(plaintext, 0, plaintext.length, associatedData, out, outAt);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private void seal(byte[] plaintext, int at, int bytes, byte[] associatedData, byte[] out, int outAt) {
        Objects.requireNonNull(associatedData, "associatedData");
        sealing.seal(plaintext, at, bytes, associatedData, out, outAt + TinkPrefix.BYTES);
        TinkPrefix.write(keyId, out, outAt);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
        requireMine(ciphertext, 0, ciphertext.length);
        byte[] out = new byte[ciphertext.length - overheadBytes];
        open(ciphertext, 0, ciphertext.length, associatedData, out, 0);
        return out;
    }

    @Override
    public int decrypt(byte[] ciphertext, byte[] associatedData, byte[] out, int outAt) {
        requireMine(ciphertext, 0, ciphertext.length);
        int written = ciphertext.length - overheadBytes;
        Regions.requireNotNegative(outAt);
        Regions.requireRoom(out.length - outAt, written);
        boolean overlap = Regions.overlap(ciphertext, 0, ciphertext.length, out, outAt, written);
        open(overlap ? ciphertext.clone() : ciphertext, 0, ciphertext.length, associatedData, out, outAt);
        return written;
    }

    @Override
    public int decrypt(ByteBuffer ciphertext, byte[] associatedData, ByteBuffer out) {
        Regions.requireWritable(out);
        int bytes = ciphertext.remaining();
        int written = plaintextBytes(bytes);
        Regions.requireRoom(out.remaining(), written);
        if (!Regions.mayOverlap(ciphertext, out, written)) {
            int from = ciphertext.arrayOffset() + ciphertext.position();
            int outAt = out.arrayOffset() + out.position();
            requireMine(ciphertext.array(), from, bytes);
            open(ciphertext.array(), from, bytes, associatedData, out.array(), outAt);
        } else {
            byte[] opened = decrypt(Regions.copyOf(ciphertext), associatedData);
            out.put(out.position(), opened);
            Arrays.fill(opened, (byte) 0);
        }
        ciphertext.position(ciphertext.limit());
        out.position(out.position() + written);
        return written;
    }

    @Override
    public String decryptText(byte[] ciphertext, byte[] associatedData) {
        byte[] plaintext = decrypt(ciphertext, associatedData);
        try {
            return Utf8.decode(plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** Of the right form and under this key, before anything is allocated. */
    private void requireMine(byte[] ciphertext, int at, int bytes) {
        if (bytes < overheadBytes
                || !TinkPrefix.isPresent(ciphertext, at)
                || TinkPrefix.readKeyId(ciphertext, at) != keyId) {
            throw new DecryptionException();
        }
    }

    private void open(byte[] ciphertext, int at, int bytes, byte[] associatedData, byte[] out, int outAt) {
        Objects.requireNonNull(associatedData, "associatedData");
        int nonceAt = at + TinkPrefix.BYTES;
        opening.open(ciphertext, nonceAt, bytes - TinkPrefix.BYTES, associatedData, out, outAt);
    }

    @Override
    public void renewSessions() {
        random.setSeed(random.generateSeed(KEY_BYTES));
        generation.incrementAndGet();
    }
}
