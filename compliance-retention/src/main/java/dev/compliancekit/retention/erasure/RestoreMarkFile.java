package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.internal.SmallFile;
import dev.compliancekit.retention.spi.RestoreMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The mark of a store that is a folder of files: one small file in that folder, backed up and restored with it.
 * <em>Thread-safe</em> for one writer at a time.
 */
public final class RestoreMarkFile implements RestoreMark {

    private final SmallFile file;

    private RestoreMarkFile(SmallFile file) {
        this.file = file;
    }

    /**
     * The mark in a file.
     *
     * @param path where, inside the folder that is backed up
     * @return the mark
     */
    public static RestoreMarkFile at(Path path) {
        return new RestoreMarkFile(new SmallFile(path, "compliancekit-restore-mark 1"));
    }

    @Override
    public OptionalLong read() {
        try {
            Optional<String> text = file.read();
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(parsed(text.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("restore mark could not be read", e);
        }
    }

    private static long parsed(String text) throws IOException {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new IOException("restore mark is no number of lines");
        }
        return Long.parseLong(text);
    }

    @Override
    public void write(long appliedLines) {
        if (appliedLines < 0) {
            throw new IllegalArgumentException("restore mark is " + appliedLines + "; accepted are 0 and more");
        }
        try {
            file.write(Long.toString(appliedLines));
        } catch (IOException e) {
            throw new UncheckedIOException("restore mark could not be written", e);
        }
    }
}
