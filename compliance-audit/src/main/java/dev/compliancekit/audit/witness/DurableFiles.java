package dev.compliancekit.audit.witness;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** File calls that are durable when they return, and that {@link Thread#interrupt} cannot spoil. */
final class DurableFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private DurableFiles() {}

    /** Replaces a file in one step, durable in its folder. */
    static void replace(Path target, byte[] content) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".tmp");
        write(fresh, content);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(folderOf(target));
    }

    /** Makes a file that only its owner can read: the whole file is there afterwards, or none; never over another. */
    static void createSecret(Path target, byte[] content) throws IOException {
        Path folder = folderOf(target);
        Path fresh = Files.createTempFile(folder, ".key", ".tmp"); // readable by its owner only
        try {
            if (isPosix(fresh)) {
                Files.setPosixFilePermissions(fresh, OWNER_ONLY);
            }
            write(fresh, content);
            Files.createLink(target, fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
        syncDirectory(folder);
    }

    static boolean isOwnerOnly(Path file) throws IOException {
        return !isPosix(file) || OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Creates a folder and those above it, each durable in its parent. */
    static void createDirectories(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = folderOf(absolute);
        createDirectories(parent);
        Files.createDirectory(absolute);
        syncDirectory(parent);
    }

    private static Path folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("the path has no folder");
        }
        return folder;
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    /** A folder can only be synced through a channel; an interrupt closes just this one, which is opened again. */
    private static void syncDirectory(Path directory) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
