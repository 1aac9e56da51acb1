package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The index of one segment of a log, 65,536 entries: for each tenant where its entries stand; version 1, see
 * {@code docs/formats/log-index.md}. What is missing, damaged, forged or of another log is as if it were not there.
 * <em>Not thread-safe.</em>
 */
final class SegmentFile {

    /** How many entries a segment has: those under one hash of the tiles of level 2. */
    static final int ENTRIES = 1 << 16;

    private static final byte[] MAGIC = "ckindex/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;
    private static final int HEADER_BYTES = MAGIC.length + Long.BYTES + HASH_BYTES + Integer.BYTES;
    private static final int KEY_BYTES = 16;
    private static final int ROW_BYTES = KEY_BYTES + 2 * Integer.BYTES;
    private static final int TAG_BYTES = 32;

    private final Path file;
    private final long firstIndex;
    private final Bytes root;
    private final Mac mac;
    private final byte[] label;

    /**
     * The index of a segment.
     *
     * @param file where it lies or shall lie
     * @param key the log's key
     * @param firstIndex the index of the segment's first entry
     * @param root the root over the leaf hashes of the segment
     */
    SegmentFile(Path file, LogKey key, long firstIndex, Bytes root) {
        this.file = file;
        this.firstIndex = firstIndex;
        this.root = root;
        this.label = ("compliancekit log index v1\n" + key.origin() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.tagKey(), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256, which every Java platform must have", e);
        }
    }

    /** The bytes of an index. */
    byte[] toBytes(Map<TenantId, Postings> postings) {
        TreeMap<Bytes, byte[]> blocks = new TreeMap<>();
        postings.forEach((tenant, each) -> blocks.put(key(tenant), each.toBytes()));
        int bytes = HEADER_BYTES + blocks.size() * (ROW_BYTES + TAG_BYTES) + TAG_BYTES;
        for (byte[] block : blocks.values()) {
            bytes = Math.addExact(bytes, block.length);
        }
        ByteBuffer out = ByteBuffer.allocate(bytes).put(header(blocks.size()));
        int offset = HEADER_BYTES + blocks.size() * ROW_BYTES + TAG_BYTES;
        for (Map.Entry<Bytes, byte[]> block : blocks.entrySet()) {
            out.put(block.getKey().toByteArray()).putInt(offset).putInt(block.getValue().length);
            offset += block.getValue().length + TAG_BYTES;
        }
        out.put(tag(Arrays.copyOf(out.array(), out.position())));
        blocks.forEach((key, block) -> out.put(block).put(tag(key.toByteArray(), block)));
        return out.array();
    }

    private byte[] header(int tenants) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .putLong(firstIndex)
                .put(root.toByteArray())
                .putInt(tenants)
                .array();
    }

    /**
     * What the file says of a tenant.
     *
     * @return the tenant's entries, perhaps none; or empty if the file is of no use
     * @throws IOException if it exists and cannot be read
     */
    Optional<Postings> read(TenantId tenant) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] header = bytes(in, 0, HEADER_BYTES);
            int tenants =
                    header.length == HEADER_BYTES ? ByteBuffer.wrap(header).getInt(HEADER_BYTES - Integer.BYTES) : -1;
            if (tenants < 0 || tenants > ENTRIES || !Arrays.equals(header, header(tenants))) {
                return Optional.empty();
            }
            byte[] directory = bytes(in, 0, HEADER_BYTES + tenants * ROW_BYTES + TAG_BYTES);
            int tagAt = HEADER_BYTES + tenants * ROW_BYTES;
            if (directory.length < tagAt + TAG_BYTES
                    || !MessageDigest.isEqual(
                            tag(Arrays.copyOf(directory, tagAt)),
                            Arrays.copyOfRange(directory, tagAt, tagAt + TAG_BYTES))) {
                return Optional.empty();
            }
            return read(in, directory, tenants, tenant);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<Postings> read(RandomAccessFile in, byte[] directory, int tenants, TenantId tenant)
            throws IOException {
        byte[] key = key(tenant).toByteArray();
        int low = 0;
        int high = tenants;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int at = HEADER_BYTES + middle * ROW_BYTES;
            int order = Arrays.compareUnsigned(directory, at, at + KEY_BYTES, key, 0, KEY_BYTES);
            if (order == 0) {
                ByteBuffer row = ByteBuffer.wrap(directory, at + KEY_BYTES, 2 * Integer.BYTES);
                return readBlock(in, key, row.getInt(), row.getInt());
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle;
        }
        return Optional.of(new Postings(firstIndex));
    }

    private Optional<Postings> readBlock(RandomAccessFile in, byte[] key, int offset, int length) throws IOException {
        byte[] block = bytes(in, offset, length + TAG_BYTES);
        if (block.length < length + TAG_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(block, length);
        byte[] tag = Arrays.copyOfRange(block, length, length + TAG_BYTES);
        return MessageDigest.isEqual(tag, tag(key, content))
                ? Optional.of(Postings.parse(firstIndex, ByteBuffer.wrap(content)))
                : Optional.empty();
    }

    /** As many bytes as there are. */
    private static byte[] bytes(RandomAccessFile in, long from, int count) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(count, in.length() - from))];
        in.seek(from);
        in.readFully(bytes);
        return bytes;
    }

    private byte[] tag(byte[] directory) {
        mac.update(label);
        return mac.doFinal(directory);
    }

    /** Bound to the segment, so that no block serves in another one. */
    private byte[] tag(byte[] key, byte[] block) {
        mac.update(label);
        mac.update(header(0));
        mac.update(key);
        return mac.doFinal(block);
    }

    private static Bytes key(TenantId tenant) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(tenant.value().getBytes(StandardCharsets.US_ASCII));
            return Bytes.copyOf(Arrays.copyOf(hash, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }
}
