package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes the bytes of an export and hashes the entry of each line again. <em>Not thread-safe.</em> */
final class ExportLines extends OutputStream {

    private static final String BEFORE_ENTRY = "{\"entry\":";
    private static final String BEFORE_INDEX = ",\"index\":";
    private static final String BEFORE_HASH = ",\"leafHash\":\"";
    private static final String END = "\"}";

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

    private static Line read(byte[] bytes) {
        // One character a byte, so that positions in the text are positions in the bytes.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int index = text.lastIndexOf(BEFORE_INDEX);
        int hash = text.lastIndexOf(BEFORE_HASH);
        if (!text.startsWith(BEFORE_ENTRY) || index < 0 || hash < index || !text.endsWith(END)) {
            throw new LogTamperedException("a line of the export is not in the form that it should have");
        }
        Bytes leafHash =
                MerkleTree.leafHash(text.substring(BEFORE_ENTRY.length(), index).getBytes(StandardCharsets.ISO_8859_1));
        if (!leafHash.hex().equals(text.substring(hash + BEFORE_HASH.length(), text.length() - END.length()))) {
            throw new LogTamperedException("a line of the export has another leaf hash than its entry");
        }
        return new Line(Long.parseLong(text.substring(index + BEFORE_INDEX.length(), hash)), leafHash);
    }

    /** The lines that were ended so far. */
    List<Line> lines() {
        return List.copyOf(lines);
    }
}
