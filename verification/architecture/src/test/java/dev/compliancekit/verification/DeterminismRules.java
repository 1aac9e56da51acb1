package dev.compliancekit.verification;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Time and randomness come in through constructors and builders. A clock is read only through what came in; the
 * system's own is named in two places: as a builder's default, which the caller can replace, and in a provider, which
 * ServiceLoader makes without arguments. The command line is an application and wires its own.
 */
final class DeterminismRules {

    private static final Set<String> RANDOM_MAKERS = Set.of(
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of");

    private static final Set<String> CLOCK_READERS =
            Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime", "java.util.Calendar.getInstance");

    private DeterminismRules() {}

    static List<Rule> of(House house) {
        return List.of(
                Rule.perClass(
                        "nobody calls now() or makes a clock",
                        house.everythingExcept("cli"),
                        type -> accesses(type, target -> readsClock(target) || makesClock(target))),
                Rule.perClass(
                        "nobody makes randomness",
                        house.everythingExcept("cli"),
                        type -> accesses(
                                type, target -> drawsRandomness(target) || (!isSource(type) && makesSource(target)))));
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
                || CLOCK_READERS.contains(owner + "." + name)
                || (owner.equals("java.util.Date") && isNoArgumentConstructor(target))
                || (owner.equals("java.util.GregorianCalendar") && isConstructor(target));
    }

    private static boolean makesClock(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return (owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick")))
                || (owner.equals("java.time.InstantSource") && name.equals("system"));
    }

    /** A subclass of SecureRandom cannot but call its constructor. */
    private static boolean isSource(JavaClass type) {
        return type.isAssignableTo(SecureRandom.class);
    }

    private static boolean makesSource(AccessTarget target) {
        return target.getOwner().getName().equals("java.security.SecureRandom")
                && (isConstructor(target) || target.getName().startsWith("getInstance"));
    }

    private static boolean drawsRandomness(AccessTarget target) {
        String owner = target.getOwner().getName();
        return RANDOM_MAKERS.contains(owner + "." + target.getName())
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
