package dev.compliancekit.verification;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what others can name of a type: one line for the type, one for each open member, in a fixed order. */
final class ApiListing {

    private static final int SHOWN = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT;

    /** Every type has them; a record declares them without saying so. */
    private static final Set<String> EVERYWHERE = Set.of("equals", "hashCode", "toString");

    private ApiListing() {}

    /** The lines of a public type and of the public types inside it; names in its package stand without the package. */
    static List<String> of(Class<?> type) {
        return full(type).stream()
                .map(line -> line.replace(type.getPackageName() + ".", ""))
                .toList();
    }

    private static List<String> full(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(header(type));
        Stream.of(type.getDeclaredFields())
                .filter(field -> isOpen(field.getModifiers()) && !field.isSynthetic())
                .map(ApiListing::field)
                .sorted()
                .forEach(line -> lines.add("    " + line));
        Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> isOpen(constructor.getModifiers()) && !constructor.isSynthetic())
                .map(constructor -> constructor(type, constructor))
                .sorted()
                .forEach(line -> lines.add("    " + line));
        Stream.of(type.getDeclaredMethods())
                .filter(method -> isOpen(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !EVERYWHERE.contains(method.getName()))
                .map(ApiListing::method)
                .sorted()
                .forEach(line -> lines.add("    " + line));
        Stream.of(type.getDeclaredClasses())
                .filter(nested -> isOpen(nested.getModifiers()))
                .sorted(Comparator.comparing(Class::getName))
                .forEach(nested -> lines.addAll(full(nested)));
        return lines;
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        StringBuilder line = new StringBuilder(kind(type)).append(' ').append(type.getName());
        line.append(variables(type.getTypeParameters()));
        if (type.isRecord()) {
            line.append(Stream.of(type.getRecordComponents())
                    .map(ApiListing::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && superclass != Object.class && superclass != Record.class && !type.isEnum()) {
            line.append(" extends ").append(name(type.getGenericSuperclass()));
        }
        line.append(list(" implements ", Arrays.stream(type.getGenericInterfaces())));
        if (type.isSealed()) {
            line.append(list(" permits ", Arrays.stream(type.getPermittedSubclasses())));
        }
        return line.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isInterface()) {
            return type.isSealed() ? "sealed interface" : "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        if (type.isRecord()) {
            return "record";
        }
        if (type.isSealed()) {
            return "sealed class";
        }
        if (Modifier.isFinal(type.getModifiers())) {
            return "final class";
        }
        return Modifier.isAbstract(type.getModifiers()) ? "abstract class" : "class";
    }

    private static String component(RecordComponent component) {
        return name(component.getGenericType()) + " " + component.getName();
    }

    private static String field(Field field) {
        return modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName();
    }

    private static String constructor(Class<?> type, Constructor<?> constructor) {
        return modifiers(constructor.getModifiers()) + type.getSimpleName() + parameters(constructor);
    }

    private static String method(Method method) {
        String variables = variables(method.getTypeParameters());
        return modifiers(method.getModifiers())
                + (method.isDefault() ? "default " : "")
                + (variables.isEmpty() ? "" : variables + " ")
                + name(method.getGenericReturnType())
                + " "
                + method.getName()
                + parameters(method);
    }

    private static String modifiers(int modifiers) {
        String shown = Modifier.toString(modifiers & SHOWN);
        return shown.isEmpty() ? "" : shown + " ";
    }

    private static String parameters(Executable executable) {
        return Stream.of(executable.getGenericParameterTypes())
                        .map(ApiListing::name)
                        .collect(Collectors.joining(", ", "(", ")"))
                + list(" throws ", Arrays.stream(executable.getGenericExceptionTypes()));
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Stream.of(variables).map(ApiListing::variable).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String variable(TypeVariable<?> variable) {
        List<Type> bounds = Stream.of(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .toList();
        return variable.getName()
                + (bounds.isEmpty()
                        ? ""
                        : bounds.stream().map(ApiListing::name).collect(Collectors.joining(" & ", " extends ", "")));
    }

    private static String list(String lead, Stream<? extends Type> types) {
        String names = types.map(ApiListing::name).sorted().collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : lead + names;
    }

    private static String name(Type type) {
        return type.getTypeName().replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
    }
}
