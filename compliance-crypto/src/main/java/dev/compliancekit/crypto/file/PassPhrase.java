package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.KeyUnavailableException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a person or a secret store says to open a key: a pass phrase, a password, or the PIN of a token. Copied in,
 * copied out, overwritten with zeros by {@link #close}, never shown.
 *
 * <p>The text is taken as it is: nothing is trimmed, and Unicode is not normalised, so text with accents must be typed
 * the same way each time.
 *
 * <p><em>Thread-safe.</em>
 */
public final class PassPhrase implements AutoCloseable {

    private static final int MAX_CHARS = 1024;
    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;
    private static final String ACCEPTED =
            "accepted are 1 to " + MAX_CHARS + " characters of Unicode text without control characters";

    private final char[] text;
    private boolean closed;

    private PassPhrase(char[] text) {
        this.text = text;
    }

    /**
     * A pass phrase from an array; the caller still has to wipe the array.
     *
     * @param text 1 to 1,024 characters, no control characters, no half of a surrogate pair; copied
     * @return the pass phrase
     * @throws IllegalArgumentException if it is anything else; the message does not have it
     */
    public static PassPhrase of(char[] text) {
        if (!isAccepted(text)) {
            throw new IllegalArgumentException("pass phrase is not accepted; " + ACCEPTED);
        }
        return new PassPhrase(text.clone());
    }

    /**
     * A pass phrase from a file of UTF-8 text that only its owner may read. One line end after the text, as editors
     * leave it, does not belong to it.
     *
     * @param file where it is
     * @return the pass phrase
     * @throws KeyUnavailableException if the file is missing, cannot be read, may be read or written by anybody but its
     *     owner, or holds no pass phrase
     */
    public static PassPhrase read(Path file) {
        byte[] content = SecretFile.read("pass phrase file", file);
        CharBuffer decoded = CharBuffer.allocate(0);
        try {
            decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            char[] text = Arrays.copyOf(decoded.array(), lengthWithoutLineEnd(decoded));
            try {
                return of(text);
            } finally {
                Arrays.fill(text, '\0');
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new KeyUnavailableException("pass phrase file " + file + " holds no pass phrase; " + ACCEPTED, e);
        } finally {
            Arrays.fill(content, (byte) 0);
            Arrays.fill(decoded.array(), '\0');
        }
    }

    private static int lengthWithoutLineEnd(CharBuffer text) {
        int length = text.length();
        if (length > 0 && text.charAt(length - 1) == '\n') {
            length--;
            if (length > 0 && text.charAt(length - 1) == '\r') {
                length--;
            }
        }
        return length;
    }

    private static boolean isAccepted(char[] text) {
        if (text.length < 1 || text.length > MAX_CHARS) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (Character.isHighSurrogate(text[i]) && i + 1 < text.length && Character.isLowSurrogate(text[i + 1])) {
                i++;
            } else if (Character.isSurrogate(text[i]) || Character.isISOControl(text[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many characters there are, also after {@link #close}.
     *
     * @return the number of {@code char}s
     */
    public int length() {
        return text.length;
    }

    /**
     * The characters themselves. Whoever calls this wipes the array afterwards.
     *
     * @return a copy
     * @throws IllegalStateException if this was closed
     */
    public synchronized char[] toCharArray() {
        if (closed) {
            throw new IllegalStateException("the pass phrase was wiped; it cannot be read after close");
        }
        return text.clone();
    }

    /** In UTF-8; the caller wipes the result. */
    byte[] toUtf8() {
        char[] chars = toCharArray();
        ByteBuffer encoded = ByteBuffer.allocate(MAX_UTF8_BYTES_PER_CHAR * chars.length);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(chars), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(chars, '\0');
        return bytes;
    }

    /** Overwrites the characters with zeros. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(text, '\0');
    }

    /** Says nothing about it. */
    @Override
    public String toString() {
        return "PassPhrase";
    }
}
