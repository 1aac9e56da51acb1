package dev.compliancekit.tink;

import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.SecretBytes;

/**
 * Keysets as Tink reads and writes them: JSON in clear, the format of {@code TinkJsonProtoKeysetFormat}. Keys of
 * {@link dev.compliancekit.crypto.KeyAlgorithm#XAES_256_GCM} and
 * {@link dev.compliancekit.crypto.KeyAlgorithm#AES_256_GCM} with output prefix TINK, so that what was sealed here opens
 * there and the reverse, with the associated data of {@code docs/formats/ciphertext.md}.
 *
 * <p>The JSON holds the keys as they are: whoever reads it opens everything. Hand it over through something that keeps
 * secrets, and wipe it.
 *
 * <p><em>Thread-safe.</em>
 */
public final class TinkKeyset {

    private TinkKeyset() {}

    /**
     * Writes a keyset for Tink.
     *
     * @param keyset the keys; read, stays the caller's to close
     * @return JSON in UTF-8 on one line with its end, to be closed
     * @throws IllegalArgumentException if a key is for an algorithm that Tink has no such key of; names the key
     * @throws IllegalStateException if the keyset was closed
     */
    public static SecretBytes write(Keyset keyset) {
        return KeysetWriter.write(keyset);
    }

    /**
     * Reads a keyset of Tink. Either every key is taken, or none.
     *
     * @param json in UTF-8, at most 1,048,576 bytes with at most 1,000 keys; read, stays the caller's to close
     * @return the keys in the order of the file, to be closed
     * @throws KeysetFormatException if it is not JSON of a keyset; is encrypted; or has a key of another type, size or
     *     salt size, one that is not enabled, one with another output prefix than TINK, two of one id, or no primary
     */
    public static Keyset read(SecretBytes json) {
        return KeysetReader.read(json);
    }
}
