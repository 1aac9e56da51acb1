package dev.compliancekit.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nothing global, nothing thread-bound but the tenant's scope, no thread of our own. */
final class StateRules {

    private static final Set<String> MUTABLE = Set.of(
            "java.lang.StringBuilder",
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.BitSet",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Properties",
            "java.util.Random",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.WeakHashMap",
            "java.security.SecureRandom",
            "javax.crypto.Cipher",
            "javax.crypto.Mac",
            "java.security.MessageDigest");

    private StateRules() {}

    static List<Rule> of(House house) {
        return List.of(
                Rule.perClass("no static mutable field", house.everything(), StateRules::staticMutables),
                Rule.perClass(
                        "only the tenant's scope is bound to a thread", house.everything(), StateRules::threadLocals),
                Rule.of(
                        "nothing is inherited by child threads",
                        noClasses()
                                .that(house.everything())
                                .should()
                                .dependOnClassesThat()
                                .haveFullyQualifiedName("java.lang.InheritableThreadLocal")),
                Rule.perClass(
                        "no thread unless the caller gave an executor",
                        house.everythingExcept("cli", "testkit"),
                        type -> DeterminismRules.accesses(type, StateRules::startsThread)));
    }

    private static List<String> staticMutables(JavaClass type) {
        List<String> faults = new ArrayList<>();
        for (JavaField field : type.getFields()) {
            if (!field.getModifiers().contains(JavaModifier.STATIC)
                    || field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                continue;
            }
            if (!field.getModifiers().contains(JavaModifier.FINAL)) {
                faults.add("static field " + field.getName() + " is not final");
            } else if (isMutable(field)) {
                faults.add("static field " + field.getName() + " is a mutable "
                        + field.getRawType().getSimpleName());
            }
        }
        return faults;
    }

    /** A private array is a table of constants; one that others can reach could be written to. */
    private static boolean isMutable(JavaField field) {
        JavaClass type = field.getRawType();
        return MUTABLE.contains(type.getName())
                || type.getPackageName().startsWith("java.util.concurrent")
                || (type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE));
    }

    private static List<String> threadLocals(JavaClass type) {
        boolean scope = type.getSimpleName().equals("TenantScope");
        return type.getFields().stream()
                .filter(field -> !scope && field.getRawType().isAssignableTo(ThreadLocal.class))
                .map(field -> "field " + field.getName() + " is bound to a thread")
                .toList();
    }

    private static boolean startsThread(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return (owner.equals("java.util.concurrent.Executors") && name.startsWith("new"))
                || owner.equals("java.util.Timer")
                || owner.equals("java.util.concurrent.ForkJoinPool")
                || name.equals("parallelStream")
                || (owner.equals("java.lang.Thread")
                        && Set.of(JavaConstructor.CONSTRUCTOR_NAME, "startVirtualThread", "ofVirtual", "ofPlatform")
                                .contains(name));
    }
}
