package dev.compliancekit.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packages of the house below a root package, so that the same rules run on the published classes and on a house of
 * planted faults.
 */
record House(String root) {

    static final List<String> SIBLINGS = List.of("crypto", "audit", "retention");

    /** Built by everybody's hands, imported by nobody. */
    static final List<String> FRONT_ENDS = List.of("cli", "starter", "examples", "verification", "benchmarks");

    DescribedPredicate<JavaClass> in(String... parts) {
        return resideInAnyPackage(Stream.of(parts).map(this::pattern).toArray(String[]::new));
    }

    DescribedPredicate<JavaClass> everything() {
        return resideInAnyPackage(root + "..");
    }

    DescribedPredicate<JavaClass> everythingExcept(String... parts) {
        return everything().and(not(in(parts)));
    }

    DescribedPredicate<JavaClass> theFour() {
        return in("core", "crypto", "audit", "retention");
    }

    /** What others may name: everything but the command line, and classes that are public for the JVM only. */
    DescribedPredicate<JavaClass> api() {
        return everythingExcept("cli").and(not(resideInAnyPackage("..internal..")));
    }

    boolean holds(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /** Every rule that looks at classes. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules.addAll(DirectionRules.of(this));
        rules.addAll(ThirdPartyRules.of(this));
        rules.addAll(SignatureRules.of(this));
        rules.addAll(DeterminismRules.of(this));
        rules.addAll(StateRules.of(this));
        rules.addAll(PlatformRules.of(this));
        rules.addAll(NameRules.of(this));
        rules.addAll(VisibilityRules.of(this));
        return rules;
    }

    private String pattern(String part) {
        return root + "." + part + "..";
    }
}
