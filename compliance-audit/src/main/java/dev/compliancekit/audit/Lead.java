package dev.compliancekit.audit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Held by the one thread that may touch the writer. What it owes to others is done when it has given up the lead. */
final class Lead {

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> owed = new ConcurrentLinkedQueue<>();
    private final Runnable wakeNext;

    /** @param wakeNext wakes a thread that found somebody leading, if there is one */
    Lead(Runnable wakeNext) {
        this.wakeNext = wakeNext;
    }

    /** To wait for while leading; the lead is given up meanwhile. */
    Condition condition() {
        return lock.newCondition();
    }

    /** Has something done once the lead is given up: it may lead in turn, or take its time. */
    void afterwards(Runnable work) {
        owed.add(work);
    }

    <T> T hold(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            release();
        }
    }

    /** The same, unless somebody leads; false if so. */
    boolean tryToHold(Runnable work) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            work.run();
        } finally {
            release();
        }
        return true;
    }

    private void release() {
        lock.unlock();
        if (lock.isHeldByCurrentThread()) {
            return;
        }
        wakeNext.run();
        for (Runnable next = owed.poll(); next != null; next = owed.poll()) {
            next.run();
        }
    }
}
