package dev.compliancekit.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of PostgreSQL on this machine. */
final class PostgresPrograms {

    private PostgresPrograms() {}

    /** Where the newest PostgreSQL of the machine has its programs; Debian does not put them on the path. */
    static Optional<Path> find() {
        Stream<Path> path =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
        return Stream.concat(versions(Path.of("/usr/lib/postgresql")), path)
                .filter(programs -> Files.isExecutable(programs.resolve("initdb"))
                        && Files.isExecutable(programs.resolve("postgres")))
                .findFirst();
    }

    private static Stream<Path> versions(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions
                    .filter(version -> version.getFileName().toString().matches("\\d{1,4}"))
                    .sorted(Comparator.comparingInt(PostgresPrograms::number).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString());
    }
}
