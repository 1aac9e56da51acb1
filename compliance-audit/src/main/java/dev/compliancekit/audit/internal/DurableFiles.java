package dev.compliancekit.audit.internal;

import com.google.common.io.Closer;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** File calls that are durable when they return, and that {@link Thread#interrupt} cannot spoil. */
public final class DurableFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private DurableFiles() {}

    /**
     * Replaces a file in one step, durable with its folder.
     *
     * @param target the file
     * @param content what it shall hold
     * @throws IOException if it cannot be written; the old file is there then, or the new one
     */
    public static void replace(Path target, byte[] content) throws IOException {
        replaceAll(Map.of(target, content));
        syncDirectory(folderOf(target));
    }

    /**
     * Replaces files, but for their folders, which are left for {@link #syncDirectory}. All are written before the
     * first is synced, so that the file system commits them together.
     *
     * @param files what each shall hold
     * @throws IOException if one cannot be written; each is the old one then, or the new one
     */
    public static void replaceAll(Map<Path, byte[]> files) throws IOException {
        try (Closer open = Closer.create()) {
            List<RandomAccessFile> written = new ArrayList<>();
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                File fresh = fresh(file.getKey()).toFile();
                RandomAccessFile out = open.register(new RandomAccessFile(fresh, "rw"));
                out.setLength(0);
                out.write(file.getValue());
                written.add(out);
                if (files.size() > 1) {
                    beginWriting(fresh);
                }
            }
            for (RandomAccessFile out : written) {
                out.getFD().sync();
            }
        }
        for (Path target : files.keySet()) {
            Files.move(fresh(target), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Ext4 gives blocks to a file whose length was set to nothing, and begins to write it, when one of its descriptors
     * is closed (mount option {@code auto_da_alloc}, the default). So one commit of its journal serves all files that
     * were written; without that, each sync waits for a commit of its own. Elsewhere this does nothing.
     */
    private static void beginWriting(File file) throws IOException {
        new FileInputStream(file).close();
    }

    private static Path fresh(Path target) {
        return target.resolveSibling(target.getFileName() + ".tmp");
    }

    /**
     * Makes a file that only its owner can read: the whole file is there afterwards, or none; never over another.
     *
     * @param target the file; its folder is created if missing
     * @param content what it shall hold
     * @throws java.nio.file.FileAlreadyExistsException if it exists
     * @throws IOException if it cannot be written
     */
    public static void createSecret(Path target, byte[] content) throws IOException {
        Path folder = folderOf(target);
        createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".key", ".tmp"); // readable by its owner only
        try {
            if (isPosix(fresh)) {
                Files.setPosixFilePermissions(fresh, OWNER_ONLY);
            }
            write(fresh, content);
            Files.createLink(target, fresh); // unlike a move, never over an existing file
        } finally {
            Files.deleteIfExists(fresh);
        }
        syncDirectory(folder);
    }

    /**
     * Whether nobody but its owner may use a file, as far as the file system knows of owners.
     *
     * @param file the file
     * @return true if the permissions are rw------- or less, or there are none
     * @throws IOException if they cannot be read
     */
    public static boolean isOwnerOnly(Path file) throws IOException {
        return !isPosix(file) || OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
    }

    /**
     * Creates a folder and those above it, each durable in its parent.
     *
     * @param directory the folder; nothing is done if it exists
     * @throws IOException if one cannot be created
     */
    public static void createDirectories(Path directory) throws IOException {
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

    /**
     * Makes what was created, renamed or deleted in a folder durable. That goes through a channel only; an interrupt
     * closes just this one, which is opened again.
     *
     * @param directory the folder
     * @throws IOException if it cannot be synced
     */
    public static void syncDirectory(Path directory) throws IOException {
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
