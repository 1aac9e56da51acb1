package dev.compliancekit.audit.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What folders hold. <em>Thread-safe.</em> */
public final class Folders {

    private Folders() {}

    /**
     * The files in a folder.
     *
     * @param folder the folder
     * @return their paths, sorted
     * @throws java.nio.file.NoSuchFileException if there is no such folder
     * @throws IOException if it cannot be read; also where the JDK throws something else
     */
    public static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // closing lets sun.nio.fs.UnixException through, which is checked and not declared
            throw new IOException("a folder cannot be closed: " + e.getMessage(), e);
        }
    }
}
