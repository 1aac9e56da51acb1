package dev.compliancekit.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What public signatures may say. */
final class SignatureRules {

    private SignatureRules() {}

    static List<Rule> of(House house) {
        return List.of(
                Rule.perClass(
                        "no third-party type in a public signature",
                        house.api(),
                        type -> mentions(type, named -> !isOurs(house, type, named))),
                Rule.perClass(
                        "the API never mentions internal",
                        house.api(),
                        type -> mentions(type, named -> (named.getPackageName() + ".").contains(".internal."))),
                Rule.perClass(
                        "no Optional as parameter or record component", house.api(), SignatureRules::optionalsTaken),
                Rule.perClass("nothing nullable in the public API", house.api(), SignatureRules::nullables),
                Rule.perClass("accessors have no get", house.api(), SignatureRules::getters));
    }

    static boolean isPublic(JavaClass type) {
        boolean open = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return open && type.getEnclosingClass().map(SignatureRules::isPublic).orElse(true);
    }

    private static boolean isOurs(House house, JavaClass where, JavaClass named) {
        String name = named.getPackageName();
        boolean kit = where.getPackageName().startsWith(house.root() + ".testkit");
        return named.isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("javax.")
                || house.holds(named)
                || (kit && name.startsWith("org.junit.jupiter.api"));
    }

    private static List<String> mentions(JavaClass type, Predicate<JavaClass> unwanted) {
        List<String> faults = new ArrayList<>();
        if (isPublic(type)) {
            Set<JavaType> supertypes = new LinkedHashSet<>(type.getInterfaces());
            type.getSuperclass().ifPresent(supertypes::add);
            supertypes.stream()
                    .flatMap(supertype -> supertype.getAllInvolvedRawTypes().stream())
                    .filter(named -> unwanted.test(named.getBaseComponentType()))
                    .forEach(named -> faults.add("its supertypes mention " + named.getName()));
            openMembers(type)
                    .forEach(member -> namedBy(member)
                            .filter(named -> unwanted.test(named.getBaseComponentType()))
                            .forEach(named -> faults.add(member.getName() + " mentions " + named.getName())));
        }
        return faults;
    }

    private static Stream<JavaClass> namedBy(JavaMember member) {
        Stream<JavaClass> thrown =
                member instanceof JavaCodeUnit unit ? unit.getThrowsClause().getTypes().stream() : Stream.empty();
        return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
    }

    private static Stream<JavaMember> openMembers(JavaClass type) {
        return type.getMembers().stream()
                .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static List<String> optionalsTaken(JavaClass type) {
        List<String> faults = new ArrayList<>();
        if (isPublic(type)) {
            openMembers(type)
                    .filter(JavaCodeUnit.class::isInstance)
                    .map(JavaCodeUnit.class::cast)
                    .filter(unit -> unit.getRawParameterTypes().stream().anyMatch(SignatureRules::isOptional))
                    .forEach(unit -> faults.add(unit.getName() + " takes an Optional"));
            type.getFields().stream()
                    .filter(field -> type.isRecord() || !field.getModifiers().contains(JavaModifier.PRIVATE))
                    .filter(field -> isOptional(field.getRawType()))
                    .map(JavaField::getName)
                    .forEach(name -> faults.add(name + " holds an Optional"));
        }
        return faults;
    }

    private static boolean isOptional(JavaClass type) {
        return type.getName().startsWith(Optional.class.getName());
    }

    private static List<String> nullables(JavaClass type) {
        return isPublic(type)
                ? openMembers(type)
                        .filter(JavaMethod.class::isInstance)
                        .map(member -> ((JavaMethod) member).reflect())
                        .filter(method -> !method.getName().equals("equals"))
                        .filter(SignatureRules::mentionsNullable)
                        .map(method -> method.getName() + " takes or returns a @Nullable")
                        .toList()
                : List.of();
    }

    private static boolean mentionsNullable(Method method) {
        Stream<AnnotatedType> types = Stream.concat(
                Stream.of(method.getAnnotatedReturnType()), Stream.of(method.getAnnotatedParameterTypes()));
        return types.anyMatch(type -> type.isAnnotationPresent(Nullable.class));
    }

    private static List<String> getters(JavaClass type) {
        return isPublic(type)
                ? openMembers(type)
                        .filter(JavaMethod.class::isInstance)
                        .map(JavaMethod.class::cast)
                        .filter(method -> method.getName().matches("get[A-Z].*"))
                        .filter(method -> method.getRawParameterTypes().isEmpty())
                        .map(method -> method.getName() + " starts with get")
                        .toList()
                : List.of();
    }
}
