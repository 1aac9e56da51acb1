package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with signature lines (C2SP signed-note). <em>Immutable.</em>
 *
 * @param text what is signed; ends in a line feed
 * @param signatures at least one
 */
record SignedNote(String text, List<Line> signatures) {

    static final int MAX_BYTES = 65_536;
    static final int MAX_SIGNATURES = 100;

    private static final String DASH = "\u2014 ";
    private static final int ID_BYTES = 4;

    /**
     * @param name who signed
     * @param keyId with which key
     * @param signature the signature itself, at least one byte
     */
    record Line(String name, int keyId, Bytes signature) {

        static Line parse(String line) {
            int blank = line.lastIndexOf(' ');
            if (!line.startsWith(DASH) || blank < DASH.length()) {
                throw new IllegalArgumentException(
                        "signature line is not accepted; accepted are an em dash, a name and Base64, one blank between");
            }
            String name = line.substring(DASH.length(), blank);
            KeyName.require(name);
            byte[] value = Base64Text.decode("signature", line.substring(blank + 1));
            if (value.length <= ID_BYTES) {
                throw new IllegalArgumentException("signature has " + value.length + " bytes; accepted are 5 or more");
            }
            return new Line(
                    name,
                    ByteBuffer.wrap(value).getInt(),
                    Bytes.copyOf(Arrays.copyOfRange(value, ID_BYTES, value.length)));
        }

        String text() {
            byte[] value = ByteBuffer.allocate(ID_BYTES + signature.size())
                    .putInt(keyId)
                    .put(signature.toByteArray())
                    .array();
            return DASH + name + " " + Base64Text.encode(value) + "\n";
        }
    }

    SignedNote {
        signatures = List.copyOf(signatures);
    }

    static SignedNote sign(String text, SigningKey key) {
        Bytes signature = Bytes.copyOf(key.sign(text.getBytes(StandardCharsets.UTF_8)));
        VerifierKey who = key.verifierKey();
        return new SignedNote(text, List.of(new Line(who.name(), who.keyId(), signature)));
    }

    static SignedNote parse(String note) {
        requireText(note);
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            throw new IllegalArgumentException(
                    "note has no signatures; accepted are a text, a blank line and signature lines, the last line ended");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", MAX_SIGNATURES + 1)) {
            if (lines.size() == MAX_SIGNATURES) {
                throw new IllegalArgumentException("note has more than " + MAX_SIGNATURES + " signatures");
            }
            lines.add(Line.parse(line));
        }
        return new SignedNote(note.substring(0, split + 1), lines);
    }

    private static void requireText(String note) {
        if (note.length() > MAX_BYTES) {
            throw new IllegalArgumentException("note is longer than " + MAX_BYTES + " characters");
        }
        for (int i = 0; i < note.length(); i++) {
            char c = note.charAt(i);
            if ((c < ' ' && c != '\n') || c == 0x7f || c == '\ufffd') {
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

    /** Unknown keys are passed over; a line of the known key that does not verify spoils the note. */
    boolean verifies(VerifierKey key) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (Line line : signatures) {
            if (line.keyId == key.keyId() && line.name.equals(key.name())) {
                if (!key.verifies(message, line.signature.toByteArray())) {
                    return false;
                }
                signed = true;
            }
        }
        return signed;
    }
}
