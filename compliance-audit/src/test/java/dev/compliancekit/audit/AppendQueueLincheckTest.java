package dev.compliancekit.audit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Interleavings of threads that append and lead, tried one by one: every index once, in the order of the calls. The
 * writer is a counter; the files have tests of their own. A thread that is never woken is not found here, where a park
 * may end by itself, but by {@link ConcurrencyTest}. Long form: {@code -Dlincheck.iterations=100
 * -Dlincheck.invocations=10000}.
 */
class AppendQueueLincheckTest {

    private static final int ITERATIONS = Integer.getInteger("lincheck.iterations", 5);
    private static final int INVOCATIONS = Integer.getInteger("lincheck.invocations", 500);

    @Test
    void everyIndexOnceUnderModelChecking() {
        new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .actorsPerThread(2)
                .loopBound(1_000)
                .sequentialSpecification(Counter.class)
                .check(Sequencer.class);
    }

    /** What the log must be to its callers. */
    public static final class Counter {

        private long size;

        public long append() {
            return size++;
        }

        public long size() {
            return size;
        }
    }

    /** The queue before a writer that only counts. */
    public static final class Sequencer {

        private final AppendQueue queue = new AppendQueue(this::leadOneBatch);
        private final Map<AppendRequest, Long> placed = new ConcurrentHashMap<>();
        private long size;

        /** All that wait: requests without events have no bytes. */
        private void leadOneBatch() {
            for (AppendRequest request : queue.next(1)) {
                placed.put(request, size++);
                request.complete(List.of());
            }
        }

        @Operation
        public long append() {
            AppendRequest request = AppendRequest.ofCaller(List.of());
            queue.await(request);
            return placed.getOrDefault(request, -1L);
        }

        @Operation
        public long size() {
            return queue.lead().hold(() -> size);
        }
    }
}
