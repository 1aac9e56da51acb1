package dev.compliancekit.verification;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Time and randomness come in through constructors. Only the command line's wiring makes a clock. */
final class DeterminismRules {

    private static final Set<String> RANDOM_MAKERS = Set.of(
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of");

    private static final Set<String> CLOCK_READERS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.InstantSource.system",
            "java.util.Calendar.getInstance");

    private DeterminismRules() {}

    static List<Rule> of(House house) {
        return List.of(
                Rule.perClass(
                        "nobody calls now() or makes a clock",
                        house.everythingExcept("cli"),
                        type -> accesses(type, DeterminismRules::readsClock)),
                Rule.perClass(
                        "nobody makes randomness",
                        house.everythingExcept("cli"),
                        type -> accesses(type, DeterminismRules::makesRandomness)));
    }

    /** Calls and method references alike. */
    static List<String> accesses(JavaClass type, Predicate<AccessTarget> unwanted) {
        return type.getAccessesFromSelf().stream()
                .filter(access -> unwanted.test(access.getTarget()))
                .map(JavaAccess::getDescription)
                .toList();
    }

    private static boolean readsClock(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return (owner.startsWith("java.time.") && name.equals("now"))
                || (owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick")))
                || CLOCK_READERS.contains(owner + "." + name)
                || (owner.equals("java.util.Date") && isNoArgumentConstructor(target))
                || (owner.equals("java.util.GregorianCalendar") && isConstructor(target));
    }

    private static boolean makesRandomness(AccessTarget target) {
        String owner = target.getOwner().getName();
        return RANDOM_MAKERS.contains(owner + "." + target.getName())
                || (owner.equals("java.security.SecureRandom")
                        && (isConstructor(target) || target.getName().startsWith("getInstance")))
                || ((owner.equals("java.util.Random") || owner.equals("java.util.SplittableRandom"))
                        && isNoArgumentConstructor(target));
    }

    private static boolean isConstructor(AccessTarget target) {
        return target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME);
    }

    private static boolean isNoArgumentConstructor(AccessTarget target) {
        return isConstructor(target)
                && target instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
    }
}
