package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the bytes of an export and hashes the entry of each line again. <em>Not thread-safe.</em> */
final class ExportLines extends OutputStream {

    private static final String BEFORE_ENTRY = "{\"entry\":";
    private static final String BEFORE_INDEX = ",\"index\":";
    private static final String BEFORE_HASH = ",\"leafHash\":\"";
    private static final String END = "\"}";
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<Line> lines = new ArrayList<>();

    /**
     * What a line shows.
     *
     * @param index the entry's index
     * @param leafHash the hash of the entry's bytes, as computed here
     */
    record Line(long index, Bytes leafHash) {}

    @Override
    public void write(int b) {
        if (b == '\n') {
            lines.add(read(line.toByteArray()));
            line.reset();
        } else {
            line.write(b);
        }
    }

    /**
     * Reads a line without its line feed.
     *
     * @throws LogTamperedException if it is not in exactly the form that {@link EntryExport} writes
     */
    static Line read(byte[] bytes) {
        // One character a byte, so that positions in the text are positions in the bytes.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int index = text.lastIndexOf(BEFORE_INDEX);
        int hash = text.lastIndexOf(BEFORE_HASH);
        if (!text.startsWith(BEFORE_ENTRY) || index < BEFORE_ENTRY.length() || hash < index || !text.endsWith(END)) {
            throw malformed();
        }
        byte[] entry = text.substring(BEFORE_ENTRY.length(), index).getBytes(StandardCharsets.ISO_8859_1);
        String number = text.substring(index + BEFORE_INDEX.length(), hash);
        if (!INDEX.matcher(number).matches() || text.length() - END.length() < hash + BEFORE_HASH.length()) {
            throw malformed();
        }
        Bytes leafHash = MerkleTree.leafHash(entry);
        if (!leafHash.hex().equals(text.substring(hash + BEFORE_HASH.length(), text.length() - END.length()))) {
            throw new LogTamperedException("a line of the export has another leaf hash than its entry");
        }
        return new Line(Long.parseLong(number), leafHash);
    }

    /**
     * Reads a line of the folder of an export, without its line feed.
     *
     * @return the bytes of the entry
     * @throws LogTamperedException if it is not in exactly the form that {@link EntryExport} writes
     */
    static byte[] readEntry(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int hash = text.lastIndexOf(BEFORE_HASH);
        if (!text.startsWith(BEFORE_ENTRY)
                || hash < BEFORE_ENTRY.length()
                || text.length() - END.length() < hash + BEFORE_HASH.length()
                || !text.endsWith(END)) {
            throw malformed();
        }
        byte[] entry = text.substring(BEFORE_ENTRY.length(), hash).getBytes(StandardCharsets.ISO_8859_1);
        if (!MerkleTree.leafHash(entry)
                .hex()
                .equals(text.substring(hash + BEFORE_HASH.length(), text.length() - END.length()))) {
            throw new LogTamperedException("a line of the export has another leaf hash than its entry");
        }
        return entry;
    }

    private static LogTamperedException malformed() {
        return new LogTamperedException("a line of the export is not in the form that it should have");
    }

    /** The lines that were ended so far. */
    List<Line> lines() {
        return List.copyOf(lines);
    }
}
