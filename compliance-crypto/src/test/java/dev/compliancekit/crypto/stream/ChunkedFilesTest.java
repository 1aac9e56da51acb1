package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.Messages.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkedFilesTest {

    private static final int BLOCK = 1 << 20;

    @TempDir
    private Path temp;

    private final ChunkedAead aead = Messages.aead().withKeyId(new KeyId(3));
    private final ChunkedFiles files = ChunkedFiles.of(aead);
    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    @AfterEach
    void endThePool() {
        pool.shutdownNow();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(temp.resolve(name), content);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> found = Files.list(temp)) {
            return found.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesOfEverySizeComeBack() throws Exception {
        List<Integer> sizes = new ArrayList<>(Messages.SIZES);
        sizes.addAll(List.of(3 * BLOCK, 3 * BLOCK - 1, 5 * BLOCK + 16_384, 5 * BLOCK + 77));
        for (ChunkedFiles each : List.of(files, files.withWorkers(4, pool))) {
            for (int size : sizes) {
                byte[] content = Messages.plaintext(size);
                Path plain = write("plain", content);
                each.encrypt(plain, temp.resolve("sealed"), CONTEXT);
                byte[] sealed = Files.readAllBytes(temp.resolve("sealed"));
                assertThat(aead.decrypt(sealed, CONTEXT)).isEqualTo(content);
                assertThat(SealedPrefix.read(temp.resolve("sealed")).keyId()).isEqualTo(new KeyId(3));
                each.decrypt(temp.resolve("sealed"), temp.resolve("opened"), CONTEXT);
                assertThat(Files.readAllBytes(temp.resolve("opened"))).isEqualTo(content);
                assertThat(names()).containsExactly("opened", "plain", "sealed");
                Files.delete(temp.resolve("sealed"));
                Files.delete(temp.resolve("opened"));
            }
        }
    }

    @Test
    void whatDoesNotOpenLeavesNoTarget() throws Exception {
        byte[] sealed = aead.encrypt(Messages.plaintext(3 * BLOCK + 5), CONTEXT);
        Path target = temp.resolve("opened");
        for (int length : List.of(0, 5, 60, 61, 76, 77, BLOCK, sealed.length - 1, 61 + 64 * 16_400)) {
            Path cut = write("cut", Arrays.copyOf(sealed, length));
            assertThatThrownBy(() -> files.decrypt(cut, target, CONTEXT)).isInstanceOf(DecryptionException.class);
        }
        for (int at : List.of(0, 3, 5, 29, 61, 2 * BLOCK, sealed.length - 1)) {
            sealed[at] ^= 4;
            Path damaged = write("cut", sealed);
            for (ChunkedFiles each : List.of(files, files.withWorkers(3, pool), files.replacingExisting())) {
                assertThatThrownBy(() -> each.decrypt(damaged, target, CONTEXT))
                        .isInstanceOf(DecryptionException.class)
                        .hasMessage("the ciphertext does not open")
                        .hasNoCause();
            }
            sealed[at] ^= 4;
        }
        Path whole = write("cut", sealed);
        assertThatThrownBy(() -> files.decrypt(whole, target, new byte[0])).isInstanceOf(DecryptionException.class);
        assertThat(names()).containsExactly("cut");
    }

    @Test
    void anExistingTargetIsReplacedOnlyWhenAskedFor() throws Exception {
        Path plain = write("plain", Messages.plaintext(100));
        Path target = write("target", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> files.encrypt(plain, target, CONTEXT)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readAllBytes(target)).containsExactly(1, 2, 3);
        files.replacingExisting().encrypt(plain, target, CONTEXT);
        assertThat(aead.decrypt(Files.readAllBytes(target), CONTEXT)).hasSize(100);
        assertThatThrownBy(() -> files.decrypt(target, plain, CONTEXT)).isInstanceOf(FileAlreadyExistsException.class);
        files.replacingExisting().withWorkers(2, pool).decrypt(target, target, CONTEXT);
        assertThat(Files.readAllBytes(target)).isEqualTo(Messages.plaintext(100));
        assertThat(names()).containsExactly("plain", "target");
    }

    @Test
    void aTargetThatAppearsMeanwhileIsLeftAlone() throws Exception {
        Path target = temp.resolve("target");
        Path plain = write("plain", Messages.plaintext(3 * BLOCK));
        assertThatThrownBy(() -> files.withWorkers(2, task -> appear(target)).encrypt(plain, target, CONTEXT))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readAllBytes(target)).containsExactly(9);
        assertThat(names()).containsExactly("plain", "target");
    }

    private static void appear(Path target) {
        try {
            Files.write(target, new byte[] {9});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlyTheOwnerCanReadWhatWasMade() throws Exception {
        files.encrypt(write("plain", new byte[10]), temp.resolve("sealed"), CONTEXT);
        files.decrypt(temp.resolve("sealed"), temp.resolve("opened"), CONTEXT);
        for (String name : List.of("sealed", "opened")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void filesThatCannotBeReadOrWrittenAreReported() throws Exception {
        Path plain = write("plain", new byte[10]);
        assertThatThrownBy(() -> files.encrypt(temp.resolve("none"), temp.resolve("x"), CONTEXT))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.encrypt(temp, temp.resolve("x"), CONTEXT))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(" is not a regular file; use a stream");
        assertThatThrownBy(() -> files.encrypt(plain, temp.resolve("no/such/target"), CONTEXT))
                .isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("plain");
    }

    @Test
    void aFileThatChangesItsLengthMeanwhileIsReported() throws Exception {
        for (long length : List.of(0L, 3L * BLOCK - 1, 3L * BLOCK + 1)) {
            Path plain = write("plain", Messages.plaintext(3 * BLOCK));
            assertThatThrownBy(() -> files.withWorkers(2, task -> resize(plain, length))
                            .encrypt(plain, temp.resolve("sealed"), CONTEXT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the plaintext changed its length while it was encrypted");
        }
        assertThat(names()).containsExactly("plain");
    }

    @Test
    void aMessageThatIsCutMeanwhileIsRefused() throws Exception {
        Path sealed = write("sealed", aead.encrypt(Messages.plaintext(3 * BLOCK), CONTEXT));
        assertThatThrownBy(() -> files.withWorkers(2, task -> resize(sealed, BLOCK))
                        .decrypt(sealed, temp.resolve("opened"), CONTEXT))
                .isInstanceOf(DecryptionException.class);
        assertThat(names()).containsExactly("sealed");
    }

    private static void resize(Path file, long length) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInterruptedThreadFinishesAndStaysInterrupted() throws Exception {
        Path plain = write("plain", Messages.plaintext(3 * BLOCK));
        Path sealed = temp.resolve("sealed");
        Path opened = temp.resolve("opened");
        ChunkedFiles interrupting = files.withWorkers(
                3,
                task -> pool.execute(() -> {
                    Thread.currentThread().interrupt();
                    task.run();
                }));
        for (ChunkedFiles each : List.of(files, interrupting)) {
            Thread.currentThread().interrupt();
            each.encrypt(plain, sealed, CONTEXT);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            each.decrypt(sealed, opened, CONTEXT);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Files.mismatch(plain, opened)).isEqualTo(-1);
            Files.delete(sealed);
            Files.delete(opened);
        }
    }

    @Test
    void workersThatNeverRunOrRunLateOrAreRefusedAreNotWaitedFor() throws Exception {
        Path plain = write("plain", Messages.plaintext(5 * BLOCK));
        List<Runnable> late = new ArrayList<>();
        files.withWorkers(4, late::add).encrypt(plain, temp.resolve("a"), CONTEXT);
        assertThat(late).hasSize(3);
        late.forEach(Runnable::run);
        assertThat(Files.size(temp.resolve("a"))).isEqualTo(aead.ciphertextBytes(5 * BLOCK));
        files.withWorkers(4, task -> {
                    throw new RejectedExecutionException("full");
                })
                .encrypt(plain, temp.resolve("b"), CONTEXT);
        assertThat(names()).containsExactly("a", "b", "plain");
        assertThatThrownBy(() -> files.withWorkers(0, pool)).hasMessage("count is 0; accepted are 1 and above");
    }

    @Test
    void aWorkerOfTheExecutorThatFailsFailsTheCall() throws Exception {
        Path sealed = write("sealed", aead.encrypt(Messages.plaintext(40 * BLOCK), CONTEXT));
        try (RandomAccessFile open = new RandomAccessFile(sealed.toFile(), "rw")) {
            open.seek(20L * BLOCK);
            open.write(~open.read());
        }
        for (int round = 0; round < 5; round++) {
            assertThatThrownBy(() -> files.withWorkers(4, pool).decrypt(sealed, temp.resolve("opened"), CONTEXT))
                    .isInstanceOf(DecryptionException.class);
        }
        assertThat(names()).containsExactly("sealed");
    }

    /** Only the first and the last block of a file that is nearly all hole. */
    @Test
    void blocksBehindFourGibibytesAreWhereTheyBelong() throws Exception {
        long size = (5L << 30) + 3 * 16_384 + 11;
        Path plain = temp.resolve("plain");
        byte[] end = Messages.plaintext(2 * 16_384);
        try (RandomAccessFile out = new RandomAccessFile(plain.toFile(), "rw")) {
            out.setLength(size);
            out.seek(size - end.length);
            out.write(end);
        }
        Path sealed = Files.createFile(temp.resolve("sealed"));
        MessageKey message = aead.newMessage(CONTEXT);
        long last = FileWorker.blocks(size) - 1;
        try (RandomAccessFile out = new RandomAccessFile(sealed.toFile(), "rw");
                FileWorker worker = new FileWorker(plain, sealed, aead, message, size)) {
            out.write(message.header());
            worker.encryptBlock(0);
            worker.encryptBlock(last);
        }
        assertThat(Files.size(sealed)).isEqualTo(aead.ciphertextBytes(size));
        checkEnd(sealed, size, end);
        Path opened = Files.createFile(temp.resolve("opened"));
        try (FileWorker worker = new FileWorker(sealed, opened, aead, message, size)) {
            worker.requireEnd();
            worker.decryptBlock(last);
            assertThatThrownBy(() -> worker.decryptBlock(last - 1)).isInstanceOf(DecryptionException.class);
        }
        assertThat(Files.size(opened)).isEqualTo(size);
        try (SeekableByteChannel channel = Files.newByteChannel(opened)) {
            ByteBuffer read = ByteBuffer.allocate(end.length);
            channel.position(size - end.length).read(read);
            assertThat(read.array()).isEqualTo(end);
        }
    }

    /** Long form, larger than 4 GiB, with 15 GiB of disk: {@code -Dfile.bytes=5368721465}. */
    @Test
    void largeFilesComeBack() throws Exception {
        long size = Long.getLong("file.bytes", (70L << 20) + 12_345);
        Path plain = temp.resolve("plain");
        try (RandomAccessFile out = new RandomAccessFile(plain.toFile(), "rw")) {
            out.setLength(size);
            for (long at = 0; at < size - 8; at += 7L << 20) {
                out.seek(at);
                out.writeLong(at);
            }
        }
        files.withWorkers(2, pool).encrypt(plain, temp.resolve("sealed"), CONTEXT);
        checkEnd(temp.resolve("sealed"), size, new byte[0]);
        files.withWorkers(2, pool).decrypt(temp.resolve("sealed"), temp.resolve("opened"), CONTEXT);
        assertThat(Files.mismatch(plain, temp.resolve("opened"))).isEqualTo(-1);
    }

    private void checkEnd(Path sealed, long size, byte[] end) throws IOException {
        try (SeekableByteChannel channel = aead.decrypting(Files.newByteChannel(sealed), CONTEXT)) {
            assertThat(channel.size()).isEqualTo(size);
            ByteBuffer read = ByteBuffer.allocate(end.length);
            channel.position(size - end.length).read(read);
            assertThat(read.array()).isEqualTo(end);
        }
    }
}
