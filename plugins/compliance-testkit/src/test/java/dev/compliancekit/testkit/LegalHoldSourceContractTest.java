package dev.compliancekit.testkit;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LegalHoldSourceContractTest {

    private static final Sabotage<LegalHoldSource> SABOTAGE =
            new Sabotage<>(LegalHoldSourceContract.class, UnderTest.class);

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<LegalHoldSource>> saboteurs = new HashMap<>();
        saboteurs.put("aHoldIsInTheAnswerOnceItsPlacingWasAcknowledged", source -> {
            Map<TenantId, List<LegalHold>> cache = new ConcurrentHashMap<>();
            return tenant -> cache.computeIfAbsent(tenant, source::holdsOn);
        });
        saboteurs.put(
                "aHoldOnASubjectIsInTheAnswerForItsTenant",
                source -> tenant -> source.holdsOn(tenant).stream()
                        .filter(hold -> hold.scope() instanceof Scope.WholeTenant)
                        .toList());
        saboteurs.put(
                "aReleasedHoldStaysInTheAnswerWhileItsDelayRuns",
                source -> tenant -> source.holdsOn(tenant).stream()
                        .filter(hold -> hold.releasedAt().isEmpty())
                        .toList());
        saboteurs.put(
                "aTenantWithoutHoldsHasNone",
                source -> tenant -> List.of(LegalHold.place(
                        "case-1", Scope.of(tenant), "a dispute is in court", LegalHoldSourceContract.NOW)));
        saboteurs.put("aRegisterThatCannotBeAskedThrows", source -> tenant -> {
            try {
                return source.holdsOn(tenant);
            } catch (IllegalStateException e) {
                return List.of();
            }
        });
        saboteurs.put("manyThreadsMayAskAtOnce", source -> {
            Thread main = Thread.currentThread();
            return tenant -> Thread.currentThread().equals(main) ? source.holdsOn(tenant) : List.of();
        });
        return SABOTAGE.tests(saboteurs);
    }

    static class UnderTest extends LegalHoldSourceContract {

        private final Map<String, LegalHold> register = new ConcurrentHashMap<>();
        private volatile boolean connected = true;

        @Override
        protected LegalHoldSource openSource() {
            return SABOTAGE.on(tenant -> {
                if (!connected) {
                    throw new IllegalStateException("the register does not answer");
                }
                return register.values().stream()
                        .filter(hold -> hold.scope().tenant().equals(tenant))
                        .toList();
            });
        }

        @Override
        protected void register(LegalHold hold) {
            register.put(hold.id(), hold);
        }

        @Override
        protected void disconnect() {
            connected = false;
        }
    }
}
