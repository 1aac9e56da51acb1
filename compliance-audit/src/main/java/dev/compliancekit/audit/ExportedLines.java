package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.LogTamperedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the lines of a file of an export, one at a time, none longer than it may be. <em>Not thread-safe.</em> */
final class ExportedLines implements Closeable {

    /** An entry with what stands around it; in a view, every byte of it may have become six. */
    private static final int MAX_BYTES = 8 * EntryBundle.MAX_ENTRY_BYTES;

    private final String name;
    private final InputStream in;
    private long line;

    ExportedLines(Path folder, String name) throws IOException {
        this.name = name;
        try {
            this.in = new BufferedInputStream(
                    new FileInputStream(folder.resolve(name).toFile()), 1 << 16);
        } catch (FileNotFoundException e) {
            throw new LogTamperedException(name + " is missing", e);
        }
    }

    /** The next line with its line feed, or empty at the end of the file. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        for (int b = in.read(); b >= 0; b = in.read()) {
            bytes.write(b);
            if (b == '\n') {
                line++;
                return Optional.of(bytes.toByteArray());
            }
            if (bytes.size() > MAX_BYTES) {
                throw new LogTamperedException("line " + (line + 1) + " of " + name + " is longer than any can be");
            }
        }
        if (bytes.size() > 0) {
            throw new LogTamperedException("line " + (line + 1) + " of " + name + " is cut");
        }
        return Optional.empty();
    }

    long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
