package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.internal.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tiles and bundles that are to be written.
 *
 * @param files the content of each by its path below the log's directory; not changed any more
 * @param full those of them that are full
 */
record TileFiles(Map<String, byte[]> files, List<String> full) {

    private static final int OPEN_AT_ONCE = 64;

    /** Writes them; durable when it returns. */
    void write(Path directory) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        Map<Path, byte[]> group = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            Path folder = target.resolveSibling("");
            if (folders.add(folder)) {
                DurableFiles.createDirectories(folder);
            }
            group.put(target, file.getValue());
            if (group.size() == OPEN_AT_ONCE) {
                DurableFiles.replaceAll(group);
                group.clear();
            }
        }
        DurableFiles.replaceAll(group);
        for (Path folder : folders) {
            DurableFiles.syncDirectory(folder);
        }
    }

    /** Partial tiles may go once the full tile is there; a leftover does no harm and is verified like the rest. */
    void dropPartials(Path directory) throws IOException {
        for (String path : full) {
            Path folder = directory.resolve(path + ".p");
            if (Files.isDirectory(folder)) {
                for (Path file : Folders.list(folder)) {
                    Files.delete(file);
                }
                Files.delete(folder);
            }
        }
    }
}
