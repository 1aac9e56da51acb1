package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A bridge to a context propagation library needs the public API only. */
class TenantBridgeTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    /** The shape of micrometer's ThreadLocalAccessor (context-propagation 1.1). */
    private interface ThreadBoundValue<V> {

        @Nullable
        V getValue();

        void setValue(V value);

        void setValue();

        void restore(V previous);

        void restore();
    }

    private static final class TenantBridge implements ThreadBoundValue<TenantId> {

        private final ThreadLocal<Deque<TenantScope>> opened = ThreadLocal.withInitial(ArrayDeque::new);

        @Override
        public @Nullable TenantId getValue() {
            return TenantScope.currentIfBound().orElse(null);
        }

        @Override
        public void setValue(TenantId value) {
            opened.get().push(TenantScope.enter(value));
        }

        @Override
        public void setValue() {
            opened.get().push(TenantSnapshot.none().open());
        }

        @Override
        public void restore(TenantId previous) {
            restore();
        }

        @Override
        public void restore() {
            opened.get().pop().close();
            if (opened.get().isEmpty()) {
                opened.remove();
            }
        }
    }

    /** What the library does around a task: set what was captured, run, restore what was there. */
    private static <V> void runWith(ThreadBoundValue<V> value, @Nullable V captured, Runnable task) {
        V previous = value.getValue();
        if (captured == null) {
            value.setValue();
        } else {
            value.setValue(captured);
        }
        try {
            task.run();
        } finally {
            if (previous == null) {
                value.restore();
            } else {
                value.restore(previous);
            }
        }
    }

    private final TenantBridge bridge = new TenantBridge();

    @Test
    void carriesTheTenantToAPooledThreadAndLeavesItClean() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        TenantId captured;
        try (TenantScope scope = TenantScope.enter(ACME)) {
            captured = bridge.getValue();
        }
        thread.submit(() -> runWith(
                        bridge,
                        captured,
                        () -> assertThat(TenantScope.current()).isEqualTo(ACME)))
                .get();
        assertThat(thread.submit(TenantScope::currentIfBound).get()).isEqualTo(Optional.empty());
        thread.shutdown();
    }

    @Test
    void restoresWhatWasBoundBefore() {
        try (TenantScope scope = TenantScope.enter(GLOBEX)) {
            runWith(bridge, ACME, () -> {
                assertThat(TenantScope.current()).isEqualTo(ACME);
                runWith(bridge, GLOBEX, () -> assertThat(TenantScope.current()).isEqualTo(GLOBEX));
                assertThat(TenantScope.current()).isEqualTo(ACME);
            });
            assertThat(TenantScope.current()).isEqualTo(GLOBEX);
        }
    }

    @Test
    void hidesTheTenantWhereNoneWasCaptured() {
        try (TenantScope scope = TenantScope.enter(GLOBEX)) {
            runWith(bridge, null, () -> assertThat(TenantScope.currentIfBound()).isEmpty());
            assertThat(TenantScope.current()).isEqualTo(GLOBEX);
        }
    }
}
