package dev.compliancekit.verification;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tree of the repository, found from the folder that Maven runs the tests in. */
final class Tree {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode", "evidence");
    private static final List<String> TEXT_FILES = List.of(
            ".java",
            ".md",
            ".xml",
            ".yaml",
            ".yml",
            ".html",
            ".css",
            ".properties",
            ".txt",
            ".json",
            ".jsonl",
            ".csv",
            ".config",
            ".gitignore");

    private static final String SOURCES = "src/main/java/";

    private Tree() {}

    /** The top of the repository. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no .mvn above the working folder; run this test with Maven");
            }
        }
        return folder;
    }

    /** The published modules with code: those that are a Java module. */
    static List<Module> published() {
        Path root = root();
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(found -> new Module(root.resolve(found.group(1))))
                .filter(module -> Files.exists(module.sources().resolve("module-info.java")))
                .toList();
    }

    /** What the build compiled of the published modules. */
    static JavaClasses publishedClasses() {
        return new ClassFileImporter()
                .importPaths(published().stream().map(Module::classes).toList());
    }

    /** Every text file that belongs to the repository. */
    static List<Path> textFiles() {
        return files(root()).filter(Tree::isText).toList();
    }

    /** The Java sources of the published modules, without their tests. */
    static List<Path> publishedSources() {
        return published().stream()
                .flatMap(module -> files(module.sources()))
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** The full name of the type that a source file is named after. */
    static String typeName(Path source) {
        String path = source.toString().replace('\\', '/');
        int start = path.indexOf(SOURCES) + SOURCES.length();
        return path.substring(start, path.length() - ".java".length()).replace('/', '.');
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as UTF-8 text", e);
        }
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return TEXT_FILES.stream().anyMatch(name::endsWith) || !name.contains(".");
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children
                    .filter(child -> !NOT_OURS.contains(child.getFileName().toString()))
                    .sorted()
                    .flatMap(child -> Files.isDirectory(child) ? files(child) : Stream.of(child))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    /** One published module. */
    record Module(Path folder) {

        /** The artifact's name, for example compliance-core. */
        String name() {
            return folder.getFileName().toString();
        }

        /** The part of the package name, for example core. */
        String part() {
            return name().replaceFirst("^compliance-", "");
        }

        Path sources() {
            return folder.resolve("src/main/java");
        }

        Path classes() {
            return folder.resolve("target/classes");
        }
    }
}
