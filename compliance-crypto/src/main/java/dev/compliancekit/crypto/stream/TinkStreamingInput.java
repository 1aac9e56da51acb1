package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.TinkStreaming.NONCE_PREFIX_BYTES;
import static dev.compliancekit.crypto.stream.TinkStreaming.TAG_BYTES;

import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.internal.engine.CipherWarmth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts Tink's AES-GCM-HKDF streaming: header of length, salt and nonce prefix; then segments, each under the
 * prefix, its number in 4 bytes, and 1 for the last and 0 for the others. The header counts as part of the first
 * segment.
 */
final class TinkStreamingInput extends ReadAhead {

    private static final long MAX_SEGMENTS = 1L << 32;
    private static final int NONCE_BYTES = 12;

    private final InputStream ciphertext;
    private final TinkStreaming parameters;
    private final byte[] associatedData;
    private final Cipher cipher;
    private final CipherWarmth warmth;

    /** A segment, and the byte behind it, which tells that it is not the last. */
    private final byte[] sealed;

    private int carried;
    private byte[] noncePrefix = {};
    private @Nullable SecretKey key;
    private long segment;
    private boolean ended;

    /** Takes the associated data. */
    TinkStreamingInput(InputStream ciphertext, TinkStreaming parameters, byte[] associatedData) {
        super(ciphertext, parameters.segmentBytes() - TAG_BYTES);
        this.ciphertext = ciphertext;
        this.parameters = parameters;
        this.associatedData = associatedData;
        this.cipher = parameters.ciphers().newAesGcm();
        this.warmth = parameters.ciphers().warmth();
        this.sealed = new byte[parameters.segmentBytes() + 1];
    }

    @Override
    int produce(byte[] out, int at) throws IOException {
        if (ended) {
            return NOTHING_LEFT;
        }
        SecretKey opened = key;
        int full = parameters.segmentBytes();
        if (opened == null) {
            opened = readHeader();
            key = opened;
            full -= parameters.headerBytes();
        }
        int length = carried + ciphertext.readNBytes(sealed, carried, full + 1 - carried);
        ended = length <= full;
        int segmentBytes = Math.min(length, full);
        if (segmentBytes < TAG_BYTES || segment >= MAX_SEGMENTS) {
            throw new DecryptionException();
        }
        decrypt(opened, segmentBytes, out, at);
        segment++;
        sealed[0] = sealed[full];
        carried = 1;
        return segmentBytes - TAG_BYTES;
    }

    private SecretKey readHeader() throws IOException {
        int headerBytes = parameters.headerBytes();
        byte[] header = ciphertext.readNBytes(headerBytes);
        if (header.length < headerBytes || header[0] != headerBytes) {
            throw new DecryptionException();
        }
        int noncePrefixAt = 1 + parameters.derivedKeyBytes();
        noncePrefix = Arrays.copyOfRange(header, noncePrefixAt, noncePrefixAt + NONCE_PREFIX_BYTES);
        byte[] derived = parameters.derive(Arrays.copyOfRange(header, 1, noncePrefixAt), associatedData);
        SecretKey found = new SecretKeySpec(derived, "AES");
        Arrays.fill(derived, (byte) 0);
        return found;
    }

    private void decrypt(SecretKey opened, int length, byte[] out, int at) {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .put(noncePrefix)
                .putInt((int) segment)
                .put((byte) (ended ? 1 : 0))
                .array();
        warmth.decrypting(length);
        try {
            cipher.init(Cipher.DECRYPT_MODE, opened, new GCMParameterSpec(Byte.SIZE * TAG_BYTES, nonce));
            cipher.doFinal(sealed, 0, length, out, at);
        } catch (AEADBadTagException e) {
            Arrays.fill(out, at, at + length - TAG_BYTES, (byte) 0);
            throw new DecryptionException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no working AES-GCM", e);
        }
    }

    @Override
    void wipe() {
        // what is kept is ciphertext
    }
}
