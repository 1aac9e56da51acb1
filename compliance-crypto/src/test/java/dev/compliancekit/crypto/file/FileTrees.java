package dev.compliancekit.crypto.file;

import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Looks at and copies whole directories. */
public final class FileTrees {

    private FileTrees() {}

    public static List<Path> filesIn(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that have these bytes somewhere. */
    public static List<Path> filesWith(Path root, Bytes bytes) throws IOException {
        String wanted = new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
        List<Path> found = new ArrayList<>();
        for (Path file : filesIn(root)) {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                found.add(file);
            }
        }
        return found;
    }

    /** All of it. */
    public static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Overwrites what is there. */
    public static void copy(Path from, Path to) throws IOException {
        for (Path file : filesIn(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.write(target, Files.readAllBytes(file));
        }
    }
}
