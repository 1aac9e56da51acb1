package dev.compliancekit.retention.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file of one line, replaced as a whole: after a crash it has the old line or the new. <em>Immutable.</em> */
public record SmallFile(Path path, String header) {

    private static final int MAX_BYTES = 256;

    /** The line without the header, or empty if there is no file. */
    public Optional<String> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(MAX_BYTES, file.length())];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (!text.startsWith(header + " ") || !text.endsWith("\n")) {
                throw new IOException("file has not the form that was written");
            }
            return Optional.of(text.substring(header.length() + 1, text.length() - 1));
        }
    }

    /** Durable when it returns. */
    public void write(String value) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (RandomAccessFile file = new RandomAccessFile(fresh.toFile(), "rw")) {
            file.setLength(0);
            file.write((header + " " + value + "\n").getBytes(StandardCharsets.US_ASCII));
            file.getFD().sync();
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(path);
    }

    /** Makes a new file's name durable; a file system that cannot open folders does not need it. */
    public static void forceFolder(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // an interrupt would close the channel
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
