package dev.compliancekit.crypto.key;

import dev.compliancekit.core.TenantId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A tenant's keys are loaded, made and destroyed under its lock only: so a key is unwrapped once when many need it at
 * once, and none that is being destroyed gets back into the cache. Tenants share locks, so that there is a fixed number
 * of them. Nothing that encrypts or decrypts takes one.
 */
final class KeyLocks {

    private static final int LOCKS = 64;

    private final List<ReentrantLock> locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toList();

    <T> T locked(TenantId tenant, Supplier<T> work) {
        ReentrantLock lock = locks.get(Math.floorMod(tenant.hashCode(), LOCKS));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
