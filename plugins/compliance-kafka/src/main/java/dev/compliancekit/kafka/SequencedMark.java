package dev.compliancekit.kafka;

import dev.compliancekit.audit.spi.EntryLabel;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.util.List;

/**
 * How far a queue is in a log: the last event of the operator that says so. It was appended in one batch with the
 * events before it, so it is there if and only if they are.
 */
final class SequencedMark {

    static final Action ACTION = new Action("queue-sequenced");

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
                long offset = label.tenant().equals(operator) && label.action().equals(ACTION)
                        ? queue.nextOffset(label.target())
                        : -1;
                if (offset >= 0) {
                    return offset;
                }
            }
        }
        return -1;
    }
}
