package dev.compliancekit.crypto.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Waits for nothing: what is planted may be planted again. */
final class UnsyncedDisk implements Disk {

    private final Disk real = new PosixDisk();

    @Override
    public void createDirectory(Path directory) throws IOException {
        real.createDirectory(directory);
    }

    @Override
    public void writeNew(Path file, byte[] content) throws IOException {
        Files.write(file, content);
    }

    @Override
    public void overwriteWithZeros(Path file) throws IOException {
        real.overwriteWithZeros(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        real.link(existing, name);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) {}
}
