package dev.compliancekit.audit.tlog;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * One line below a signed note (C2SP signed-note): who signed with which key, and the signature. Nothing is verified
 * yet; a line is worth what a key says of it.
 *
 * @param name who signed: at least one character, no blanks, no control characters and no {@code +}
 * @param keyId with which key
 * @param signature the signature itself, at least one byte
 */
@Immutable
public record SignatureLine(String name, int keyId, Bytes signature) {

    private static final String DASH = "\u2014 ";
    private static final int ID_BYTES = 4;

    /**
     * Checks the form.
     *
     * @param name who signed
     * @param keyId with which key
     * @param signature the signature itself, at least one byte
     * @throws IllegalArgumentException if the name or the size of the signature is not accepted
     */
    public SignatureLine {
        KeyName.requireForeign(name);
        if (signature.size() == 0) {
            throw new IllegalArgumentException("signature has no bytes; accepted is one or more");
        }
    }

    /**
     * Reads a line.
     *
     * @param line an em dash, a blank, the name, a blank and Base64 of key id and signature, without the line feed
     * @return the line
     * @throws IllegalArgumentException if it is not exactly that
     */
    public static SignatureLine parse(String line) {
        int blank = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || blank < DASH.length()) {
            throw new IllegalArgumentException(
                    "signature line is not accepted; accepted are an em dash, a name and Base64, one blank between");
        }
        String name = line.substring(DASH.length(), blank);
        byte[] value = Base64Text.decode("signature", line.substring(blank + 1));
        if (value.length <= ID_BYTES) {
            throw new IllegalArgumentException("signature has " + value.length + " bytes; accepted are 5 or more");
        }
        return new SignatureLine(
                name, ByteBuffer.wrap(value).getInt(), Bytes.copyOf(Arrays.copyOfRange(value, ID_BYTES, value.length)));
    }

    /**
     * Reads the lines that a witness answers with.
     *
     * @param text one to 100 lines, each with its line feed; at most 65,536 characters
     * @return the lines in their order, unmodifiable
     * @throws IllegalArgumentException if it is not exactly that
     */
    public static List<SignatureLine> parseAll(String text) {
        if (text.length() > SignedNote.MAX_BYTES) {
            throw new IllegalArgumentException("answer is longer than " + SignedNote.MAX_BYTES + " characters");
        }
        return List.copyOf(SignedNote.parseLines("answer", text));
    }

    /**
     * The line as it stands in a note.
     *
     * @return what {@link #parse} reads, and a line feed
     */
    public String text() {
        byte[] value = ByteBuffer.allocate(ID_BYTES + signature.size())
                .putInt(keyId)
                .put(signature.toByteArray())
                .array();
        return DASH + name + " " + Base64Text.encode(value) + "\n";
    }
}
