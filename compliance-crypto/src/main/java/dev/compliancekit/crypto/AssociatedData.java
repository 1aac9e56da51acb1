package dev.compliancekit.crypto;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The associated data (RFC 5116 section 1.2) that binds a ciphertext to its place: moved to another tenant, record,
 * field or schema version it does not open. The bytes are the {@link Pae} of named pieces, so that anybody can rebuild
 * them; {@code docs/formats/ciphertext.md} has them byte by byte.
 *
 * <p><em>Immutable.</em>
 */
public final class AssociatedData {

    /** The first piece of a field's associated data: what this is, and in which version of the format. */
    public static final String FIELD_LABEL = "dev.compliancekit/field/v1";

    private final byte[] encoded;

    private AssociatedData(byte[] encoded) {
        this.encoded = encoded;
    }

    /**
     * The associated data of one field: label, tenant, record class, record, field, version in decimal digits. The
     * subject is not among them: it chooses the key.
     *
     * @param path where the value belongs
     * @return the associated data
     */
    public static AssociatedData of(FieldPath path) {
        return new AssociatedData(encode(path));
    }

    /**
     * The bytes of {@link #of(FieldPath)}, without an object around them: for every field that is sealed or opened.
     *
     * @param path where the value belongs
     * @return the encoding, a new array
     */
    public static byte[] encode(FieldPath path) {
        return Pae.encodeAscii(
                FIELD_LABEL,
                path.tenant().value(),
                path.recordClass().value(),
                path.record().value(),
                path.field(),
                Integer.toString(path.version()));
    }

    /**
     * Associated data of any pieces.
     *
     * @param pieces the pieces; the first should be a label that no other use has
     * @return the associated data
     */
    public static AssociatedData of(List<Bytes> pieces) {
        return new AssociatedData(Pae.encode(pieces));
    }

    /**
     * Associated data of texts, each in UTF-8.
     *
     * @param pieces the pieces; the first should be a label that no other use has
     * @return the associated data
     */
    public static AssociatedData ofTexts(String... pieces) {
        return of(List.of(pieces).stream()
                .map(piece -> Bytes.copyOf(piece.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    /**
     * The bytes, for {@link Aead}.
     *
     * @return a copy
     */
    public byte[] toByteArray() {
        return encoded.clone();
    }

    /**
     * The bytes.
     *
     * @return the encoding
     */
    public Bytes bytes() {
        return Bytes.copyOf(encoded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AssociatedData that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    /** The encoding in hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(encoded);
    }
}
