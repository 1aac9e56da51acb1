package dev.compliancekit.verification;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.function.Function;

/** One line of the house rules, as something that can be evaluated. */
record Rule(String name, ArchRule rule) {

    /** A rule with a name of our own, which also holds while a package is still empty. */
    static Rule of(String name, ArchRule rule) {
        return new Rule(name, rule.allowEmptyShould(true));
    }

    /** A rule that looks at each class of some packages and says what is wrong with it. */
    static Rule perClass(
            String name, DescribedPredicate<? super JavaClass> which, Function<JavaClass, List<String>> faultsOf) {
        ArchCondition<JavaClass> condition = new ArchCondition<>(name) {
            @Override
            public void check(JavaClass checked, ConditionEvents events) {
                for (String fault : faultsOf.apply(checked)) {
                    events.add(SimpleConditionEvent.violated(checked, checked.getName() + ": " + fault));
                }
            }
        };
        return of(name, ArchRuleDefinition.classes().that(which).should(condition));
    }

    /** What is wrong, one line for each fault; empty if the rule holds. */
    List<String> faultsIn(JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}
