package dev.compliancekit.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** Words that say nothing. */
final class NameRules {

    private static final List<String> ENDINGS = List.of(
            "Manager",
            "Helper",
            "Util",
            "Utils",
            "Impl",
            "Base",
            "Handler",
            "Processor",
            "Info",
            "Data",
            "Common",
            "Context");

    /** The standard's own words. */
    private static final Set<String> STANDARD = Set.of("AssociatedData");

    private static final Set<String> PACKAGES = Set.of(
            "util",
            "utils",
            "common",
            "commons",
            "impl",
            "model",
            "models",
            "dto",
            "helper",
            "helpers",
            "exception",
            "exceptions",
            "config",
            "base",
            "misc");

    private NameRules() {}

    static List<Rule> of(House house) {
        return List.of(
                Rule.perClass("no empty word ends a class name", house.everything(), NameRules::className),
                Rule.perClass("no empty word names a package", house.everything(), type -> packageName(house, type)));
    }

    private static List<String> className(JavaClass type) {
        String name = type.getSimpleName();
        if (STANDARD.contains(name)) {
            return List.of();
        }
        if (name.startsWith("Abstract")) {
            return List.of("its name starts with Abstract");
        }
        return ENDINGS.stream()
                .filter(name::endsWith)
                .map(ending -> "its name ends with " + ending)
                .toList();
    }

    private static List<String> packageName(House house, JavaClass type) {
        String below = type.getPackageName().substring(house.root().length());
        return List.of(below.split("\\.")).stream()
                .filter(PACKAGES::contains)
                .map(part -> "its package is called " + part)
                .toList();
    }
}
