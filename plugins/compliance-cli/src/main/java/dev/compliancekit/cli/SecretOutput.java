package dev.compliancekit.cli;

import dev.compliancekit.crypto.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret goes: a new file that only its owner may read, or standard output unless a terminal shows it. Opened
 * before there is a secret, so that a place that does not take it is found in time.
 */
final class SecretOutput implements AutoCloseable {

    private final Console console;
    private final @Nullable Path file;
    private boolean written;

    private SecretOutput(Console console, @Nullable Path file) {
        this.console = console;
        this.file = file;
    }

    static SecretOutput open(@Nullable Path file, Console console) throws IOException {
        if (file != null) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else if (console.shows(Console.Stream.OUT)) {
            throw CliException.usage(
                    "standard output is a terminal, where secrets do not belong; say --out FILE, or use a pipe");
        }
        return new SecretOutput(console, file);
    }

    /** Durable when this returns, if it goes to a file. */
    void write(SecretBytes secret) throws IOException {
        byte[] bytes = secret.toByteArray();
        try {
            if (file == null) {
                console.out().write(bytes);
                console.out().flush();
            } else {
                writeTo(file, bytes);
            }
            written = true;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void writeTo(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** A file that got no secret goes again. */
    @Override
    public void close() throws IOException {
        if (file != null && !written) {
            Files.deleteIfExists(file);
        }
    }
}
