package dev.compliancekit.crypto.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Small files that are replaced as a whole: what is read is all of an old one or all of a new one. */
final class OwnedFiles {

    /** Nothing that is kept here comes near it; a larger file is damage, and is not read. */
    static final int MAX_BYTES = 64 * 1024;

    private final Disk disk;

    OwnedFiles(Disk disk) {
        this.disk = disk;
    }

    /** Empty if there is no such file. A file that is too large is cut, so that it fails its checksum. */
    Optional<byte[]> read(Path file) throws IOException {
        return read(file, MAX_BYTES);
    }

    /** The same with another limit. */
    Optional<byte[]> read(Path file, int maxBytes) throws IOException {
        if (!isThere(file)) {
            return Optional.empty();
        }
        // a stream of Files would be closed by an interrupt
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return Optional.of(in.readNBytes(maxBytes));
        }
    }

    /** Unlike {@code Files.exists}, does not take what it may not see for missing. */
    static boolean isThere(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    void replace(Path file, byte[] content) throws IOException {
        Path draft = writeDraft(file, content);
        disk.rename(draft, file);
        disk.syncDirectory(parentOf(file));
    }

    /**
     * Like {@link #replace}, and gives the file that was there the name {@code aside}, so that its bytes can still be
     * overwritten.
     */
    void replaceKeeping(Path file, byte[] content, Path aside) throws IOException {
        Path draft = writeDraft(file, content);
        if (isThere(file)) {
            disk.link(file, aside);
            disk.syncDirectory(parentOf(aside));
        }
        disk.rename(draft, file);
        disk.syncDirectory(parentOf(file));
    }

    /** Waits until the name of a file is on the device. */
    void syncNameOf(Path file) throws IOException {
        disk.syncDirectory(parentOf(file));
    }

    /** Takes one of two names from a file, whose bytes stay. */
    void unlink(Path name) throws IOException {
        disk.delete(name);
        disk.syncDirectory(parentOf(name));
    }

    /**
     * Fails if there is such a file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is
     */
    void create(Path file, byte[] content) throws IOException {
        Path draft = writeDraft(file, content);
        try {
            disk.link(draft, file);
        } finally {
            disk.delete(draft);
        }
        disk.syncDirectory(parentOf(file));
    }

    /** Overwrites the bytes before the name goes: an unlinked file stays on the device for a while. */
    void erase(Path file) throws IOException {
        boolean erased = false;
        for (Path each : new Path[] {file, draftOf(file)}) {
            if (isThere(each)) {
                disk.overwriteWithZeros(each);
                disk.delete(each);
                erased = true;
            }
        }
        if (erased) {
            disk.syncDirectory(parentOf(file));
        }
    }

    void createDirectory(Path directory) throws IOException {
        if (!isThere(directory)) {
            disk.createDirectory(directory);
            disk.syncDirectory(parentOf(directory));
        }
    }

    private Path writeDraft(Path file, byte[] content) throws IOException {
        Path draft = draftOf(file);
        if (isThere(draft)) {
            // left by a process that died here
            disk.overwriteWithZeros(draft);
            disk.delete(draft);
        }
        disk.writeNew(draft, content);
        return draft;
    }

    static Path draftOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a file system root is no place for a key");
        }
        return parent;
    }
}
