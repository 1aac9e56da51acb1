package dev.compliancekit.crypto.file;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.ShreddedKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of the shredded keys that an epoch store remembers, version 1: {@code docs/formats/epoch-store.md}.
 *
 * @param name of the file; by the first byte of a hash of the keys' addresses
 * @param revision how often the file was written
 * @param keys in the order in which they were remembered
 */
record ShreddedFile(String name, long revision, List<ShreddedKey> keys) implements TwoCopies.Content {

    private static final int FILES = 256;
    private static final int MIN_BYTES = 11 + KeyRecordFormat.MIN_BYTES;

    ShreddedFile {
        keys = List.copyOf(keys);
        if (revision < 1) {
            throw new IllegalArgumentException("revision is " + revision + "; accepted are 1 and above");
        }
    }

    /** In their order. */
    static List<String> names() {
        return IntStream.range(0, FILES).mapToObj(ShreddedFile::nameOf).toList();
    }

    static String nameOf(KeyAddress address) {
        byte[] text = (address.tenant() + " " + address.subject() + " " + address.keyId())
                .getBytes(StandardCharsets.US_ASCII);
        return nameOf(Byte.toUnsignedInt(Checksum.of(text, text.length)[0]));
    }

    private static String nameOf(int number) {
        return "shredded/" + HexFormat.of().toHexDigits((byte) number);
    }

    /** A file that was not written yet; the next revision is the first that is. */
    static ShreddedFile empty(String name) {
        return new ShreddedFile(name, 1, List.of());
    }

    boolean has(KeyAddress address) {
        return keys.stream()
                .anyMatch(key -> key.tombstone().metadata().address().equals(address));
    }

    ShreddedFile with(List<ShreddedKey> others) {
        return new ShreddedFile(name, revision + 1, others);
    }

    byte[] encode() {
        FieldWriter out = new FieldWriter(256 * (1 + keys.size()))
                .shortText(EpochFile.LABEL)
                .shortText(name)
                .int64(revision)
                .int32(keys.size());
        for (ShreddedKey key : keys) {
            byte[] tombstone = KeyRecordFormat.encode(key.tombstone());
            out.shortText(key.tombstone().metadata().tenant().value())
                    .int32(key.epoch())
                    .int32(tombstone.length)
                    .bytes(tombstone);
        }
        return out.withChecksum();
    }

    /**
     * The keys in a file.
     *
     * @throws IllegalArgumentException if it is not exactly what {@link #encode} makes of some keys
     */
    static ShreddedFile decode(String name, byte[] file) {
        FieldReader in = FieldReader.withChecksum(file);
        if (!in.shortText().equals(EpochFile.LABEL) || !in.shortText().equals(name)) {
            throw new IllegalArgumentException("not the shredded keys of an epoch store of version 1");
        }
        long revision = in.int64();
        int count = in.count(MIN_BYTES);
        List<ShreddedKey> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(decode(in));
        }
        ShreddedFile decoded = new ShreddedFile(name, revision, keys);
        if (!Arrays.equals(decoded.encode(), file)) {
            throw new IllegalArgumentException("the shredded keys are not in their canonical form");
        }
        return decoded;
    }

    private static ShreddedKey decode(FieldReader in) {
        TenantId tenant = new TenantId(in.shortText());
        int epoch = in.int32();
        byte[] encoded = in.bytes(in.int32());
        if (KeyRecordFormat.decode(tenant, encoded, 0, encoded.length) instanceof KeyRecord.Destroyed tombstone) {
            return new ShreddedKey(tombstone, epoch);
        }
        throw new IllegalArgumentException("a shredded key is active");
    }
}
