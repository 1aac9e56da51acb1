package dev.compliancekit.crypto.search;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.internal.engine.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import javax.crypto.Mac;

/**
 * Equality on an encrypted column. What {@link #of} gives for a value is stored beside its ciphertext; a search asks
 * the store for the index of the wanted text, opens what it finds, and keeps what {@link #sameAs} accepts, because a
 * short index has false matches. {@code docs/formats/blind-index.md} says byte by byte how an index is made.
 *
 * <p>An index is not encryption. Whoever reads the column sees which rows have equal values and how often, and whoever
 * also has the key can try out values: use none for fields with few possible values. It outlives the ciphertext's key,
 * so an erasure must remove it too.
 *
 * <p><em>Thread-safe.</em>
 */
public final class BlindIndex implements AutoCloseable {

    private static final int KEY_BYTES = 32;
    private static final String DEFAULT_PROVIDER = "SunJCE";

    private final IndexedField field;
    private final HmacSha256 hmac;

    private BlindIndex(IndexedField field, HmacSha256 hmac) {
        this.field = field;
        this.hmac = hmac;
    }

    /**
     * The index over a column, with the JDK's own HMAC.
     *
     * @param key the tenant's key of algorithm {@link KeyAlgorithm#HMAC_SHA_256}, 32 bytes, used for nothing else;
     *     read, not kept
     * @param field the column
     * @return the index, to be closed
     * @throws IllegalArgumentException if the key does not have 32 bytes
     * @throws IllegalStateException if the Java runtime has no provider {@code SunJCE}
     */
    public static BlindIndex open(SecretBytes key, IndexedField field) {
        return open(key, field, algorithm -> Mac.getInstance(algorithm, DEFAULT_PROVIDER));
    }

    /**
     * The index over a column, with the HMAC of a provider.
     *
     * @param key the tenant's key of algorithm {@link KeyAlgorithm#HMAC_SHA_256}, 32 bytes, used for nothing else;
     *     read, not kept
     * @param field the column
     * @param provider computes {@code HmacSHA256}; need not be registered
     * @return the index, to be closed
     * @throws IllegalArgumentException if the key does not have 32 bytes
     * @throws IllegalStateException if the provider has no {@code HmacSHA256}
     */
    public static BlindIndex open(SecretBytes key, IndexedField field, Provider provider) {
        Objects.requireNonNull(provider, "provider");
        return open(key, field, algorithm -> Mac.getInstance(algorithm, provider));
    }

    private static BlindIndex open(SecretBytes key, IndexedField field, HmacSha256.Engines engines) {
        Objects.requireNonNull(field, "field");
        if (key.size() != KEY_BYTES) {
            throw new IllegalArgumentException("key has " + key.size() + " bytes; accepted are " + KEY_BYTES);
        }
        byte[] ofTenant = key.toByteArray();
        byte[] ofColumn = Hkdf.SHA_256.expand(ofTenant, field.derivation(), KEY_BYTES);
        try {
            return new BlindIndex(field, new HmacSha256(SecretBytes.copyOf(ofColumn), engines));
        } finally {
            Arrays.fill(ofTenant, (byte) 0);
            Arrays.fill(ofColumn, (byte) 0);
        }
    }

    /**
     * The index of a value: the same for every text that the normalization makes equal. To store and to search.
     *
     * @param value up to 4,096 UTF-16 units
     * @return as many bytes as the bits need, unused low bits of the last one 0; {@link Bytes#hex} for a text column
     * @throws IllegalArgumentException if the value is longer, or has a lone surrogate
     * @throws IllegalStateException if this was closed
     */
    public Bytes of(String value) {
        byte[] normalized = field.normalization().normalize(value).getBytes(StandardCharsets.UTF_8);
        byte[] tag = hmac.of(normalized);
        Arrays.fill(normalized, (byte) 0);
        byte[] index = Arrays.copyOf(tag, (field.bits() + Byte.SIZE - 1) / Byte.SIZE);
        int unused = index.length * Byte.SIZE - field.bits();
        index[index.length - 1] &= (byte) (-1 << unused);
        return Bytes.copyOf(index);
    }

    /**
     * Tells true matches from false ones: accepts the opened values that the normalization makes equal to the wanted
     * one.
     *
     * @param wanted up to 4,096 UTF-16 units
     * @return the test for opened values; it holds the wanted text and does not need this index
     * @throws IllegalArgumentException if the wanted text is longer, or has a lone surrogate
     */
    public Predicate<String> sameAs(String wanted) {
        Normalization normalization = field.normalization();
        String form = normalization.normalize(wanted);
        return opened -> normalization.normalize(opened).equals(form);
    }

    /**
     * The column.
     *
     * @return what this index is over
     */
    public IndexedField field() {
        return field;
    }

    /** Wipes the key. Closing again does nothing. */
    @Override
    public void close() {
        hmac.close();
    }

    /** The column, not the key. */
    @Override
    public String toString() {
        return "BlindIndex[" + field + "]";
    }
}
