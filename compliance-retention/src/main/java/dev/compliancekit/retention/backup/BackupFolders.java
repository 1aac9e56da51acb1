package dev.compliancekit.retention.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The folders that backups are made of or lie in. What must survive every restore as it is, such as the erasure ledger,
 * lies in none of them. <em>Immutable.</em>
 */
public final class BackupFolders {

    private final List<Path> folders;

    private BackupFolders(List<Path> folders) {
        this.folders = folders;
    }

    /**
     * The registered folders.
     *
     * @param folders existing folders; copied
     * @return the folders, symbolic links resolved
     * @throws UncheckedIOException if one does not exist
     */
    public static BackupFolders of(Collection<Path> folders) {
        List<Path> real = new ArrayList<>();
        for (Path folder : folders) {
            real.add(realPathOf(folder));
        }
        return new BackupFolders(List.copyOf(real));
    }

    /**
     * Checks that a file lies outside, symbolic links resolved: {@code ErasureLedger.open(folders.outside(path), key)}.
     *
     * @param file the file; it need not exist, its folder must
     * @return the same path
     * @throws IllegalArgumentException if it lies in one of the folders, where a restore would put an old copy in its
     *     place
     * @throws UncheckedIOException if its folder does not exist
     */
    public Path outside(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path real = Files.exists(absolute) || parent == null
                ? realPathOf(absolute)
                : realPathOf(parent).resolve(absolute.getFileName());
        for (Path folder : folders) {
            if (real.startsWith(folder)) {
                throw new IllegalArgumentException("file " + file.getFileName()
                        + " lies in a folder that is backed up; accepted is a place outside every backup set");
            }
        }
        return file;
    }

    private static Path realPathOf(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("folder could not be found; accepted are existing folders", e);
        }
    }
}
