package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines above the blank line of a proof file or of a request to a witness, read one after the other. <em>Not
 * thread-safe: confine to one thread.</em>
 */
final class ProofLines {

    /** A header, extra data, a number and at most 64 hashes. */
    private static final int MAX_LINES = 67;

    private final String what;
    private final String[] lines;
    private int at;

    ProofLines(String what, String text) {
        this.what = what;
        this.lines = text.split("\n", MAX_LINES + 1);
        if (lines.length > MAX_LINES) {
            throw new IllegalArgumentException(what + " has more than " + MAX_LINES + " lines before its blank line");
        }
    }

    void require(String line) {
        if (!next().equals(line)) {
            throw new IllegalArgumentException(where() + " is not accepted; accepted is " + line);
        }
    }

    boolean startsWith(String start) {
        return at < lines.length && lines[at].startsWith(start);
    }

    Bytes bytes(String start) {
        String rest = rest(start);
        return Bytes.copyOf(Base64Text.decode(where(), rest));
    }

    long number(String start) {
        String rest = rest(start);
        return Checkpoint.parseNumber(where(), rest);
    }

    /** All lines that are left. */
    List<Bytes> hashes(int max) {
        if (lines.length - at > max) {
            throw new IllegalArgumentException(
                    what + " has " + (lines.length - at) + " hashes; accepted are at most " + max);
        }
        List<Bytes> hashes = new ArrayList<>();
        while (at < lines.length) {
            Bytes hash = bytes("");
            if (hash.size() != Sha256.SIZE) {
                throw new IllegalArgumentException(where() + " has " + hash.size() + " bytes; accepted are 32");
            }
            hashes.add(hash);
        }
        return hashes;
    }

    private String rest(String start) {
        String line = next();
        if (!line.startsWith(start)) {
            throw new IllegalArgumentException(where() + " is not accepted; accepted is one that starts with " + start);
        }
        return line.substring(start.length());
    }

    private String next() {
        if (at == lines.length) {
            throw new IllegalArgumentException(what + " ends after line " + at);
        }
        return lines[at++];
    }

    private String where() {
        return "line " + at + " of the " + what;
    }
}
