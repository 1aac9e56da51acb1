package dev.compliancekit.jdbc;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 (FIPS 180-4) of all other columns of a row, each after its length: {@code docs/formats/key-store-sql.md}. It
 * is against decay and rows that were moved; it is no protection against a writer.
 */
final class KeyChecksum {

    private static final String LABEL = "dev.compliancekit/key-store-sql/v1";
    private static final int NULL = -1;

    private final MessageDigest digest;

    private KeyChecksum(MessageDigest digest) {
        this.digest = digest;
    }

    static Bytes of(KeyRecord content) {
        KeyMetadata metadata = content.metadata();
        KeyChecksum checksum = new KeyChecksum(sha256())
                .add(LABEL)
                .add(metadata.tenant().value())
                .add(metadata.name().subject().value())
                .add(Integer.toUnsignedString(metadata.keyId().value()))
                .add(metadata.name().purpose().value())
                .add(Integer.toString(metadata.version()))
                .add(metadata.algorithm().code())
                .add(metadata.createdAt().toString());
        if (content instanceof KeyRecord.Active active) {
            checksum.add(active.commitment().toByteArray())
                    .add(Integer.toString(active.epoch()))
                    .add(active.wrappedKey().toByteArray())
                    .addNulls();
        } else if (content instanceof KeyRecord.Destroyed destroyed) {
            checksum.addNulls()
                    .add(destroyed.destroyedAt().toString())
                    .add(destroyed.destroyedBy().toString())
                    .add(destroyed.reason());
        }
        return Bytes.copyOf(checksum.digest.digest());
    }

    private KeyChecksum add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    private KeyChecksum add(byte[] value) {
        addLength(value.length);
        digest.update(value);
        return this;
    }

    /** The three columns that only the other kind of record has. */
    private KeyChecksum addNulls() {
        return addLength(NULL).addLength(NULL).addLength(NULL);
    }

    private KeyChecksum addLength(int length) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        return this;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java runtime has no SHA-256", e);
        }
    }
}
