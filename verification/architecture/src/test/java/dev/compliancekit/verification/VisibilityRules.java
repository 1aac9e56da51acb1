package dev.compliancekit.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.stream.Stream;

/** What is open, and what carries the null marks. */
final class VisibilityRules {

    private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";

    private VisibilityRules() {}

    static List<Rule> of(House house) {
        return List.of(
                Rule.perClass(
                        "classes are final, records, enums or sealed; only kits are open",
                        house.everything(),
                        type -> isClosed(house, type) ? List.of() : List.of("is open for extension")),
                Rule.perClass(
                        "public constructors only on records, exceptions, providers and cases of a sealed type",
                        house.api(),
                        type -> hasIdlePublicConstructor(type) ? List.of("has a public constructor") : List.of()),
                Rule.perClass(
                        "no public field that is not a constant", house.everything(), VisibilityRules::publicFields),
                Rule.perClass(
                        "every package is @NullMarked",
                        house.everything(),
                        type -> type.getPackage().isAnnotatedWith(NULL_MARKED)
                                ? List.of()
                                : List.of("its package has no package-info with @NullMarked")));
    }

    private static boolean isClosed(House house, JavaClass type) {
        return type.isInterface()
                || type.isEnum()
                || type.isRecord()
                || type.isAnonymousClass()
                || type.getModifiers().contains(JavaModifier.SYNTHETIC)
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.reflect().isSealed()
                || isKit(house, type)
                || isRootOfExceptions(house, type)
                || type.getRawSuperclass().map(VisibilityRules::isEnumBody).orElse(false);
    }

    private static boolean isEnumBody(JavaClass superclass) {
        return superclass.isEnum() && !superclass.getName().equals("java.lang.Enum");
    }

    private static boolean isKit(House house, JavaClass type) {
        return type.getPackageName().startsWith(house.root() + ".testkit")
                && type.getSimpleName().endsWith("Contract")
                && type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    /** Its subclasses live beside what throws them, in other modules, so it cannot be sealed. */
    private static boolean isRootOfExceptions(House house, JavaClass type) {
        return type.getPackageName().equals(house.root() + ".core")
                && type.isAssignableTo(Throwable.class)
                && type.getSubclasses().stream()
                        .anyMatch(sub -> !sub.getPackageName().equals(type.getPackageName()));
    }

    private static boolean hasIdlePublicConstructor(JavaClass type) {
        boolean wanted = type.isRecord()
                || type.isAssignableTo(Throwable.class)
                || type.getSimpleName().endsWith("Provider")
                || type.getRawInterfaces().stream().anyMatch(i -> i.reflect().isSealed());
        return !wanted
                && SignatureRules.isPublic(type)
                && type.getConstructors().stream()
                        .anyMatch(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static List<String> publicFields(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(field -> !field.getModifiers()
                        .containsAll(Stream.of(JavaModifier.STATIC, JavaModifier.FINAL)
                                .toList()))
                .map(field -> "field " + field.getName() + " is public and no constant")
                .toList();
    }
}
