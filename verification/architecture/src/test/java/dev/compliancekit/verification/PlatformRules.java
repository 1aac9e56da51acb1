package dev.compliancekit.verification;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** Parts of the platform that a library keeps away from. The testkit alone starts programs: databases for tests. */
final class PlatformRules {

    private static final Set<String> SERIALIZATION = Set.of(
            "java.io.ObjectInputStream",
            "java.io.ObjectOutputStream",
            "java.io.Externalizable",
            "java.beans.XMLDecoder");

    private PlatformRules() {}

    static List<Rule> of(House house) {
        return List.of(
                Rule.perClass("no Java serialization", house.everything(), PlatformRules::serialization),
                Rule.perClass(
                        "no other program is started",
                        house.everythingExcept("testkit"),
                        type -> DeterminismRules.accesses(type, PlatformRules::startsProgram)),
                Rule.perClass(
                        "nothing is printed",
                        house.everythingExcept("cli"),
                        type -> DeterminismRules.accesses(type, PlatformRules::prints)),
                Rule.perClass(
                        "nobody ends the JVM",
                        house.everythingExcept("cli"),
                        type -> DeterminismRules.accesses(type, PlatformRules::endsJvm)),
                Rule.perClass(
                        "nobody breaks into other classes",
                        house.everything(),
                        type -> DeterminismRules.accesses(type, PlatformRules::breaksIn)),
                Rule.of(
                        "SLF4J is the only logging",
                        noClasses()
                                .that(house.everything())
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(
                                        "java.util.logging..",
                                        "org.apache.logging..",
                                        "org.apache.commons.logging..",
                                        "ch.qos.logback.."))));
    }

    private static List<String> serialization(JavaClass type) {
        boolean declared = type.getRawInterfaces().stream().anyMatch(i -> i.isEquivalentTo(Serializable.class));
        List<String> used = type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getName())
                .filter(SERIALIZATION::contains)
                .distinct()
                .map(name -> "uses " + name)
                .toList();
        return declared ? List.of("implements Serializable") : used;
    }

    private static boolean startsProgram(AccessTarget target) {
        String owner = target.getOwner().getName();
        return owner.equals("java.lang.ProcessBuilder")
                || (owner.equals("java.lang.Runtime") && target.getName().equals("exec"));
    }

    private static boolean prints(AccessTarget target) {
        String owner = target.getOwner().getName();
        return (owner.equals("java.lang.System") && Set.of("out", "err").contains(target.getName()))
                || target.getName().equals("printStackTrace");
    }

    private static boolean endsJvm(AccessTarget target) {
        return Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt")
                .contains(target.getOwner().getName() + "." + target.getName());
    }

    private static boolean breaksIn(AccessTarget target) {
        return target.getName().equals("setAccessible")
                || target.getOwner().getName().equals("sun.misc.Unsafe");
    }
}
