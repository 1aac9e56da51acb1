package dev.compliancekit.benchmarks;

import com.google.crypto.tink.Aead;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One encryption on each of 60,000 virtual threads, in CPU time of the process; from JDK 21 on. */
final class VirtualThreadRace {

    private static final int TASKS = 60_000;

    private VirtualThreadRace() {}

    static void run() throws Exception {
        if (Runtime.version().feature() < 21) {
            System.out.printf("%nvirtual threads: this JDK has none%n");
            return;
        }
        byte[] plaintext = new byte[1024];
        byte[] associatedData = new byte[32];
        dev.compliancekit.crypto.Aead ours = Peers.ours();
        Aead tink = Peers.tinkGcm();
        Runnable empty = () -> {};
        Runnable oursOnce = () -> ours.encrypt(plaintext, associatedData);
        Runnable tinkOnce = () -> {
            try {
                tink.encrypt(plaintext, associatedData);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
        double emptyMicros = Double.MAX_VALUE;
        double oursMicros = Double.MAX_VALUE;
        double tinkMicros = Double.MAX_VALUE;
        for (int round = 0; round < 9; round++) {
            emptyMicros = Math.min(emptyMicros, micros(empty));
            oursMicros = Math.min(oursMicros, micros(oursOnce));
            if (round % 4 == 0) {
                tinkMicros = Math.min(tinkMicros, micros(tinkOnce));
            }
        }
        System.out.printf(
                "%none encryption of 1 KiB on each of %d virtual threads, CPU of the process, best round%n"
                        + "  empty task %.2f us, ours %.2f us, Tink AES256_GCM %.1f us%n"
                        + "  Tink : ours %.0fx (goal 100), ours over an empty task %.2f us (goal 2)%n",
                TASKS, emptyMicros, oursMicros, tinkMicros, tinkMicros / oursMicros, oursMicros - emptyMicros);
    }

    private static double micros(Runnable task) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.gc();
        long before = system.getProcessCpuTime();
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int i = 0; i < TASKS; i++) {
            executor.execute(task);
        }
        executor.shutdown();
        while (!executor.awaitTermination(1, TimeUnit.HOURS)) {
            Thread.onSpinWait();
        }
        return (system.getProcessCpuTime() - before) / 1e3 / TASKS;
    }
}
