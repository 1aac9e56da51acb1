package dev.compliancekit.verification;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a module descriptor may say. */
final class ModuleRules {

    private static final String PREFIX = "dev.compliancekit.";
    private static final Set<String> ANNOTATIONS = Set.of("org.jspecify", "com.google.errorprone.annotations");

    /** What each module may read besides the JDK and the annotations. A new plugin gets a line here. */
    private static final Map<String, Set<String>> READS = Map.ofEntries(
            Map.entry("core", Set.of("org.slf4j")),
            Map.entry(
                    "crypto",
                    Set.of(
                            PREFIX + "core",
                            "org.slf4j",
                            "org.bouncycastle.provider",
                            "com.github.benmanes.caffeine",
                            "com.google.common")),
            Map.entry("audit", Set.of(PREFIX + "core", "com.google.common")),
            Map.entry(
                    "retention",
                    Set.of(PREFIX + "core", "org.slf4j", "com.github.benmanes.caffeine", "com.google.common")),
            Map.entry(
                    "testkit",
                    Set.of(
                            PREFIX + "core",
                            PREFIX + "crypto",
                            PREFIX + "audit",
                            PREFIX + "retention",
                            "org.junit.jupiter.api",
                            "org.assertj.core")),
            Map.entry("pages", Set.of(PREFIX + "core", "org.snakeyaml.engine.v2", "com.google.common")),
            Map.entry(
                    "useragent", Set.of(PREFIX + "core", PREFIX + "audit", "com.github.benmanes.caffeine", "uap.java")),
            Map.entry("tink", Set.of(PREFIX + "core", PREFIX + "crypto", "com.fasterxml.jackson.core")),
            Map.entry("jdbc", Set.of(PREFIX + "core", PREFIX + "crypto", PREFIX + "audit", PREFIX + "retention")),
            Map.entry(
                    "kafka", Set.of(PREFIX + "core", PREFIX + "audit", "kafka.clients", "com.fasterxml.jackson.core")),
            Map.entry(
                    "cli",
                    Set.of(
                            PREFIX + "core",
                            PREFIX + "crypto",
                            PREFIX + "audit",
                            PREFIX + "retention",
                            PREFIX + "pages",
                            PREFIX + "tink",
                            "com.fasterxml.jackson.databind",
                            "info.picocli")));

    private ModuleRules() {}

    static List<String> faults(ModuleDescriptor module) {
        String part = module.name().replace(PREFIX, "");
        List<String> faults = new ArrayList<>();
        faults.addAll(readFaults(module, part));
        faults.addAll(openFaults(module, part));
        return faults;
    }

    /** The same providers for users of the module path and of the class path, or the difference. */
    static List<String> providerFaults(ModuleDescriptor module, Map<String, Set<String>> services) {
        Map<String, Set<String>> provided = module.provides().stream()
                .collect(Collectors.toMap(
                        ModuleDescriptor.Provides::service,
                        each -> new TreeSet<>(each.providers()),
                        (a, b) -> a,
                        TreeMap::new));
        return provided.equals(services)
                ? List.of()
                : List.of(module.name() + " provides " + provided + " but META-INF/services says "
                        + new TreeMap<>(services));
    }

    private static List<String> readFaults(ModuleDescriptor module, String part) {
        Set<String> mayRead = READS.getOrDefault(part, Set.of());
        List<String> faults = new ArrayList<>();
        for (ModuleDescriptor.Requires requires : module.requires()) {
            String read = requires.name();
            boolean jdk = read.startsWith("java.") || read.startsWith("jdk.");
            if (!jdk && !ANNOTATIONS.contains(read) && !mayRead.contains(read)) {
                faults.add(module.name() + " requires " + read);
            }
            if (requires.modifiers().contains(Modifier.TRANSITIVE) && !jdk && !mayBeTransitive(part, read)) {
                faults.add(module.name() + " requires transitive " + read);
            }
            if (ANNOTATIONS.contains(read) && !requires.modifiers().contains(Modifier.STATIC)) {
                faults.add(module.name() + " requires " + read + " at run time");
            }
        }
        return faults;
    }

    private static boolean mayBeTransitive(String part, String read) {
        return read.startsWith(PREFIX)
                || ANNOTATIONS.contains(read)
                || (part.equals("testkit") && read.equals("org.junit.jupiter.api"));
    }

    /** The command line opens its own package to the library that parses arguments; nothing else is open. */
    private static List<String> openFaults(ModuleDescriptor module, String part) {
        List<String> faults = new ArrayList<>();
        if (module.isOpen()) {
            faults.add(module.name() + " is open");
        }
        for (ModuleDescriptor.Opens opens : module.opens()) {
            if (!part.equals("cli") || !opens.targets().equals(Set.of("info.picocli"))) {
                faults.add(module.name() + " opens " + opens.source());
            }
        }
        for (ModuleDescriptor.Exports exports : module.exports()) {
            if (exports.source().contains(".internal")) {
                faults.add(module.name() + " exports " + exports.source());
            }
            if (!(exports.source() + ".").startsWith(PREFIX + part + ".")) {
                faults.add(module.name() + " exports the foreign package " + exports.source());
            }
        }
        return faults;
    }
}
