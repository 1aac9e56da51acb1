package dev.compliancekit.testkit.inactivity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does one thing on several threads at a time. */
final class AtOnce {

    static final int THREADS = 8;

    private AtOnce() {}

    /** What one of several threads does. */
    @FunctionalInterface
    interface Numbered {

        boolean run(int number);
    }

    static List<Boolean> run(Numbered operation) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                calls.add(() -> operation.run(number));
            }
            List<Boolean> answers = new ArrayList<>();
            for (Future<Boolean> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while threads were at work", e);
        } catch (ExecutionException e) {
            throw new AssertionError("an operation failed on one of " + THREADS + " threads", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
