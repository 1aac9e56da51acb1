package dev.compliancekit.crypto.search;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Pae;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The column that a {@link BlindIndex} is over, and how it compares. Every part goes into the key, so that equal values
 * of two tenants, columns or lengths have unrelated indexes.
 *
 * @param tenant whose values
 * @param recordClass the kind of record
 * @param field the field's name, 1 to 64 visible ASCII characters
 * @param normalization what counts as equal
 * @param bits how long an index is, 8 to 256; see {@link #falseMatches}
 */
@Immutable
public record IndexedField(
        TenantId tenant, RecordClass recordClass, String field, Normalization normalization, int bits) {

    private static final String LABEL = "dev.compliancekit/blind-index/v1";
    private static final int MAX_FIELD_CHARS = 64;
    private static final int MIN_BITS = 8;
    private static final int MAX_BITS = 256;

    /**
     * Checks name and length.
     *
     * @param tenant whose values
     * @param recordClass the kind of record
     * @param field the field's name, 1 to 64 visible ASCII characters
     * @param normalization what counts as equal
     * @param bits how long an index is, 8 to 256
     * @throws IllegalArgumentException if the name is not accepted or the number out of range
     */
    public IndexedField {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(recordClass, "recordClass");
        Objects.requireNonNull(normalization, "normalization");
        if (field.isEmpty() || field.length() > MAX_FIELD_CHARS || field.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("field name is not accepted; accepted are 1 to " + MAX_FIELD_CHARS
                    + " visible ASCII characters without blanks");
        }
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new IllegalArgumentException(
                    "index has " + bits + " bits; accepted are " + MIN_BITS + " to " + MAX_BITS);
        }
    }

    /**
     * How many values a search is expected to find that are not the one searched for, because their longer indexes
     * begin alike. The fewer bits, the more false matches, and the less a column of indexes tells about its values.
     *
     * @param otherValues how many different values the column has besides, 0 or more
     * @return the expected number, {@code otherValues / 2^bits}
     * @throws IllegalArgumentException if the number is negative
     */
    public double falseMatches(long otherValues) {
        if (otherValues < 0) {
            throw new IllegalArgumentException(
                    "number of other values is " + otherValues + "; accepted are 0 and above");
        }
        return Math.scalb((double) otherValues, -bits);
    }

    /** What the key of this column is derived with. */
    byte[] derivation() {
        return Pae.encode(Stream.of(
                        LABEL, tenant.value(), recordClass.value(), field, normalization.code(), Integer.toString(bits))
                .map(piece -> Bytes.copyOf(piece.getBytes(StandardCharsets.US_ASCII)))
                .toList());
    }
}
