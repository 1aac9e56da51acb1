package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TenantScopeTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    @AfterEach
    void leavesNothingBound() {
        assertThat(TenantScope.currentIfBound()).isEmpty();
        assertThat(MDC.get(TenantScope.MDC_KEY)).isNull();
    }

    @Test
    void currentIsTheTenantThatWasEntered() {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            assertThat(TenantScope.current()).isEqualTo(ACME);
            assertThat(TenantScope.currentIfBound()).contains(ACME);
        }
    }

    @Test
    void readingWithNoneBoundThrows() {
        assertThatExceptionOfType(NoTenantException.class)
                .isThrownBy(TenantScope::current)
                .withMessage("there is no current tenant; enter a TenantScope, "
                        + "or hand the tenant to this thread with a TenantSnapshot");
        assertThatExceptionOfType(NoTenantException.class).isThrownBy(() -> TenantScope.require(ACME));
    }

    @Test
    void nestingRestoresTheTenantAround() {
        try (TenantScope outer = TenantScope.enter(ACME)) {
            try (TenantScope inner = TenantScope.enter(GLOBEX)) {
                try (TenantScope again = TenantScope.enter(ACME)) {
                    assertThat(TenantScope.current()).isEqualTo(ACME);
                }
                assertThat(TenantScope.current()).isEqualTo(GLOBEX);
            }
            assertThat(TenantScope.current()).isEqualTo(ACME);
        }
    }

    @Test
    void aBlockThatThrowsRestoresToo() {
        try (TenantScope outer = TenantScope.enter(ACME)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        try (TenantScope inner = TenantScope.enter(GLOBEX)) {
                            throw new IllegalStateException("from inside " + TenantScope.current());
                        }
                    })
                    .withMessage("from inside globex");
            assertThat(TenantScope.current()).isEqualTo(ACME);
        }
    }

    @Test
    void enteringNothingIsRefusedAndBindsNothing() {
        assertThatNullPointerException()
                .isThrownBy(() -> TenantScope.enter(Absent.<TenantId>reference()))
                .withMessage("tenant");
    }

    @Test
    void requireLetsTheCurrentTenantPassAndNobodyElse() {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            TenantScope.require(new TenantId("acme"));
            assertThatExceptionOfType(TenantMismatchException.class).isThrownBy(() -> TenantScope.require(GLOBEX));
            assertThatExceptionOfType(TenantMismatchException.class)
                    .isThrownBy(() -> TenantScope.require(Absent.reference()));
        }
    }

    @Test
    void closingTwiceIsRefusedAndChangesNothing() {
        try (TenantScope outer = TenantScope.enter(ACME)) {
            TenantScope inner = TenantScope.enter(GLOBEX);
            inner.close();
            assertThatIllegalStateException()
                    .isThrownBy(inner::close)
                    .withMessage("a TenantScope was closed after it had ended, or by another thread than entered it");
            assertThat(TenantScope.current()).isEqualTo(ACME);
            assertThat(MDC.get(TenantScope.MDC_KEY)).isEqualTo("acme");
        }
    }

    @Test
    void closingTheLastScopeTwiceIsRefused() {
        TenantScope scope = TenantScope.enter(ACME);
        scope.close();
        assertThatIllegalStateException().isThrownBy(scope::close);
    }

    @Test
    void closingOutOfOrderIsRefusedAndEndsTheForgottenScopes() {
        try (TenantScope around = TenantScope.enter(ACME)) {
            TenantScope outer = TenantScope.enter(GLOBEX);
            TenantScope forgotten = TenantScope.enter(new TenantId("initech"));
            TenantScope alsoForgotten = TenantScope.enter(new TenantId("hooli"));
            assertThatIllegalStateException()
                    .isThrownBy(outer::close)
                    .withMessage("a TenantScope was closed before a scope inside it, which ended with it");
            assertThat(TenantScope.current()).isEqualTo(ACME);
            assertThat(MDC.get(TenantScope.MDC_KEY)).isEqualTo("acme");
            assertThatIllegalStateException().isThrownBy(alsoForgotten::close);
            assertThatIllegalStateException().isThrownBy(forgotten::close);
            assertThatIllegalStateException().isThrownBy(outer::close);
            assertThat(TenantScope.current()).isEqualTo(ACME);
        }
    }

    @Test
    void closingFromAnotherThreadIsRefusedAndChangesNeitherThread() throws Exception {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            onAnotherThread(() -> {
                assertThatIllegalStateException().isThrownBy(scope::close);
                try (TenantScope own = TenantScope.enter(GLOBEX)) {
                    assertThatIllegalStateException().isThrownBy(scope::close);
                    return TenantScope.current();
                }
            });
            assertThat(TenantScope.current()).isEqualTo(ACME);
        }
    }

    @Test
    void aThreadStartedInsideInheritsNothing() throws Exception {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            assertThat(onAnotherThread(TenantScope::currentIfBound)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void theMdcHoldsTheTenantWhileItIsBound() {
        assertThat(MDC.get("tenant")).isNull();
        try (TenantScope outer = TenantScope.enter(ACME)) {
            assertThat(MDC.get("tenant")).isEqualTo("acme");
            try (TenantScope inner = TenantScope.enter(GLOBEX)) {
                assertThat(MDC.get("tenant")).isEqualTo("globex");
                try (TenantScope hidden = TenantSnapshot.none().open()) {
                    assertThat(MDC.get("tenant")).isNull();
                }
                assertThat(MDC.get("tenant")).isEqualTo("globex");
            }
            assertThat(MDC.get("tenant")).isEqualTo("acme");
        }
        assertThat(MDC.get("tenant")).isNull();
    }

    @Test
    void otherKeysOfTheMdcAreLeftAlone() {
        MDC.put("request", "r-1");
        try (TenantScope scope = TenantScope.enter(ACME)) {
            assertThat(MDC.get("request")).isEqualTo("r-1");
        }
        assertThat(MDC.get("request")).isEqualTo("r-1");
        MDC.remove("request");
    }

    @Test
    void whatSomebodyElsePutIntoTheMdcDoesNotOutliveTheScope() {
        MDC.put(TenantScope.MDC_KEY, "forged");
        try (TenantScope scope = TenantScope.enter(ACME)) {
            MDC.put(TenantScope.MDC_KEY, "forged");
        }
        assertThat(MDC.get(TenantScope.MDC_KEY)).isNull();
    }

    @Test
    void aTenantThatTheMdcRefusesIsNotBound() {
        try (TenantScope outer = TenantScope.enter(ACME)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> TenantScope.enter(new TenantId(MapLogging.REFUSED)))
                    .withMessage("the back end is broken");
            assertThat(TenantScope.current()).isEqualTo(ACME);
        }
    }

    private static <T> T onAnotherThread(Callable<T> task) throws Exception {
        FutureTask<T> result = new FutureTask<>(task);
        Thread thread = new Thread(result);
        thread.start();
        thread.join();
        return result.get();
    }
}
