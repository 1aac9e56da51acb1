package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of a write-ahead file: the entries of its good frames, and what comes after them. */
final class WriteAheadScan {

    /** What stands behind the last good frame. */
    enum Tail {
        /** Nothing. */
        CLEAN,
        /** The file ends inside a frame, as a crash leaves it. */
        INCOMPLETE,
        /** A frame that is no frame, with no frame behind it: a torn write, or damage to the last batch. */
        DAMAGED,
        /** What no crash leaves. */
        CORRUPT
    }

    private final byte[] content;
    private final SegmentKeys keys;
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Bytes> leafHashes = new ArrayList<>();
    private @Nullable SegmentHeader header;
    private @Nullable KeySlots slots;
    private @Nullable FrameChain chain;
    private byte[] lastTag = new byte[0];
    private int goodBytes;
    private Tail tail = Tail.CLEAN;
    private String problem = "";

    private WriteAheadScan(byte[] content, SegmentKeys keys) {
        this.content = content;
        this.keys = keys;
    }

    /** Reads a file and checks the tags from the last two frames on, if the log's key is there. */
    static WriteAheadScan of(byte[] content, SegmentKeys keys) {
        return of(content, keys, false);
    }

    /** Reads a file and checks all tags for which there are keys. */
    static WriteAheadScan checkingAll(byte[] content, SegmentKeys keys) {
        return of(content, keys, true);
    }

    private static WriteAheadScan of(byte[] content, SegmentKeys keys, boolean checkAll) {
        WriteAheadScan scan = new WriteAheadScan(content, keys);
        if (scan.readHeader(checkAll)) {
            while (scan.goodBytes < content.length && scan.readFrame()) {
                // each turn takes one good frame
            }
            scan.checkEnd();
        }
        return scan;
    }

    private boolean readHeader(boolean checkAll) {
        Optional<SegmentHeader> read = SegmentHeader.read(content);
        if (read.isEmpty()) {
            return stop(Tail.CORRUPT, "its header is damaged");
        }
        SegmentHeader found = read.get();
        header = found;
        lastTag = found.tag().toByteArray();
        Optional<String> wrong = found.isVersion1() ? checkVersion1(found) : startChain(found, checkAll);
        if (wrong.isPresent()) {
            return stop(Tail.CORRUPT, wrong.get());
        }
        goodBytes = found.bytes();
        return true;
    }

    private Optional<String> checkVersion1(SegmentHeader found) {
        WriteAheadTags tags = keys.tags();
        byte[] tag = found.tag().toByteArray();
        return tags == null || MessageDigest.isEqual(tag, tags.ofVersion1Header(SegmentHeader.version1Fields(content)))
                ? Optional.empty()
                : Optional.of("its header bears a tag of another key or log");
    }

    private Optional<String> startChain(SegmentHeader found, boolean checkAll) {
        KeySlots read = KeySlots.read(content);
        slots = read;
        if (!read.haveKey() && !read.areWiped()) {
            return Optional.of("neither of its keys can be read");
        }
        FrameChain fresh = new FrameChain(found);
        chain = fresh;
        Optional<String> wrong =
                keys.checkFirstKey(found.firstKey()).or(() -> keys.start(fresh, found, read, checkAll));
        return wrong.isPresent() || fresh.headerFits(lastTag)
                ? wrong
                : Optional.of("its header bears a tag of another key or log");
    }

    private boolean readFrame() {
        int rest = content.length - goodBytes;
        if (rest < WriteAheadForm.FRAME_HEADER_BYTES) {
            return stop(Tail.INCOMPLETE, "it ends inside a frame");
        }
        if (!isFrameHeader(goodBytes)) {
            return stopAtDamage("there is no frame");
        }
        ByteBuffer fields = ByteBuffer.wrap(content, goodBytes, WriteAheadForm.FRAME_FIELDS);
        fields.getInt();
        long first = fields.getLong();
        int count = fields.getInt();
        int length = fields.getInt();
        if (first != nextIndex() || count < 1 || length < 2L * count || length > WriteAheadForm.MAX_PAYLOAD_BYTES) {
            return stop(
                    Tail.CORRUPT,
                    "a frame starts at entry " + first + " where " + nextIndex() + " is expected, "
                            + "or has an impossible size");
        }
        int frameBytes = WriteAheadForm.FRAME_HEADER_BYTES + length + WriteAheadForm.FRAME_TRAILER_BYTES;
        if (rest < frameBytes) {
            return stop(Tail.INCOMPLETE, "it ends inside a frame");
        }
        int payload = goodBytes + WriteAheadForm.FRAME_HEADER_BYTES;
        if (!WriteAheadForm.checksumFits(content, payload, length + FrameKeys.SIZE)) {
            return stopAtDamage("the checksum of a frame does not fit");
        }
        return takeFrame(count, payload, length) && advance(frameBytes);
    }

    private boolean takeFrame(int count, int payload, int length) {
        byte[] body = slice(payload, length);
        List<byte[]> read;
        try {
            read = EntryBundle.read(body, count);
        } catch (IllegalArgumentException e) {
            return stop(Tail.CORRUPT, "a frame does not hold its entries: " + e.getMessage());
        }
        ByteArrayOutputStream hashes = new ByteArrayOutputStream(count * FrameKeys.SIZE);
        List<Bytes> hashesOfFrame = new ArrayList<>(count);
        for (byte[] entry : read) {
            Bytes leafHash = MerkleTree.leafHash(entry);
            hashesOfFrame.add(leafHash);
            hashes.writeBytes(leafHash.toByteArray());
        }
        byte[] tag = slice(payload + length, FrameKeys.SIZE);
        if (!tagFits(body, hashes.toByteArray(), tag)) {
            return stop(Tail.CORRUPT, "the keyed tag of a frame does not fit: it was forged or moved");
        }
        entries.addAll(read);
        leafHashes.addAll(hashesOfFrame);
        lastTag = tag;
        return true;
    }

    private boolean tagFits(byte[] body, byte[] hashes, byte[] tag) {
        byte[] frameHeader = slice(goodBytes, WriteAheadForm.FRAME_HEADER_BYTES);
        if (chain != null) {
            return chain.take(frameHeader, hashes, tag);
        }
        WriteAheadTags tags = keys.tags();
        return tags == null || MessageDigest.isEqual(tag, tags.ofVersion1Frame(lastTag, frameHeader, body));
    }

    /** A key is written with its frame, and after the frame before it was durable. */
    private void checkEnd() {
        if (chain != null
                && slots != null
                && tail != Tail.CORRUPT
                && slots.haveKey()
                && chain.frame() < slots.frame()) {
            stop(
                    Tail.CORRUPT,
                    "it ends after frame " + chain.frame() + ", and frame " + slots.frame()
                            + " was durable: batches were cut off");
        }
    }

    private boolean advance(int bytes) {
        goodBytes += bytes;
        return true;
    }

    /** Damage with a frame behind it is in the middle, where no crash leaves it. */
    private boolean stopAtDamage(String what) {
        for (int at = goodBytes + 1; at + WriteAheadForm.FRAME_HEADER_BYTES <= content.length; at++) {
            if (isFrameHeader(at)) {
                return stop(Tail.CORRUPT, what + ", and another frame follows");
            }
        }
        return stop(Tail.DAMAGED, what);
    }

    private boolean isFrameHeader(int at) {
        return ByteBuffer.wrap(content).getInt(at) == WriteAheadForm.FRAME_MAGIC
                && WriteAheadForm.checksumFits(content, at, WriteAheadForm.FRAME_FIELDS);
    }

    private byte[] slice(int at, int length) {
        return Arrays.copyOfRange(content, at, at + length);
    }

    private boolean stop(Tail found, String why) {
        tail = found;
        problem = "at byte " + goodBytes + " " + why;
        return false;
    }

    /** How the file begins; empty if that is damaged. */
    Optional<SegmentHeader> readableHeader() {
        return Optional.ofNullable(header);
    }

    /** @throws IllegalStateException if the header is damaged */
    SegmentHeader header() {
        return readableHeader().orElseThrow(() -> new IllegalStateException("the header is damaged"));
    }

    /** The size of the tree that the file continues; 0 if its header is damaged. */
    long firstIndex() {
        return header == null ? 0 : header.firstIndex();
    }

    /** The entries of all good frames. */
    List<byte[]> entries() {
        return List.copyOf(entries);
    }

    /** The hashes of all entries. */
    List<Bytes> leafHashes() {
        return List.copyOf(leafHashes);
    }

    /** The index after the last good frame. */
    long nextIndex() {
        return firstIndex() + entries.size();
    }

    /** How many bytes of the file are good. */
    int goodBytes() {
        return goodBytes;
    }

    int bytes() {
        return content.length;
    }

    /** Stands at the last good frame, with its key if that could be had. */
    FrameChain chain() {
        if (chain == null) {
            throw new IllegalStateException("a file of version 1 has no chain of keys");
        }
        return chain;
    }

    /** The keys in the file. */
    KeySlots slots() {
        if (slots == null) {
            throw new IllegalStateException("a file of version 1 has no keys");
        }
        return slots;
    }

    /** One of the keys in the file is not readable; the other one serves. */
    boolean hasDamagedKey() {
        return slots != null && slots.areDamaged();
    }

    /** Its keys are gone, as before the file goes. */
    boolean isWiped() {
        return slots != null && slots.areWiped();
    }

    Tail tail() {
        return tail;
    }

    /** What is wrong with the tail, for a tail that is not clean. */
    String problem() {
        return problem;
    }
}
