package dev.compliancekit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house on what the build compiled. */
class HouseTest {

    private static final House HOUSE = new House("dev.compliancekit");

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        JavaClasses classes = Tree.publishedClasses();
        return HOUSE.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(),
                        () -> assertThat(rule.faultsIn(classes)).as(rule.name()).isEmpty()));
    }

    @Test
    void theRulesSeeEveryPublishedClass() {
        JavaClasses classes = Tree.publishedClasses();
        List<String> unseen = Tree.publishedSources().stream()
                .map(Tree::typeName)
                .filter(name -> !name.equals("module-info") && !classes.contain(name))
                .toList();

        assertThat(unseen)
                .as("sources without a class; was the build run with -am?")
                .isEmpty();
    }
}
