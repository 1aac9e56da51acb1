package dev.compliancekit.crypto.file;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.util.Arrays;

/** One record, without its tenant, version 1: {@code docs/formats/key-store.md}. Subject and key id come first. */
final class KeyRecordFormat {

    /** No record is shorter. */
    static final int MIN_BYTES = 50;

    private static final int ACTIVE = 1;
    private static final int DESTROYED = 2;
    private static final int COMMITMENT_BYTES = 32;
    private static final int EXPECTED_BYTES = 256;

    private KeyRecordFormat() {}

    static byte[] encode(KeyRecord keyRecord) {
        KeyMetadata metadata = keyRecord.metadata();
        FieldWriter out = new FieldWriter(EXPECTED_BYTES)
                .shortText(metadata.name().subject().value())
                .int32(metadata.keyId().value())
                .int8(keyRecord instanceof KeyRecord.Active ? ACTIVE : DESTROYED)
                .shortText(metadata.name().purpose().value())
                .int32(metadata.version())
                .shortText(metadata.algorithm().code())
                .instant(metadata.createdAt());
        if (keyRecord instanceof KeyRecord.Active active) {
            out.bytes(active.commitment().toByteArray())
                    .int32(active.epoch())
                    .longBytes(active.wrappedKey().toByteArray());
        } else if (keyRecord instanceof KeyRecord.Destroyed destroyed) {
            out.instant(destroyed.destroyedAt())
                    .longText(destroyed.destroyedBy().toString())
                    .longText(destroyed.reason());
        }
        return out.toByteArray();
    }

    /**
     * The record in a part of an array.
     *
     * @throws IllegalArgumentException if it is not exactly what {@link #encode} makes of some record
     */
    static KeyRecord decode(TenantId tenant, byte[] content, int from, int length) {
        FieldReader in = new FieldReader(content, from, length);
        KeyRecord keyRecord = decode(tenant, in);
        in.requireEnd();
        if (!Arrays.equals(encode(keyRecord), 0, length, content, from, from + length)) {
            throw new IllegalArgumentException("key record is not in its canonical form");
        }
        return keyRecord;
    }

    private static KeyRecord decode(TenantId tenant, FieldReader in) {
        SubjectId subject = new SubjectId(in.shortText());
        KeyId keyId = new KeyId(in.int32());
        int kind = in.int8();
        KeyName name = new KeyName(tenant, subject, new KeyPurpose(in.shortText()));
        KeyMetadata metadata =
                new KeyMetadata(name, in.int32(), keyId, KeyAlgorithm.parse(in.shortText()), in.instant());
        return switch (kind) {
            case ACTIVE -> new KeyRecord.Active(metadata, in.bytesOf(COMMITMENT_BYTES), in.int32(), in.longBytes());
            case DESTROYED ->
                new KeyRecord.Destroyed(metadata, in.instant(), Actor.parse(in.longText()), in.longText());
            default -> throw new IllegalArgumentException("key record is of no known kind");
        };
    }
}
