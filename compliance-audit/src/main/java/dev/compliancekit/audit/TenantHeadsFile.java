package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where every tenant stood when the log had some size, so that opening it does not read it from the beginning; version
 * 1, see {@code docs/formats/tenant-heads.md}. What is missing, damaged or forged is as if it were not there:
 * everything is read then.
 */
final class TenantHeadsFile {

    static final String FILE = "tenant-heads";

    private static final byte[] MAGIC = "ckheads/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;
    private static final int FIXED_BYTES = MAGIC.length + Long.BYTES + HASH_BYTES + Integer.BYTES;

    /**
     * The heads at one size of the log.
     *
     * @param size of the tree
     * @param root of the tree
     * @param heads where each tenant's next entry stands
     */
    record Heads(long size, Bytes root, Map<TenantId, TenantHead> heads) {}

    private TenantHeadsFile() {}

    /** Replaces the file; durable when it returns. */
    static void write(Path directory, WriteAheadTags tags, Heads heads) throws IOException {
        DurableFiles.replace(directory.resolve(FILE), encode(tags, heads));
    }

    /** All bytes of a file. */
    static byte[] encode(WriteAheadTags tags, Heads heads) {
        TreeMap<String, TenantHead> sorted = new TreeMap<>();
        heads.heads().forEach((tenant, head) -> sorted.put(tenant.value(), head));
        int bytes = FIXED_BYTES + FrameKeys.SIZE;
        for (String tenant : sorted.keySet()) {
            bytes = Math.addExact(bytes, 1 + tenant.length() + Long.BYTES + HASH_BYTES);
        }
        ByteBuffer out = ByteBuffer.allocate(bytes)
                .put(MAGIC)
                .putLong(heads.size())
                .put(heads.root().toByteArray())
                .putInt(sorted.size());
        sorted.forEach((tenant, head) -> out.put((byte) tenant.length())
                .put(tenant.getBytes(StandardCharsets.US_ASCII))
                .putLong(head.nextSequence())
                .put(head.lastLeaf().toByteArray()));
        byte[] file = out.array();
        byte[] content = Arrays.copyOf(file, file.length - FrameKeys.SIZE);
        out.put(tags.ofHeads(content));
        return file;
    }

    /** What {@link #write} wrote, or nothing. */
    static Optional<Heads> read(Path directory, WriteAheadTags tags) throws IOException {
        byte[] file;
        try (InputStream in = new FileInputStream(directory.resolve(FILE).toFile())) {
            file = in.readAllBytes();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        int contentBytes = file.length - FrameKeys.SIZE;
        if (contentBytes < FIXED_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(file, contentBytes);
        byte[] tag = Arrays.copyOfRange(file, contentBytes, file.length);
        return MessageDigest.isEqual(tag, tags.ofHeads(content)) ? Optional.of(parse(content)) : Optional.empty();
    }

    /**
     * Reads a file whose bytes are known to be right by other means than its tag.
     *
     * @throws IllegalArgumentException if they have not the form that is written
     */
    static Heads decode(byte[] file) {
        int contentBytes = file.length - FrameKeys.SIZE;
        if (contentBytes < FIXED_BYTES || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("heads of tenants are not in the form of version 1");
        }
        try {
            return parse(Arrays.copyOf(file, contentBytes));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("heads of tenants end too early", e);
        }
    }

    /** Of what bears the log's own tag, or is known by its digest, so it has the form that was written. */
    private static Heads parse(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content).position(MAGIC.length);
        long size = in.getLong();
        Bytes root = bytes(in, HASH_BYTES);
        int count = in.getInt();
        Map<TenantId, TenantHead> heads = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            byte[] tenant = new byte[in.get() & 0xff];
            in.get(tenant);
            heads.put(
                    new TenantId(new String(tenant, StandardCharsets.US_ASCII)),
                    new TenantHead(in.getLong(), bytes(in, HASH_BYTES)));
        }
        return new Heads(size, root, heads);
    }

    private static Bytes bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.copyOf(bytes);
    }
}
