package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A text with signature lines (C2SP signed-note). <em>Immutable.</em>
 *
 * @param text what is signed; ends in a line feed
 * @param signatures at least one
 */
record SignedNote(String text, List<SignatureLine> signatures) {

    static final int MAX_BYTES = 65_536;
    static final int MAX_SIGNATURES = 100;

    SignedNote {
        signatures = List.copyOf(signatures);
    }

    static SignedNote sign(String text, SigningKey key) {
        Bytes signature = Bytes.copyOf(key.sign(text.getBytes(StandardCharsets.UTF_8)));
        VerifierKey who = key.verifierKey();
        return new SignedNote(text, List.of(new SignatureLine(who.name(), who.keyId(), signature)));
    }

    static SignedNote parse(String note) {
        requireText(note);
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            throw new IllegalArgumentException(
                    "note has no signatures; accepted are a text, a blank line and signature lines, the last line ended");
        }
        return new SignedNote(note.substring(0, split + 1), parseLines("note", note.substring(split + 2)));
    }

    /** Signature lines, each with its line feed; at least one. */
    static List<SignatureLine> parseLines(String what, String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("last signature line of the " + what + " has no line feed at its end");
        }
        List<SignatureLine> lines = new ArrayList<>();
        for (String line : text.substring(0, text.length() - 1).split("\n", MAX_SIGNATURES + 1)) {
            if (lines.size() == MAX_SIGNATURES) {
                throw new IllegalArgumentException(what + " has more than " + MAX_SIGNATURES + " signatures");
            }
            try {
                lines.add(SignatureLine.parse(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "signature " + (lines.size() + 1) + " of the " + what + ": " + e.getMessage(), e);
            }
        }
        return lines;
    }

    private static void requireText(String note) {
        if (note.length() > MAX_BYTES) {
            throw new IllegalArgumentException("note is longer than " + MAX_BYTES + " characters");
        }
        for (int i = 0; i < note.length(); i++) {
            char c = note.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < note.length() && Character.isLowSurrogate(note.charAt(i + 1))) {
                i++;
            } else if ((c < ' ' && c != '\n') || c == 0x7f || c == '\ufffd' || Character.isSurrogate(c)) {
                throw new IllegalArgumentException("note has a control or replacement character at position " + i
                        + "; accepted are text and line feeds");
            }
        }
    }

    String note() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(line.text()));
        return note.toString();
    }

    /** With further lines below those that are there; a line that is there already is not repeated. */
    SignedNote with(List<SignatureLine> more) {
        Set<SignatureLine> all = new LinkedHashSet<>(signatures);
        all.addAll(more);
        SignedNote merged = new SignedNote(text, List.copyOf(all));
        if (all.size() > MAX_SIGNATURES || merged.note().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("note has " + all.size() + " signatures; accepted are at most "
                    + MAX_SIGNATURES + ", and " + MAX_BYTES + " bytes");
        }
        return merged;
    }

    /** Unknown keys are passed over; a line of the known key that does not verify spoils the note. */
    boolean verifies(VerifierKey key) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        List<SignatureLine> lines = linesOf(key.name(), key.keyId());
        return !lines.isEmpty()
                && lines.stream()
                        .allMatch(line -> key.verifies(message, line.signature().toByteArray()));
    }

    /** The lines of one key. */
    List<SignatureLine> linesOf(String name, int keyId) {
        return signatures.stream()
                .filter(line -> line.keyId() == keyId && line.name().equals(name))
                .toList();
    }
}
