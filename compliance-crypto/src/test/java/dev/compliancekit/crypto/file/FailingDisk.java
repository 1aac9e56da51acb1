package dev.compliancekit.crypto.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk that fails at the n-th call; half of what that call writes may be written. */
final class FailingDisk implements Disk {

    private final Disk real = new QuickDisk();
    private final int failAt;
    private final boolean forGood;
    private int calls;

    private FailingDisk(int failAt, boolean forGood) {
        this.failAt = failAt;
        this.forGood = forGood;
    }

    /** Nothing after the n-th call happens, as when the process is killed there. */
    FailingDisk(int failAt) {
        this(failAt, true);
    }

    /** What comes after the n-th call succeeds. */
    static FailingDisk once(int failAt) {
        return new FailingDisk(failAt, false);
    }

    int calls() {
        return calls;
    }

    boolean hasFailed() {
        return calls >= failAt;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void step(Step step, Step half) throws IOException {
        calls++;
        if (calls < failAt || (calls > failAt && !forGood)) {
            step.run();
            return;
        }
        if (calls == failAt) {
            half.run();
        }
        throw new IOException("the disk is gone");
    }

    private static void nothing() {}

    @Override
    public void createDirectory(Path directory) throws IOException {
        step(() -> real.createDirectory(directory), FailingDisk::nothing);
    }

    @Override
    public void writeNew(Path file, byte[] content) throws IOException {
        step(() -> real.writeNew(file, content), () -> real.writeNew(file, Arrays.copyOf(content, content.length / 2)));
    }

    @Override
    public void overwriteWithZeros(Path file) throws IOException {
        step(() -> real.overwriteWithZeros(file), () -> {
            byte[] content = Files.readAllBytes(file);
            Arrays.fill(content, 0, content.length / 2, (byte) 0);
            Files.write(file, content);
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step(() -> real.rename(from, to), FailingDisk::nothing);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        step(() -> real.link(existing, name), FailingDisk::nothing);
    }

    @Override
    public void delete(Path file) throws IOException {
        step(() -> real.delete(file), FailingDisk::nothing);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        step(() -> real.syncDirectory(directory), () -> real.syncDirectory(directory));
    }
}
