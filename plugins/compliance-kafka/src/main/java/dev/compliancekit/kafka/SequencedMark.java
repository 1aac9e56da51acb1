package dev.compliancekit.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.compliancekit.audit.spi.EntryLabel;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How far a queue is in a log: the last event of the operator that says so. It was appended in one write with the
 * events before it, so it is there if and only if they are. All that is read of it stands in clear, also in a log with
 * sealing.
 */
final class SequencedMark {

    static final Action ACTION = new Action("queue-sequenced");
    static final String NEXT_OFFSET = "nextOffset";

    private static final JsonFactory JSON = new JsonFactory();

    private SequencedMark() {}

    /**
     * Looks for the last one, from the end of the log.
     *
     * @param directory the log, all of whose entries are under a checkpoint
     * @return the offset that comes next; -1 if nothing of the queue was ever taken
     */
    static long nextOffset(Path directory, TenantId operator, EventQueue queue) {
        TileDirectory tiles = TileDirectory.of(directory);
        long size = tiles.checkpoint().unverified().treeSize();
        for (long end = size; end > 0; end = (end - 1) / Tile.FULL * Tile.FULL) {
            long first = (end - 1) / Tile.FULL * Tile.FULL;
            List<byte[]> entries =
                    tiles.entries(new Tile(0, first / Tile.FULL, (int) Math.min(Tile.FULL, size - first)));
            for (int i = entries.size() - 1; i >= 0; i--) {
                EntryLabel label = EntryLabel.read(entries.get(i));
                if (label.tenant().equals(operator) && label.action().equals(ACTION)) {
                    long offset = offset(entries.get(i), queue.sequencer().toString());
                    if (offset >= 0) {
                        return offset;
                    }
                }
            }
        }
        return -1;
    }

    /** The offset in a mark; -1 if it is that of another queue. */
    private static long offset(byte[] entry, String sequencer) {
        String actor = "";
        String offset = "";
        try (JsonParser json = JSON.createParser(entry)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("actor") && value == JsonToken.VALUE_STRING) {
                    actor = json.getText();
                } else if (name.equals("attributes") && value == JsonToken.START_OBJECT) {
                    offset = attribute(json);
                } else {
                    json.skipChildren();
                }
            }
            return actor.equals(sequencer) ? Long.parseLong(offset) : -1;
        } catch (IOException | NumberFormatException e) {
            throw new QueueUnavailableException("the log's entry about the queue has no readable offset", e);
        }
    }

    private static String attribute(JsonParser json) throws IOException {
        String found = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(NEXT_OFFSET)) {
                found = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return found;
    }
}
