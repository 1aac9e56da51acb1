package dev.compliancekit.crypto.internal.engine;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How far this process is with compiling the JDK's AES-GCM. The JDK's fast code is reached by the number of calls, not
 * of bytes: a process that starts with large calls runs hundreds of megabytes at some 90 MB/s. So the first calls are
 * made small: encryption hands over its first chunks in {@link #PIECE_BYTES small pieces}, and decryption, which works
 * on whole messages only, first opens small messages that hold nothing, once it is clear that there is enough to
 * decrypt.
 *
 * <p><em>Thread-safe.</em>
 */
public final class CipherWarmth {

    /** The size of a small piece of a chunk. */
    public static final int PIECE_BYTES = 512;

    static final int PIECES = 12_000;
    static final int DUMMIES = 6_000;
    static final int DUMMY_BYTES = 1_024;

    /** As long as it takes to decrypt this much cold, opening the dummies takes too. */
    static final int WORTH_IT_BYTES = 8 << 20;

    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    /** Code is compiled for the whole process, so what is known about it is one thing in the whole process. */
    private static final CipherWarmth THIS_JVM = new CipherWarmth(PIECES, 0, false);

    private static final CipherWarmth COMPILED_AHEAD = new CipherWarmth(0, WORTH_IT_BYTES, true);

    private final AtomicInteger piecesLeft;
    private final AtomicInteger coldBytes;
    private final AtomicBoolean dummiesBegun;

    CipherWarmth(int piecesLeft, int coldBytes, boolean dummiesBegun) {
        this.piecesLeft = new AtomicInteger(piecesLeft);
        this.coldBytes = new AtomicInteger(coldBytes);
        this.dummiesBegun = new AtomicBoolean(dummiesBegun);
    }

    /**
     * The JDK's AES-GCM in this process.
     *
     * @return the one state
     */
    public static CipherWarmth ofThisJvm() {
        return THIS_JVM;
    }

    /**
     * Ciphers in native code, which start fast.
     *
     * @return a state in which there is nothing to do
     */
    public static CipherWarmth compiledAhead() {
        return COMPILED_AHEAD;
    }

    /**
     * How many pieces of what is about to be encrypted are to be handed over one by one.
     *
     * @param pieces how many there are, 0 or more
     * @return 0 to {@code pieces}; 0 once the process is warm
     */
    public int claimPieces(int pieces) {
        if (piecesLeft.getPlain() <= 0) {
            return 0;
        }
        return Math.max(0, Math.min(pieces, piecesLeft.getAndAdd(-pieces)));
    }

    /**
     * To be called where the length of what is about to be decrypted is known.
     *
     * @param bytes how much, 0 or more
     */
    public void beforeDecrypting(long bytes) {
        if (bytes > WORTH_IT_BYTES && !dummiesBegun.getPlain()) {
            openDummies();
        }
    }

    /**
     * To be called for every chunk that is about to be decrypted.
     *
     * @param bytes how much, 0 to 8 MiB
     */
    public void decrypting(int bytes) {
        if (!dummiesBegun.getPlain() && coldBytes.addAndGet(bytes) > WORTH_IT_BYTES) {
            openDummies();
        }
    }

    /** Does at once what encryption and decryption would do little by little. */
    public void warmUp() {
        int pieces = claimPieces(PIECES);
        Cipher cipher = CipherSource.jdk().newAesGcm();
        byte[] nothing = new byte[PIECE_BYTES];
        byte[] out = new byte[PIECE_BYTES + TAG_BITS];
        try {
            for (int done = 0, message = 0; done < pieces; message++) {
                cipher.init(Cipher.ENCRYPT_MODE, newDummyKey(), nonce(message));
                for (int chunk = 0; chunk < 32 && done < pieces; chunk++, done++) {
                    cipher.update(nothing, 0, PIECE_BYTES, out, 0);
                }
                cipher.doFinal(out, 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no working AES-256-GCM", e);
        }
        openDummies();
    }

    boolean isReadyToDecrypt() {
        return dummiesBegun.get();
    }

    private void openDummies() {
        if (!dummiesBegun.compareAndSet(false, true)) {
            return;
        }
        try {
            SecretKeySpec key = newDummyKey();
            Cipher cipher = CipherSource.jdk().newAesGcm();
            cipher.init(Cipher.ENCRYPT_MODE, key, nonce(0));
            byte[] sealed = cipher.doFinal(new byte[DUMMY_BYTES]);
            byte[] out = new byte[DUMMY_BYTES];
            for (int i = 0; i < DUMMIES; i++) {
                cipher.init(Cipher.DECRYPT_MODE, key, nonce(0));
                cipher.doFinal(sealed, 0, sealed.length, out, 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no working AES-256-GCM", e);
        }
    }

    /** Protects nothing: there is nothing in the dummies. */
    private static SecretKeySpec newDummyKey() {
        return new SecretKeySpec(new byte[32], "AES");
    }

    private static GCMParameterSpec nonce(int message) {
        byte[] nonce = new byte[NONCE_BYTES];
        nonce[0] = (byte) message;
        nonce[1] = (byte) (message >> 8);
        return new GCMParameterSpec(TAG_BITS, nonce);
    }
}
