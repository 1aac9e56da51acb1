package dev.compliancekit.crypto.key;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Renews keys in the cache before their time there is over, so that nobody waits for one that is much in use. */
record KeyRefresh(Executor executor, long afterMillis) {

    /** Nobody renews anything. */
    static KeyRefresh never() {
        return new KeyRefresh(Runnable::run, Long.MAX_VALUE);
    }

    /** After three quarters of the time that a key may stay. */
    static KeyRefresh on(Executor executor, Duration maxAge) {
        return new KeyRefresh(executor, maxAge.toMillis() / 4 * 3);
    }

    void ifOld(DataKey key, long nowMillis, Runnable renewal) {
        if (nowMillis - key.loadedAtMillis() > afterMillis && key.startRefresh()) {
            executor.execute(renewal);
        }
    }
}
