package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantSnapshotTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    private final List<Optional<TenantId>> seen = new ArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void leavesNothingBoundHereOrThere() throws Exception {
        assertThat(TenantScope.currentIfBound()).isEmpty();
        assertThat(thread.submit(TenantScope::currentIfBound).get()).isEmpty();
        thread.shutdown();
    }

    @Test
    void opensTheTenantThatWasBoundWhenItWasTaken() {
        TenantSnapshot snapshot = takenIn(ACME);
        try (TenantScope scope = snapshot.open()) {
            assertThat(TenantScope.current()).isEqualTo(ACME);
        }
        assertThat(snapshot).hasToString("TenantSnapshot[acme]");
    }

    @Test
    void takenWithoutATenantHidesWhatAPooledThreadHad() {
        TenantSnapshot nothing = TenantSnapshot.take();
        try (TenantScope leftover = TenantScope.enter(ACME)) {
            try (TenantScope scope = nothing.open()) {
                assertThat(TenantScope.currentIfBound()).isEmpty();
                assertThatExceptionOfType(NoTenantException.class).isThrownBy(TenantScope::current);
                assertThat(TenantSnapshot.take()).hasToString("TenantSnapshot[none]");
            }
            assertThat(TenantScope.current()).isEqualTo(ACME);
        }
    }

    @Test
    void noneHidesOnPurpose() {
        try (TenantScope outer = TenantScope.enter(ACME);
                TenantScope scope = TenantSnapshot.none().open()) {
            assertThat(TenantScope.currentIfBound()).isEmpty();
        }
    }

    @Test
    void everyWrapperRunsWithItsTenantAndRestores() throws Exception {
        TenantSnapshot acme = takenIn(ACME);
        try (TenantScope other = TenantScope.enter(GLOBEX)) {
            acme.runnable(this::look).run();
            assertThat(acme.callable(() -> look("callable")).call()).isEqualTo("callable");
            assertThat(acme.supplier(() -> look("supplier")).get()).isEqualTo("supplier");
            assertThat(acme.function((String text) -> look(text)).apply("function"))
                    .isEqualTo("function");
            assertThat(acme.biFunction((String one, String two) -> look(one + two))
                            .apply("bi", "function"))
                    .isEqualTo("bifunction");
            acme.consumer((String text) -> look(text)).accept("consumer");
            acme.biConsumer((String one, String two) -> look(one + two)).accept("bi", "consumer");
            assertThat(TenantScope.current()).isEqualTo(GLOBEX);
        }
        assertThat(seen).hasSize(7).containsOnly(Optional.of(ACME));
    }

    @Test
    void everyWrapperRestoresWhenItsTaskThrows() {
        TenantSnapshot acme = takenIn(ACME);
        List<Callable<?>> wrapped = List.of(
                Executors.callable(acme.runnable(() -> fail(""))),
                acme.callable(() -> fail("")),
                () -> acme.supplier(() -> fail("")).get(),
                () -> acme.function(TenantSnapshotTest::fail).apply(""),
                () -> acme.biFunction((String one, String two) -> fail(one)).apply("", ""),
                Executors.callable(
                        () -> acme.consumer((String text) -> fail(text)).accept("")),
                Executors.callable(() ->
                        acme.biConsumer((String one, String two) -> fail(one)).accept("", "")));
        try (TenantScope other = TenantScope.enter(GLOBEX)) {
            for (Callable<?> task : wrapped) {
                assertThatIllegalStateException().isThrownBy(task::call).withMessage("acme");
                assertThat(TenantScope.current()).isEqualTo(GLOBEX);
            }
        }
    }

    @Test
    void aTaskThatForgetsToCloseItsScopeIsReportedAndLeavesNothing() {
        Runnable careless = takenIn(ACME).runnable(() -> TenantScope.enter(GLOBEX));
        assertThatIllegalStateException().isThrownBy(careless::run).withMessageContaining("before a scope inside it");
        assertThat(TenantScope.currentIfBound()).isEmpty();
    }

    @Test
    void anExecutorBindsTheTenantOfEachHandingIn() throws Exception {
        Executor executor = TenantSnapshot.executor(thread);
        for (TenantId tenant : List.of(ACME, GLOBEX)) {
            try (TenantScope scope = TenantScope.enter(tenant)) {
                executor.execute(this::look);
            }
        }
        executor.execute(this::look);
        thread.submit(() -> {}).get();
        assertThat(seen).containsExactly(Optional.of(ACME), Optional.of(GLOBEX), Optional.empty());
    }

    @Test
    void stagesOfAFutureKeepTheTenantOfTheirSnapshot() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> result;
        try (TenantScope scope = TenantScope.enter(ACME)) {
            TenantSnapshot snapshot = TenantSnapshot.take();
            result = source.thenApply(snapshot.function(TenantSnapshotTest::sign))
                    .thenCompose(snapshot.function(text -> CompletableFuture.completedFuture(sign(text))))
                    .handle(snapshot.biFunction((text, failure) -> sign(text)))
                    .whenComplete(snapshot.biConsumer((text, failure) -> look()));
        }
        try (TenantScope completer = TenantScope.enter(GLOBEX)) {
            source.complete("of");
        }
        assertThat(result.get()).isEqualTo("of acme acme acme");
        assertThat(seen).containsExactly(Optional.of(ACME));
    }

    @Test
    void anAsynchronousStageKeepsTheTenantOfItsFunctionWhoeverCompletesTheOneBefore() throws Exception {
        Executor executor = TenantSnapshot.executor(thread);
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> wrapped;
        CompletableFuture<String> executorOnly;
        try (TenantScope scope = TenantScope.enter(ACME)) {
            wrapped = source.thenApplyAsync(TenantSnapshot.take().function(TenantSnapshotTest::sign), executor);
            executorOnly = source.thenApplyAsync(TenantSnapshotTest::sign, executor);
        }
        try (TenantScope completer = TenantScope.enter(GLOBEX)) {
            source.complete("of");
        }
        assertThat(wrapped.get()).isEqualTo("of acme");
        // why the Javadoc says to wrap the function as well
        assertThat(executorOnly.get()).isEqualTo("of globex");
    }

    @Test
    void refusesNothingToWrapAtOnce() {
        TenantSnapshot none = TenantSnapshot.none();
        List<Runnable> calls = List.of(
                () -> none.runnable(Absent.reference()),
                () -> none.callable(Absent.reference()),
                () -> none.supplier(Absent.reference()),
                () -> none.function(Absent.reference()),
                () -> none.biFunction(Absent.reference()),
                () -> none.consumer(Absent.reference()),
                () -> none.biConsumer(Absent.reference()),
                () -> TenantSnapshot.executor(Absent.reference()),
                () -> TenantSnapshot.executorService(Absent.reference()),
                () -> TenantSnapshot.executor(Runnable::run).execute(Absent.reference()));
        for (Runnable call : calls) {
            assertThatNullPointerException().isThrownBy(call::run).withMessageMatching("[a-z]+");
        }
    }

    private static TenantSnapshot takenIn(TenantId tenant) {
        try (TenantScope scope = TenantScope.enter(tenant)) {
            return TenantSnapshot.take();
        }
    }

    private void look() {
        seen.add(TenantScope.currentIfBound());
    }

    private String look(String text) {
        look();
        return text;
    }

    private static String sign(String text) {
        return text + " " + TenantScope.current();
    }

    private static String fail(String text) {
        throw new IllegalStateException(TenantScope.current().value() + text);
    }
}
