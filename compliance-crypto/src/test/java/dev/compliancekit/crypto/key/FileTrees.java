package dev.compliancekit.crypto.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks at and copies whole directories. */
final class FileTrees {

    private FileTrees() {}

    static List<Path> filesIn(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> filesIn(Path root, String suffix) {
        return filesIn(root).stream()
                .filter(path -> path.toString().endsWith(suffix))
                .toList();
    }

    /** Overwrites what is there. */
    static void copy(Path from, Path to) throws IOException {
        for (Path file : filesIn(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.write(target, Files.readAllBytes(file));
        }
    }
}
