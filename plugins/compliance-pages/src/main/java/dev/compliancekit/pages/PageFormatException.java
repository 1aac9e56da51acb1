package dev.compliancekit.pages;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/** A file that is not what its format asks for. The message is one sentence: file, line, what is accepted. */
public final class PageFormatException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The file as it was named. */
    private final String file;

    /** The line, from 1. */
    private final int line;

    PageFormatException(String file, int line, String problem) {
        super(file + ", line " + line + ": " + problem);
        this.file = file;
        this.line = line;
    }

    /**
     * The file that was read.
     *
     * @return its name as it was given
     */
    public String file() {
        return file;
    }

    /**
     * Where the trouble is.
     *
     * @return the line, from 1
     */
    public int line() {
        return line;
    }
}
