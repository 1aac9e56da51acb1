package dev.compliancekit.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;

/** Who may import whom. */
final class DirectionRules {

    private DirectionRules() {}

    static List<Rule> of(House house) {
        List<Rule> rules = new ArrayList<>();
        rules.add(knowsOnly(house, "core", house.in("core")));
        for (String sibling : House.SIBLINGS) {
            rules.add(knowsOnly(house, sibling, house.in("core", sibling)));
        }
        rules.add(knowsOnly(house, "testkit", house.theFour().or(house.in("testkit"))));
        rules.add(knowsOnly(house, "pages", house.theFour().or(house.in("pages"))));
        rules.add(Rule.of(
                "main code never sees the testkit",
                noClasses().that(house.everythingExcept("testkit")).should().dependOnClassesThat(house.in("testkit"))));
        for (String frontEnd : House.FRONT_ENDS) {
            rules.add(Rule.of(
                    "nothing imports " + frontEnd,
                    noClasses()
                            .that(house.everythingExcept(frontEnd))
                            .should()
                            .dependOnClassesThat(house.in(frontEnd))));
        }
        rules.add(Rule.of(
                "spi never sees internal",
                noClasses()
                        .that(house.everything().and(resideInAnyPackage("..spi..")))
                        .should()
                        .dependOnClassesThat(house.everything().and(resideInAnyPackage("..internal..")))));
        rules.add(Rule.of(
                "no circle between packages",
                slices().matching(house.root() + ".(**)").should().beFreeOfCycles()));
        return rules;
    }

    private static Rule knowsOnly(House house, String part, DescribedPredicate<JavaClass> known) {
        return Rule.of(
                part + " knows only what is below it",
                noClasses()
                        .that(house.in(part))
                        .should()
                        .dependOnClassesThat(house.everything().and(not(known))));
    }
}
