package dev.compliancekit.crypto.stream;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Numbered blocks of work, done by the caller and by whoever else gets to run meanwhile. A task that the executor
 * starts too late does nothing, so the caller waits only for those that are at work.
 */
final class SharedWork {

    private final long blocks;
    private final AtomicLong next = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private int atWork;
    private boolean over;
    private volatile @Nullable Throwable failure;

    /** Makes what one thread works with. */
    interface Tools<T extends Closeable> {
        T open() throws IOException;
    }

    /** Does one block. */
    interface Step<T> {
        void run(T tool, long block) throws IOException;
    }

    SharedWork(long blocks) {
        this.blocks = blocks;
    }

    /** Returns when all blocks are done and nobody is at work any more; throws a failure. */
    <T extends Closeable> void run(int workers, Executor executor, Tools<T> tools, Step<T> step) throws IOException {
        try {
            for (long i = 1; i < Math.min(workers, blocks); i++) {
                executor.execute(() -> join(tools, step));
            }
        } catch (RejectedExecutionException e) {
            // then with fewer workers
        }
        work(tools, step);
        awaitOthers();
        Throwable found = failure;
        if (found instanceof IOException e) {
            throw e;
        }
        if (found instanceof RuntimeException e) {
            throw e;
        }
        if (found instanceof Error e) {
            throw e;
        }
    }

    private <T extends Closeable> void join(Tools<T> tools, Step<T> step) {
        if (!enter()) {
            return;
        }
        try {
            work(tools, step);
        } finally {
            leave();
        }
    }

    private <T extends Closeable> void work(Tools<T> tools, Step<T> step) {
        try (T tool = tools.open()) {
            long block = next.getAndIncrement();
            while (block < blocks && failure == null) {
                step.run(tool, block);
                block = next.getAndIncrement();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            if (!over) {
                atWork++;
            }
            return !over;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            atWork--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitOthers() {
        lock.lock();
        try {
            over = true;
            while (atWork > 0) {
                left.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
