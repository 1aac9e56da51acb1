package dev.compliancekit.testkit;

import dev.compliancekit.core.NoTenantException;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.spi.TenantResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TenantResolverContractTest {

    private static final Sabotage<Framework> SABOTAGE = new Sabotage<>(TenantResolverContract.class, UnderTest.class);

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<Framework>> saboteurs = new HashMap<>();
        saboteurs.put("answersWithTheTenantThatTheCallHasProven", framework -> call -> {
            framework.resolve(call);
            return new TenantId("default");
        });
        saboteurs.put("givesOneCallTheSameAnswerEveryTime", framework -> {
            AtomicInteger answers = new AtomicInteger();
            return call -> answers.incrementAndGet() > 1 ? new TenantId("other") : framework.resolve(call);
        });
        saboteurs.put(
                "thereIsNoTenantOutsideACall",
                framework -> call -> call.isEmpty() ? new TenantId("default") : framework.resolve(call));
        saboteurs.put(
                "aClaimThatIsNotProvenIsNoTenant",
                framework -> call ->
                        call.flatMap(Call::claimed).map(TenantId::new).orElseGet(() -> framework.resolve(call)));
        saboteurs.put("whatIsNoAccountCodeIsRefused", framework -> call -> {
            try {
                return framework.resolve(call);
            } catch (IllegalArgumentException e) {
                return new TenantId("default");
            }
        });
        saboteurs.put("callsOnManyThreadsDoNotCross", framework -> {
            List<TenantId> seen = new CopyOnWriteArrayList<>();
            Thread main = Thread.currentThread();
            return call -> {
                seen.add(framework.resolve(call));
                return Thread.currentThread().equals(main) ? seen.get(seen.size() - 1) : seen.get(0);
            };
        });
        saboteurs.put("nothingIsKeptFromOneCallToTheNext", framework -> {
            List<TenantId> kept = new CopyOnWriteArrayList<>();
            return call -> {
                if (call.isPresent()) {
                    kept.add(0, framework.resolve(call));
                }
                return kept.stream().findFirst().orElseThrow(NoTenantException::new);
            };
        });
        return SABOTAGE.tests(saboteurs);
    }

    /** What a call has shown of itself. */
    record Call(boolean isProven, String code) {

        Optional<String> proven() {
            return isProven ? Optional.of(code) : Optional.empty();
        }

        Optional<String> claimed() {
            return isProven ? Optional.empty() : Optional.of(code);
        }
    }

    /** A small framework's way from a call to its tenant. */
    interface Framework {
        TenantId resolve(Optional<Call> call);
    }

    static class UnderTest extends TenantResolverContract {

        private final ThreadLocal<Optional<Call>> current = ThreadLocal.withInitial(Optional::empty);
        private final Framework framework =
                SABOTAGE.on(call -> new TenantId(call.flatMap(Call::proven).orElseThrow(NoTenantException::new)));

        @Override
        protected TenantResolver resolver() {
            return () -> framework.resolve(current.get());
        }

        @Override
        protected void duringCall(String proven, Runnable during) {
            during(new Call(true, proven), during);
        }

        @Override
        protected void duringUnprovenCall(String claimed, Runnable during) {
            during(new Call(false, claimed), during);
        }

        private void during(Call call, Runnable during) {
            current.set(Optional.of(call));
            try {
                during.run();
            } finally {
                current.remove();
            }
        }
    }
}
