package dev.compliancekit.crypto.file;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One file of records of a tenant, version 1: {@code docs/formats/key-store.md}. Either the records of all subjects of
 * a prefix, by subject and key id, or the note that they are in the buckets of the next bit. Records are decoded when
 * they are asked for.
 */
final class Bucket implements TwoCopies.Content {

    /** A bucket of more than one subject with more records is split when it is written. */
    static final int MAX_RECORDS = 1024;

    private static final String LABEL = "dev.compliancekit/key-store/v1";
    private static final int KEY_ID_AND_LENGTH = Integer.BYTES + 1;
    private static final int SPLIT = 0;
    private static final int RECORDS = 1;

    private final TenantId tenant;
    private final Prefix prefix;
    private final long revision;
    private final boolean split;
    private final byte[] file;

    /** Where the records begin, after their lengths, and where the next one after the last would. */
    private final int[] starts;

    private Bucket(TenantId tenant, Prefix prefix, byte[] file) {
        this.tenant = tenant;
        this.prefix = prefix;
        this.file = file;
        FieldReader in = FieldReader.withChecksum(file);
        boolean here = in.shortText().equals(LABEL);
        this.revision = in.int64();
        here &= in.shortText().equals(tenant.value());
        here &= in.shortText().equals(prefix.toString());
        int kind = in.int8();
        this.split = kind == SPLIT;
        if (!here || revision < 1 || kind > RECORDS) {
            throw new IllegalArgumentException("not the bucket of tenant " + tenant + " and prefix " + prefix);
        }
        this.starts = split ? new int[] {0} : startsOfRecords(in);
        in.requireEnd();
        for (int i = 1; i < size(); i++) {
            if (compare(starts[i - 1], file, starts[i]) >= 0) {
                throw new IllegalArgumentException("the records of a bucket are out of order");
            }
        }
    }

    private static int[] startsOfRecords(FieldReader in) {
        int[] starts = new int[in.count(Integer.BYTES + KeyRecordFormat.MIN_BYTES) + 1];
        for (int i = 0; i < starts.length - 1; i++) {
            int length = in.int32();
            starts[i] = in.position();
            in.skip(length);
            if (length < KeyRecordFormat.MIN_BYTES || in.lengthAt(starts[i]) > length - KEY_ID_AND_LENGTH) {
                throw new IllegalArgumentException("a record of a bucket is too short");
            }
        }
        starts[starts.length - 1] = in.position() + Integer.BYTES;
        return starts;
    }

    /**
     * The bucket in a file.
     *
     * @param file the file, taken
     * @throws IllegalArgumentException if it is damaged, or belongs elsewhere
     */
    static Bucket decode(TenantId tenant, Prefix prefix, byte[] file) {
        return new Bucket(tenant, prefix, file);
    }

    /** The first bucket of a tenant. */
    static Bucket of(KeyRecord only) {
        return of(only.metadata().tenant(), Prefix.ROOT, 1, List.of(only));
    }

    /** @param records by subject and key id, all of that tenant and prefix */
    static Bucket of(TenantId tenant, Prefix prefix, long revision, List<KeyRecord> records) {
        FieldWriter out = header(tenant, prefix, revision, RECORDS).int32(records.size());
        for (KeyRecord each : records) {
            byte[] encoded = KeyRecordFormat.encode(each);
            out.int32(encoded.length).bytes(encoded);
        }
        return new Bucket(tenant, prefix, out.withChecksum());
    }

    private static FieldWriter header(TenantId tenant, Prefix prefix, long revision, int kind) {
        return new FieldWriter(1024)
                .shortText(LABEL)
                .int64(revision)
                .shortText(tenant.value())
                .shortText(prefix.toString())
                .int8(kind);
    }

    TenantId tenant() {
        return tenant;
    }

    Prefix prefix() {
        return prefix;
    }

    @Override
    public long revision() {
        return revision;
    }

    /** Whether the records are in the two buckets of the next bit. */
    boolean isSplit() {
        return split;
    }

    int size() {
        return starts.length - 1;
    }

    /** The file; not to be changed. */
    byte[] file() {
        return file;
    }

    /**
     * In the order of key ids.
     *
     * @throws DamagedCopiesException if one of them is not accepted
     */
    List<KeyRecord> recordsOf(SubjectId subject) throws DamagedCopiesException {
        byte[] wanted = subject.value().getBytes(StandardCharsets.US_ASCII);
        List<KeyRecord> found = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (compareSubject(i, wanted) == 0) {
                found.add(decode(i));
            }
        }
        return found;
    }

    /**
     * Of any subject.
     *
     * @throws DamagedCopiesException if one of them is not accepted
     */
    List<KeyRecord> recordsOf(KeyId keyId) throws DamagedCopiesException {
        List<KeyRecord> found = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (keyIdAt(file, starts[i]) == keyId.value()) {
                found.add(decode(i));
            }
        }
        return found;
    }

    /**
     * All of them, by subject and key id.
     *
     * @throws DamagedCopiesException if one of them is not accepted, or belongs elsewhere
     */
    List<KeyRecord> records() throws DamagedCopiesException {
        List<KeyRecord> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            if (!prefix.covers(pathOf(i))) {
                throw new DamagedCopiesException("a record in " + this + " belongs elsewhere");
            }
            all.add(decode(i));
        }
        return all;
    }

    private KeyRecord decode(int i) throws DamagedCopiesException {
        try {
            return KeyRecordFormat.decode(tenant, file, starts[i], lengthOf(i));
        } catch (IllegalArgumentException e) {
            throw new DamagedCopiesException("record " + i + " in " + this + " is not accepted: " + e.getMessage());
        }
    }

    /**
     * With one record more, or another in the place of the one of the same subject and key id.
     *
     * @throws IllegalArgumentException if the file would be larger than is ever read
     */
    Bucket with(KeyRecord changed) {
        byte[] encoded = KeyRecordFormat.encode(changed);
        int at = 0;
        while (at < size() && compare(starts[at], encoded, 0) < 0) {
            at++;
        }
        boolean replaces = at < size() && compare(starts[at], encoded, 0) == 0;
        FieldWriter out = header(tenant, prefix, revision + 1, RECORDS).int32(size() + (replaces ? 0 : 1));
        copy(0, at, out);
        out.int32(encoded.length).bytes(encoded);
        copy(replaces ? at + 1 : at, size(), out);
        if (out.size() + Checksum.BYTES >= TwoCopies.MAX_BYTES) {
            throw new IllegalArgumentException("the keys of one subject of tenant " + tenant + " have " + out.size()
                    + " bytes; accepted are at most " + TwoCopies.MAX_BYTES);
        }
        return new Bucket(tenant, prefix, out.withChecksum());
    }

    /** With other records in the places of all. */
    Bucket withAll(List<KeyRecord> changed) {
        return of(tenant, prefix, revision + 1, changed);
    }

    /** Whether it should be split. */
    boolean isOverfull() {
        return size() > MAX_RECORDS
                && prefix.length() < Prefix.MAX_LENGTH
                && compareSubject(0, subject(size() - 1)) != 0;
    }

    /** The buckets of the next bit, which together have all records. */
    List<Bucket> halves() {
        return prefix.children().stream().map(this::half).toList();
    }

    private Bucket half(Prefix child) {
        FieldWriter records = new FieldWriter(file.length);
        int count = 0;
        for (int i = 0; i < size(); i++) {
            if (child.covers(pathOf(i))) {
                copy(i, i + 1, records);
                count++;
            }
        }
        FieldWriter out = header(tenant, child, revision + 1, RECORDS).int32(count);
        return new Bucket(tenant, child, out.bytes(records.toByteArray()).withChecksum());
    }

    /** The note that its halves have the records. */
    Bucket asSplit() {
        return new Bucket(
                tenant, prefix, header(tenant, prefix, revision + 1, SPLIT).withChecksum());
    }

    /** Records with their lengths. */
    private void copy(int from, int toExclusive, FieldWriter out) {
        int begin = starts[from] - Integer.BYTES;
        out.bytes(file, begin, starts[toExclusive] - Integer.BYTES - begin);
    }

    private int lengthOf(int i) {
        return starts[i + 1] - Integer.BYTES - starts[i];
    }

    private long pathOf(int i) {
        byte[] subject = subject(i);
        return Prefix.pathOf(Checksum.of(subject, subject.length));
    }

    private byte[] subject(int i) {
        return Arrays.copyOfRange(file, starts[i] + 1, endOfSubject(file, starts[i]));
    }

    private int compareSubject(int i, byte[] subject) {
        return Arrays.compareUnsigned(file, starts[i] + 1, endOfSubject(file, starts[i]), subject, 0, subject.length);
    }

    /** By subject, then by key id; both stand at the beginning of a record. */
    private int compare(int start, byte[] other, int otherStart) {
        int bySubject = Arrays.compareUnsigned(
                file, start + 1, endOfSubject(file, start), other, otherStart + 1, endOfSubject(other, otherStart));
        return bySubject != 0 ? bySubject : Integer.compareUnsigned(keyIdAt(file, start), keyIdAt(other, otherStart));
    }

    private static int endOfSubject(byte[] content, int start) {
        return start + 1 + Byte.toUnsignedInt(content[start]);
    }

    private static int keyIdAt(byte[] content, int start) {
        return ByteBuffer.wrap(content).getInt(endOfSubject(content, start));
    }

    /** File name and tenant, not the records. */
    @Override
    public String toString() {
        return prefix.fileName() + " of tenant " + tenant;
    }
}
