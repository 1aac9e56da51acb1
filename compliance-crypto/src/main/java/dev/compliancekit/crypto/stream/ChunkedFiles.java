package dev.compliancekit.crypto.stream;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Encrypts and decrypts whole files of any size, with one worker or several. A worker needs about 2 MiB of memory
 * whatever the size of the file, and works on blocks of 1 MiB.
 *
 * <p>A target appears under its name only when it is complete and on the device: it is written as a draft beside it,
 * named {@code .compliancekit-*.draft}, that only its owner may read, and that is removed if anything fails. A draft
 * left by a process that was killed can be deleted. An existing target is left alone unless {@link #replacingExisting}
 * is asked for. {@link Thread#interrupt} does not disturb the work; the thread is still interrupted afterwards.
 *
 * <p>Files must be in the default file system.
 *
 * <p><em>Thread-safe.</em>
 */
public final class ChunkedFiles {

    private enum Existing {
        KEPT,
        REPLACED
    }

    private final ChunkedAead aead;
    private final int workers;
    private final Executor executor;
    private final Existing existing;

    private ChunkedFiles(ChunkedAead aead, int workers, Executor executor, Existing existing) {
        this.aead = aead;
        this.workers = workers;
        this.executor = executor;
        this.existing = existing;
    }

    /**
     * Works in the thread of the caller, and never replaces a file.
     *
     * @param aead what encrypts the files
     * @return the file encryption
     */
    public static ChunkedFiles of(ChunkedAead aead) {
        return new ChunkedFiles(Objects.requireNonNull(aead, "aead"), 1, Runnable::run, Existing.KEPT);
    }

    /**
     * The same with several workers: the caller's thread is one, the others run in the executor, as far as it has room
     * for them. A call never waits for an executor that is busy, and leaves nothing running behind.
     *
     * @param count how many, 1 or more; more than there are processors is of no use
     * @param runner runs up to {@code count} - 1 tasks for each call; may be shared, and is not closed
     * @return the file encryption
     * @throws IllegalArgumentException if the count is below 1
     */
    public ChunkedFiles withWorkers(int count, Executor runner) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + "; accepted are 1 and above");
        }
        return new ChunkedFiles(aead, count, Objects.requireNonNull(runner, "runner"), existing);
    }

    /**
     * The same, but a target that exists is replaced, in one step, once its successor is complete. Source and target
     * may be the same file.
     *
     * @return the file encryption
     */
    public ChunkedFiles replacingExisting() {
        return new ChunkedFiles(aead, workers, executor, Existing.REPLACED);
    }

    /**
     * Encrypts a file.
     *
     * @param plaintext a regular file of up to 2^52 - 1 bytes that nobody changes meanwhile
     * @param target where the ciphertext goes; its directory exists
     * @param context bound to the message, not stored; may be empty; read, not kept
     * @throws FileAlreadyExistsException if the target exists and is not to be replaced
     * @throws IOException if a file cannot be read or written, or the plaintext changed its length meanwhile; there is
     *     no target then, or it is as it was
     */
    public void encrypt(Path plaintext, Path target, byte[] context) throws IOException {
        MessageKey message = aead.newMessage(context);
        long size = sizeOf(plaintext);
        try (Draft draft = draftFor(target)) {
            draft.write(message.header());
            SharedWork work = new SharedWork(FileWorker.blocks(size));
            work.run(
                    workers,
                    executor,
                    () -> new FileWorker(plaintext, draft.file(), aead, message, size),
                    FileWorker::encryptBlock);
            if (sizeOf(plaintext) != size) {
                throw new IOException("the plaintext changed its length while it was encrypted");
            }
            place(draft);
        }
    }

    /**
     * Decrypts a file. Header and end are authenticated before anything is written.
     *
     * @param ciphertext a regular file that holds one message and nothing else
     * @param target where the plaintext goes; its directory exists
     * @param context the same bytes as when encrypting; read, not kept
     * @throws dev.compliancekit.crypto.DecryptionException if it does not open, whatever the reason; there is no target
     *     then, or it is as it was
     * @throws FileAlreadyExistsException if the target exists and is not to be replaced
     * @throws IOException if a file cannot be read or written; there is no target then, or it is as it was
     */
    public void decrypt(Path ciphertext, Path target, byte[] context) throws IOException {
        long size = aead.plaintextBytes(sizeOf(ciphertext));
        MessageKey message = aead.openHeader(readHeader(ciphertext), context);
        try (Draft draft = draftFor(target)) {
            try (FileWorker worker = new FileWorker(ciphertext, draft.file(), aead, message, size)) {
                worker.requireEnd();
            }
            SharedWork work = new SharedWork(FileWorker.blocks(size));
            work.run(
                    workers,
                    executor,
                    () -> new FileWorker(ciphertext, draft.file(), aead, message, size),
                    FileWorker::decryptBlock);
            place(draft);
        }
    }

    private byte[] readHeader(Path ciphertext) throws IOException {
        byte[] header = new byte[aead.layout().headerBytes()];
        try (RandomAccessFile in = new RandomAccessFile(ciphertext.toFile(), "r")) {
            in.readFully(header);
        }
        return header;
    }

    private static long sizeOf(Path file) throws IOException {
        long size = Files.size(file);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file; use a stream");
        }
        return size;
    }

    private Draft draftFor(Path target) throws IOException {
        if (existing == Existing.KEPT && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        return Draft.beside(target);
    }

    private void place(Draft draft) throws IOException {
        if (existing == Existing.REPLACED) {
            draft.replaceTarget();
        } else {
            draft.becomeTarget();
        }
    }
}
