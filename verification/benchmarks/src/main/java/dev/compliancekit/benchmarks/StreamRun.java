package dev.compliancekit.benchmarks;

import dev.compliancekit.crypto.stream.ChunkedFiles;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One measurement in a process of its own, started by {@link StreamRace}: a contender, what it does, how many MiB, how
 * often, and a folder for files. Prints one line for each pass: CPU nanoseconds of the process, nanoseconds on the
 * clock, CPU nanoseconds of the calling thread; last what the whole process used until then.
 */
final class StreamRun {

    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int MIB = 1 << 20;
    private static final byte[] CONTEXT = {};

    private final StreamPeers peer;
    private final int mebibytes;
    private final Path folder;
    private final byte[] buffer = new byte[MIB];

    private StreamRun(StreamPeers peer, int mebibytes, Path folder) {
        this.peer = peer;
        this.mebibytes = mebibytes;
        this.folder = folder;
        new Random(1).nextBytes(buffer);
    }

    /** Something that is done several times. */
    interface Pass {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        StreamRun run =
                new StreamRun(StreamPeers.valueOf(arguments[0]), Integer.parseInt(arguments[2]), Path.of(arguments[4]));
        int passes = Integer.parseInt(arguments[3]);
        switch (arguments[1]) {
            case "encrypt" -> run.repeat(passes, () -> run.encrypt(OutputStream.nullOutputStream()));
            case "prepare" -> run.prepare();
            case "decrypt" -> run.repeat(passes, run::decrypt);
            case "files-1" -> run.files(passes, 1);
            case "files-2" -> run.files(passes, 2);
            case "read-4k" -> run.readAtRandom(passes, 4 << 10);
            case "read-1m" -> run.readAtRandom(passes, MIB);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
        System.out.println("whole " + SYSTEM.getProcessCpuTime() + " 0");
    }

    private void repeat(int passes, Pass pass) throws Exception {
        for (int i = 0; i < passes; i++) {
            long cpu = SYSTEM.getProcessCpuTime();
            long clock = System.nanoTime();
            long own = THREADS.getCurrentThreadCpuTime();
            pass.run();
            System.out.println("pass " + (SYSTEM.getProcessCpuTime() - cpu) + " " + (System.nanoTime() - clock) + " "
                    + (THREADS.getCurrentThreadCpuTime() - own));
        }
    }

    private void encrypt(OutputStream target) throws Exception {
        try (OutputStream out = peer.encrypting(target)) {
            for (int i = 0; i < mebibytes; i++) {
                out.write(buffer);
            }
        }
    }

    private Path sealed() {
        return folder.resolve("sealed-" + peer);
    }

    private void prepare() throws Exception {
        try (OutputStream out = Files.newOutputStream(sealed())) {
            encrypt(out);
        }
    }

    private void decrypt() throws Exception {
        long read = 0;
        try (InputStream in = peer.decrypting(Files.newInputStream(sealed()))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                read += n;
            }
        }
        if (read != (long) mebibytes * MIB) {
            throw new IllegalStateException("read " + read);
        }
    }

    private void files(int passes, int workers) throws Exception {
        Path plain = folder.resolve("plain");
        ExecutorService pool = Executors.newFixedThreadPool(1);
        ChunkedFiles files = ChunkedFiles.of(StreamPeers.ours()).withWorkers(workers, pool);
        try {
            repeat(passes, () -> files.encrypt(plain, folder.resolve("copy"), CONTEXT), folder.resolve("copy"));
        } finally {
            pool.shutdown();
        }
    }

    private void repeat(int passes, Pass pass, Path remove) throws Exception {
        for (int i = 0; i < passes; i++) {
            Files.deleteIfExists(remove);
            repeat(1, pass);
        }
        Files.deleteIfExists(remove);
    }

    /** Once everything was read in order, a pass is as many reads as take some time; printed is what one read took. */
    private void readAtRandom(int passes, int size) throws Exception {
        decrypt();
        Random random = new Random(2);
        long last = (long) mebibytes * MIB - size;
        ByteBuffer part = ByteBuffer.allocate(size);
        try (SeekableByteChannel channel = peer.decrypting(Files.newByteChannel(sealed()))) {
            for (int i = 0; i < passes; i++) {
                int reads = 0;
                long before = THREADS.getCurrentThreadCpuTime();
                long spent = 0;
                while (spent < 200_000_000) {
                    part.clear();
                    channel.position((long) (random.nextDouble() * last));
                    while (part.hasRemaining() && channel.read(part) >= 0) {}
                    reads++;
                    spent = THREADS.getCurrentThreadCpuTime() - before;
                }
                System.out.println("pass " + spent / reads + " 0 0");
            }
        }
    }
}
