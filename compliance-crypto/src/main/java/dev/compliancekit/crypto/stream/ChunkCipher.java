package dev.compliancekit.crypto.stream;

import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.internal.engine.CipherSource;
import dev.compliancekit.crypto.internal.engine.CipherWarmth;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts or decrypts the chunks of one message, in any order; for one thread at a time. */
final class ChunkCipher {

    private static final int TAG_BITS = 128;

    private final MessageKey key;
    private final Cipher cipher;
    private final CipherWarmth warmth;
    private final byte[] nonce = new byte[MessageKey.NONCE_BYTES];

    ChunkCipher(MessageKey key, CipherSource ciphers) {
        this.key = key;
        this.cipher = ciphers.newAesGcm();
        this.warmth = ciphers.warmth();
    }

    /** Says how much is going to be decrypted, if that is known. */
    void expect(long bytes) {
        warmth.beforeDecrypting(bytes);
    }

    /** Writes the sealed chunk, {@code length} and 16 bytes. */
    void encrypt(long chunk, byte[] plaintext, int at, int length, byte[] out, int outAt) {
        try {
            init(Cipher.ENCRYPT_MODE, chunk);
            int taken = 0;
            int written = 0;
            for (int pieces = warmth.claimPieces(length / CipherWarmth.PIECE_BYTES); pieces > 0; pieces--) {
                written += cipher.update(plaintext, at + taken, CipherWarmth.PIECE_BYTES, out, outAt + written);
                taken += CipherWarmth.PIECE_BYTES;
            }
            cipher.doFinal(plaintext, at + taken, length - taken, out, outAt + written);
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    /**
     * Writes the plaintext, 16 bytes less than {@code length}; zeros if it does not open.
     *
     * @throws DecryptionException if it does not open
     */
    void decrypt(long chunk, byte[] sealed, int at, int length, byte[] out, int outAt) {
        if (length < ChunkLayout.TAG_BYTES || chunk >= ChunkLayout.MAX_CHUNKS) {
            throw new DecryptionException();
        }
        warmth.decrypting(length);
        try {
            init(Cipher.DECRYPT_MODE, chunk);
            cipher.doFinal(sealed, at, length, out, outAt);
        } catch (AEADBadTagException e) {
            Arrays.fill(out, outAt, outAt + length - ChunkLayout.TAG_BYTES, (byte) 0);
            throw new DecryptionException();
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    /** Writes that many sealed chunks, from whole chunks of plaintext. */
    void encryptFull(long first, int chunks, byte[] plaintext, int at, byte[] out, int outAt) {
        for (int i = 0; i < chunks; i++) {
            int from = at + i * ChunkLayout.CHUNK_BYTES;
            encrypt(
                    first + i,
                    plaintext,
                    from,
                    ChunkLayout.CHUNK_BYTES,
                    out,
                    outAt + i * ChunkLayout.SEALED_CHUNK_BYTES);
        }
    }

    /** Writes that many whole chunks of plaintext. */
    void decryptFull(long first, int chunks, byte[] sealed, int at, byte[] out, int outAt) {
        for (int i = 0; i < chunks; i++) {
            int from = at + i * ChunkLayout.SEALED_CHUNK_BYTES;
            decrypt(first + i, sealed, from, ChunkLayout.SEALED_CHUNK_BYTES, out, outAt + i * ChunkLayout.CHUNK_BYTES);
        }
    }

    private void init(int mode, long chunk) throws GeneralSecurityException {
        if (chunk >= ChunkLayout.MAX_CHUNKS) {
            throw new IllegalStateException("the message is longer than " + ChunkLayout.MAX_PLAINTEXT_BYTES
                    + " bytes; that is all it can hold");
        }
        key.writeNonce(chunk, nonce);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    }

    private static IllegalStateException broken(GeneralSecurityException e) {
        return new IllegalStateException("the Java runtime has no working AES-256-GCM", e);
    }
}
