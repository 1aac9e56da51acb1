package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.Pae;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The file of a key record, version 1: {@code docs/formats/key-store.md}. */
final class KeyRecordFormat {

    private static final String LABEL = "dev.compliancekit/key-record/v1";
    private static final String ACTIVE = "active";
    private static final String DESTROYED = "destroyed";
    private static final int PIECES = 13;

    private KeyRecordFormat() {}

    /** A record and how often it was written: of two copies the one with the higher revision counts. */
    record Revised(KeyRecord keyRecord, long revision) {}

    static byte[] encode(Revised revised) {
        KeyMetadata metadata = revised.keyRecord().metadata();
        List<Bytes> pieces = new ArrayList<>(PIECES);
        pieces.add(text(LABEL));
        pieces.add(text(revised.keyRecord() instanceof KeyRecord.Active ? ACTIVE : DESTROYED));
        pieces.add(text(Long.toString(revised.revision())));
        pieces.add(text(metadata.tenant().value()));
        pieces.add(text(metadata.name().subject().value()));
        pieces.add(text(metadata.name().purpose().value()));
        pieces.add(text(Integer.toString(metadata.version())));
        pieces.add(text(metadata.keyId().toString()));
        pieces.add(text(metadata.algorithm().code()));
        pieces.add(text(metadata.createdAt().toString()));
        if (revised.keyRecord() instanceof KeyRecord.Active active) {
            pieces.add(active.commitment());
            pieces.add(text(active.wrappedKey().rootKeyId()));
            pieces.add(active.wrappedKey().ciphertext());
        } else if (revised.keyRecord() instanceof KeyRecord.Destroyed destroyed) {
            pieces.add(text(destroyed.destroyedAt().toString()));
            pieces.add(text(destroyed.destroyedBy().toString()));
            pieces.add(text(destroyed.reason()));
        }
        byte[] encoded = Pae.encode(pieces);
        byte[] file = Arrays.copyOf(encoded, encoded.length + Checksum.BYTES);
        System.arraycopy(Checksum.of(encoded, encoded.length), 0, file, encoded.length, Checksum.BYTES);
        return file;
    }

    /** Empty if it is not exactly what {@link #encode} makes of some record. */
    static Optional<Revised> decode(byte[] file) {
        int length = file.length - Checksum.BYTES;
        if (length < 0 || !Arrays.equals(Checksum.of(file, length), Arrays.copyOfRange(file, length, file.length))) {
            return Optional.empty();
        }
        try {
            Revised revised = decodePieces(Pae.decode(Arrays.copyOf(file, length)));
            return Arrays.equals(encode(revised), file) ? Optional.of(revised) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Revised decodePieces(List<Bytes> pieces) {
        if (pieces.size() != PIECES) {
            throw new IllegalArgumentException("key record has " + pieces.size() + " pieces; accepted are " + PIECES);
        }
        KeyName name = new KeyName(
                new TenantId(text(pieces.get(3))),
                new SubjectId(text(pieces.get(4))),
                new KeyPurpose(text(pieces.get(5))));
        KeyMetadata metadata = new KeyMetadata(
                name,
                Integer.parseInt(text(pieces.get(6))),
                KeyId.parse(text(pieces.get(7))),
                KeyAlgorithm.parse(text(pieces.get(8))),
                Instant.parse(text(pieces.get(9))));
        KeyRecord keyRecord = text(pieces.get(1)).equals(ACTIVE)
                ? new KeyRecord.Active(metadata, pieces.get(10), new WrappedKey(text(pieces.get(11)), pieces.get(12)))
                : new KeyRecord.Destroyed(
                        metadata,
                        Instant.parse(text(pieces.get(10))),
                        Actor.parse(text(pieces.get(11))),
                        text(pieces.get(12)));
        return new Revised(keyRecord, Long.parseLong(text(pieces.get(2))));
    }

    private static Bytes text(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Bytes piece) {
        return new String(piece.toByteArray(), StandardCharsets.UTF_8);
    }
}
