package dev.compliancekit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module descriptors as they were compiled, and planted descriptors. */
class ModulesTest {

    @Test
    void everyModuleReadsAndOpensOnlyWhatItMay() {
        assertThat(Tree.published().stream().flatMap(module -> ModuleRules.faults(descriptor(module)).stream()))
                .isEmpty();
    }

    @Test
    void findsASiblingThatReadsASibling() {
        ModuleDescriptor crypto = ModuleDescriptor.newModule("dev.compliancekit.crypto")
                .requires("dev.compliancekit.audit")
                .build();

        assertThat(ModuleRules.faults(crypto))
                .containsExactly("dev.compliancekit.crypto requires dev.compliancekit.audit");
    }

    @Test
    void findsALibraryHandedOn() {
        ModuleDescriptor crypto = ModuleDescriptor.newModule("dev.compliancekit.crypto")
                .requires(Set.of(Modifier.TRANSITIVE), "org.bouncycastle.provider")
                .build();

        assertThat(ModuleRules.faults(crypto))
                .containsExactly("dev.compliancekit.crypto requires transitive org.bouncycastle.provider");
    }

    @Test
    void findsAnnotationsThatAreNeededAtRunTime() {
        ModuleDescriptor core = ModuleDescriptor.newModule("dev.compliancekit.core")
                .requires("org.jspecify")
                .build();

        assertThat(ModuleRules.faults(core))
                .containsExactly("dev.compliancekit.core requires org.jspecify at run time");
    }

    @Test
    void findsWhatIsOpenOrExportedByMistake() {
        ModuleDescriptor core = ModuleDescriptor.newModule("dev.compliancekit.core")
                .opens("dev.compliancekit.core")
                .exports("dev.compliancekit.core.internal")
                .exports("dev.compliancekit.corelike")
                .build();

        assertThat(ModuleRules.faults(core))
                .containsExactlyInAnyOrder(
                        "dev.compliancekit.core opens dev.compliancekit.core",
                        "dev.compliancekit.core exports dev.compliancekit.core.internal",
                        "dev.compliancekit.core exports the foreign package dev.compliancekit.corelike");
        assertThat(ModuleRules.faults(
                        ModuleDescriptor.newOpenModule("dev.compliancekit.core").build()))
                .containsExactly("dev.compliancekit.core is open");
    }

    @Test
    void theModulePathAndTheClassPathSeeTheSameProviders() {
        assertThat(Tree.published().stream()
                        .flatMap(module ->
                                ModuleRules.providerFaults(descriptor(module), services(module.classes())).stream()))
                .isEmpty();
    }

    @Test
    void findsAProviderThatOnlyOnePathSees() {
        ModuleDescriptor crypto = ModuleDescriptor.newModule("dev.compliancekit.crypto")
                .provides("a.Service", List.of("dev.compliancekit.crypto.internal.FileProvider"))
                .build();

        assertThat(ModuleRules.providerFaults(crypto, Map.of())).hasSize(1);
        assertThat(ModuleRules.providerFaults(
                        crypto, Map.of("a.Service", Set.of("dev.compliancekit.crypto.internal.FileProvider"))))
                .isEmpty();
    }

    @Test
    void everyModuleIsNullMarked() {
        assertThat(Tree.published())
                .allSatisfy(module -> assertThat(Tree.read(module.sources().resolve("module-info.java")))
                        .containsPattern("(?m)^@NullMarked$"));
    }

    @Test
    void onlyExportedPackagesHoldPublicTypes() {
        Set<String> exported = Tree.published().stream()
                .flatMap(module -> descriptor(module).exports().stream())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());

        assertThat(Tree.publishedClasses().stream()
                        .filter(type -> type.getEnclosingClass().isEmpty())
                        .filter(SignatureRules::isPublic)
                        .filter(type -> !type.getPackageName().contains(".internal"))
                        .filter(type -> !type.getPackageName().startsWith("dev.compliancekit.cli"))
                        .filter(type -> !exported.contains(type.getPackageName()))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    static ModuleDescriptor descriptor(Tree.Module module) {
        try (InputStream in = Files.newInputStream(module.classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(module.name() + " is not compiled; run the build with -am", e);
        }
    }

    private static Map<String, Set<String>> services(Path classes) {
        Path folder = classes.resolve("META-INF/services");
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), ModulesTest::providers, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> providers(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
