package dev.compliancekit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The public API of every published module is the one that docs/api records. */
class PublicApiTest {

    private static final String HOW_TO_RECORD = "if the change is meant, record it in the same commit with:"
            + " mvn verify -pl verification/architecture -am -Dapi.record=true";

    @TestFactory
    Stream<DynamicTest> theApiIsTheRecordedOne() {
        return Tree.published().stream()
                .map(module -> DynamicTest.dynamicTest(module.name(), () -> compareOrRecord(module)));
    }

    @Test
    void noModuleIsRecordedThatIsGone() throws IOException {
        Set<String> published =
                Tree.published().stream().map(module -> module.name() + ".txt").collect(Collectors.toSet());

        try (Stream<Path> recorded = Files.exists(folder()) ? Files.list(folder()) : Stream.empty()) {
            assertThat(recorded.map(file -> file.getFileName().toString()))
                    .as("files in docs/api")
                    .isSubsetOf(published);
        }
    }

    @Test
    void aChangeIsShownAsWhatCameAndWhatWent() {
        assertThat(changes(
                        List.of("final class A", "    public int a()"),
                        List.of("final class A", "    public long a()")))
                .containsExactly("-    public int a()", "+    public long a()");
        assertThat(changes(List.of("final class A"), List.of("final class A"))).isEmpty();
        assertThat(changes(List.of("A", "    equals()", "B"), List.of("A", "    equals()", "B", "    equals()")))
                .containsExactly("+    equals()");
    }

    private static void compareOrRecord(Tree.Module module) throws IOException {
        Path file = folder().resolve(module.name() + ".txt");
        List<String> actual = listing(module);
        if (Boolean.getBoolean("api.record")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", actual) + "\n");
        }
        List<String> recorded = Files.exists(file) ? Tree.read(file).lines().toList() : List.of();

        assertThat(changes(recorded, actual))
                .as("public API of %s against docs/api/%s; %s", module.name(), file.getFileName(), HOW_TO_RECORD)
                .isEmpty();
    }

    private static Path folder() {
        return Tree.root().resolve("docs/api");
    }

    private static List<String> listing(Tree.Module module) {
        ModuleDescriptor descriptor = ModulesTest.descriptor(module);
        List<String> lines = new ArrayList<>();
        lines.add("module " + descriptor.name());
        descriptor.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .sorted()
                .forEach(exported -> lines.addAll(listing(module, exported)));
        return lines;
    }

    private static List<String> listing(Tree.Module module, String exported) {
        List<String> lines = new ArrayList<>(List.of("", "package " + exported));
        try (Stream<Path> files = Files.list(module.classes().resolve(exported.replace('.', '/')))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                    .map(name -> load(exported + "." + name.replace(".class", "")))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .forEach(type -> {
                        lines.add("");
                        lines.addAll(ApiListing.of(type));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(module.name() + " exports a package without classes: " + exported, e);
        }
        return lines;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is not on the class path of this test", e);
        }
    }

    /** A small diff: enough to see which line came or went, by the order of the listing. */
    private static List<String> changes(List<String> recorded, List<String> actual) {
        int[][] common = new int[recorded.size() + 1][actual.size() + 1];
        for (int i = recorded.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = recorded.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> changes = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < recorded.size() || j < actual.size()) {
            if (i < recorded.size() && j < actual.size() && recorded.get(i).equals(actual.get(j))) {
                i++;
                j++;
            } else if (i < recorded.size() && (j == actual.size() || common[i + 1][j] >= common[i][j + 1])) {
                changes.add("-" + recorded.get(i++));
            } else {
                changes.add("+" + actual.get(j++));
            }
        }
        return changes;
    }
}
