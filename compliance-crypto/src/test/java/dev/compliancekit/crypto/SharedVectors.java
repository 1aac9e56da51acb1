package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vectors of others, in a folder {@code shared} beside the repository or further up; they are not part of it. */
public final class SharedVectors {

    private SharedVectors() {}

    /** Skips the test if the folder is missing, and fails it under CI. */
    public static Map<String, Object> read(String name) throws IOException {
        Path file = find(Path.of("shared", "vectors").resolve(name));
        if (file == null) {
            assertThat(System.getenv("CI"))
                    .as("vectors %s are missing under CI", name)
                    .isNotEqualTo("true");
            assumeTrue(false, "vectors " + name + " are missing: no folder shared/vectors beside the repository");
            throw new IllegalStateException("not reached");
        }
        return Json.parse(Files.readString(file));
    }

    private static @Nullable Path find(Path relative) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isReadable(folder.resolve(relative))) {
                return folder.resolve(relative);
            }
        }
        return null;
    }
}
