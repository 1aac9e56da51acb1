package dev.compliancekit.crypto.file;

import java.io.IOException;
import java.nio.file.Path;

/** A disk that has no room for another file. */
final class FullDisk implements Disk {

    private final Disk disk = new QuickDisk();

    @Override
    public void createDirectory(Path directory) throws IOException {
        throw new IOException("no space left on device");
    }

    @Override
    public void writeNew(Path file, byte[] content) throws IOException {
        throw new IOException("no space left on device");
    }

    @Override
    public void overwriteWithZeros(Path file) throws IOException {
        disk.overwriteWithZeros(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        disk.link(existing, name);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        disk.syncDirectory(directory);
    }
}
