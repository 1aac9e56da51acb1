package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Runs a contract on implementations that break one promise each. The class under test asks for the saboteur with
 * {@link #on}, since JUnit makes the instances.
 */
final class Sabotage<T> {

    private final Class<?> contract;
    private final Class<?> underTest;
    private UnaryOperator<T> saboteur = UnaryOperator.identity();

    Sabotage(Class<?> contract, Class<?> underTest) {
        this.contract = contract;
        this.underTest = underTest;
    }

    /** The implementation with the present saboteur around it. */
    T on(T implementation) {
        return saboteur.apply(implementation);
    }

    /**
     * One test for each promise: its saboteur fails it. And: every promise has a saboteur, and without one all pass.
     */
    Stream<DynamicTest> tests(Map<String, UnaryOperator<T>> saboteurs) {
        DynamicTest complete = DynamicTest.dynamicTest(
                "every promise has a saboteur", () -> assertThat(promises()).isEqualTo(saboteurs.keySet()));
        DynamicTest honest = DynamicTest.dynamicTest(
                "without a saboteur every promise holds",
                () -> assertThat(failed(UnaryOperator.identity())).isEmpty());
        return Stream.concat(
                Stream.of(complete, honest),
                saboteurs.entrySet().stream()
                        .map(entry -> DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> assertThat(failed(entry.getValue())).contains(entry.getKey()))));
    }

    private Set<String> promises() {
        return Stream.of(contract.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private Set<String> failed(UnaryOperator<T> present) {
        saboteur = present;
        EngineExecutionResults results;
        try {
            results = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(underTest))
                    .execute();
        } finally {
            saboteur = UnaryOperator.identity();
        }
        assertThat(results.testEvents().started().count()).isEqualTo(promises().size());
        return results.testEvents().failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
                .collect(Collectors.toSet());
    }
}
