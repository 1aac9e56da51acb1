package dev.compliancekit.verification.planted.retention;

import java.util.List;
import java.util.concurrent.Executors;

/** Starts threads that nobody asked for. */
final class StartsThreads {

    private StartsThreads() {}

    static Object[] all() {
        return new Object[] {
            Executors.newCachedThreadPool(),
            new Thread(() -> {}),
            List.of(1).parallelStream().count()
        };
    }
}
